import { parseDeviceAddress, type DeviceAddress } from './address.ts';
import { openFileDevice } from './file-device.ts';
import { openSerial } from './serial.ts';
import { openSerialByUsb } from './serial-by-usb.ts';
import { openTcp } from './tcp.ts';
import type { TransportFactory } from './transport.ts';

/** The byte pipe to the device at this address. The address has passed `parseDeviceAddress`; a wrong one, or one that is no byte pipe, throws. */
export function openTransport(address: string): TransportFactory {
  const parsed = parseDeviceAddress(address);
  if (!parsed.ok) throw new Error(parsed.error);
  const open = pipeTo(parsed.value);
  if (open === null) throw new Error(`no byte pipe: ${address}`);
  return { address, open };
}

function pipeTo(place: DeviceAddress): TransportFactory['open'] | null {
  switch (place.protocol) {
    case 'tcp':
      return (signal) => openTcp(place.host, place.port, signal);
    case 'serial':
      return (signal) => openSerial(place.path, place.baudRate, signal);
    case 'serial-usb':
      return (signal) => openSerialByUsb(place.usb, place.baudRate, signal);
    case 'file':
      return (signal) => openFileDevice(place.path, signal);
    default:
      return null;
  }
}
