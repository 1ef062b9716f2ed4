import type { z } from 'zod';
import type { Device } from '../../devices/core/device.ts';
import { DEVICES, DEVICE_OPTIONS, type DeviceParts } from '../../devices/registry.ts';
import { parseDeviceAddress } from '../../devices/transports/address.ts';
import { openTransport } from '../../devices/transports/open-transport.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { DeviceKind } from '../../shared/types/device.ts';
import type { StationDevices as DevicesConfig } from '../../shared/types/hall.ts';
import type { MonitoredDevice } from '../service/devices/device-monitor.ts';

export type StationDevices = { readonly [K in DeviceKind]: ReturnType<(typeof DEVICES)[K]> | null };

export interface BuiltDevices {
  readonly devices: StationDevices;
  readonly monitored: readonly MonitoredDevice[];
}

interface Prepared<O> {
  readonly parts: DeviceParts;
  readonly options: O;
}

/** Makes the drivers of a station from their addresses. Nothing is opened yet. Problems name device and setting. */
export function buildDevices(config: DevicesConfig, shared: Omit<DeviceParts, 'factory'>): Result<BuiltDevices, string[]> {
  const problems: string[] = [];
  const monitored: MonitoredDevice[] = [];

  function build<S extends z.ZodType, D extends Device>(kind: DeviceKind, schema: S, make: (prepared: Prepared<z.output<S>>) => D): D | null {
    const setting = config[kind];
    if (!setting) return null;
    const address = parseDeviceAddress(setting.address);
    const options = schema.safeParse(setting.options);
    if (!address.ok) problems.push(`devices.${kind}.address:${address.error}`);
    if (!options.success) problems.push(...options.error.issues.map((i) => `devices.${kind}.options.${i.path.join('.')}:${i.message}`));
    if (!address.ok || !options.success) return null;
    const device = make({ parts: { ...shared, factory: openTransport(setting.address) }, options: options.data });
    monitored.push({ device, simulated: setting.simulated });
    return device;
  }

  const devices: StationDevices = {
    idCardReader: build('idCardReader', DEVICE_OPTIONS.idCardReader, ({ parts, options }) => DEVICES.idCardReader(parts, options)),
    ticketPrinter: build('ticketPrinter', DEVICE_OPTIONS.ticketPrinter, ({ parts, options }) => DEVICES.ticketPrinter(parts, options)),
    callDisplay: build('callDisplay', DEVICE_OPTIONS.callDisplay, ({ parts, options }) => DEVICES.callDisplay(parts, options)),
    evaluationPad: build('evaluationPad', DEVICE_OPTIONS.evaluationPad, ({ parts, options }) => DEVICES.evaluationPad(parts, options)),
    voice: build('voice', DEVICE_OPTIONS.voice, ({ parts, options }) => DEVICES.voice(parts, options)),
  };
  return problems.length > 0 ? fail(problems) : ok({ devices, monitored });
}
