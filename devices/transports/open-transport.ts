import { assertNever } from '../../shared/basics/assert-never.ts';
import { parseDeviceAddress, type DeviceAddress } from './address.ts';
import { openSerial } from './serial.ts';
import { openTcp } from './tcp.ts';
import type { Transport, TransportFactory } from './transport.ts';

/** The way to the device at this address. The address has passed `parseDeviceAddress`; a wrong one, or a service's, throws. */
export function openTransport(address: string): TransportFactory {
  const parsed = parseDeviceAddress(address);
  if (!parsed.ok) throw new Error(parsed.error);
  const place = parsed.value;
  if (place.protocol === 'http') throw new Error(`a service is no byte pipe: ${address}`);
  return { address, open: (signal) => openParsed(place, signal) };
}

function openParsed(address: Exclude<DeviceAddress, { protocol: 'http' }>, signal: AbortSignal): Promise<Transport> {
  switch (address.protocol) {
    case 'tcp':
      return openTcp(address.host, address.port, signal);
    case 'serial':
      return openSerial(address.path, address.baudRate, signal);
    default:
      return assertNever(address);
  }
}
