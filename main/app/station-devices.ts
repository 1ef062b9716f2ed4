import type { z } from 'zod';
import type { Device } from '../../devices/core/device.ts';
import { DEVICES, DEVICE_OPTIONS, type DeviceParts } from '../../devices/registry.ts';
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

/** Makes the drivers of a station. Nothing is opened yet. The settings have passed `checkDevice`; wrong ones throw. */
export function buildDevices(config: DevicesConfig, shared: Omit<DeviceParts, 'address'>): BuiltDevices {
  const monitored: MonitoredDevice[] = [];

  function build<S extends z.ZodType, D extends Device>(kind: DeviceKind, schema: S, make: (prepared: Prepared<z.output<S>>) => D): D | null {
    const setting = config[kind];
    if (!setting) return null;
    const parts = { ...shared, address: setting.address };
    const device = make({ parts, options: schema.parse(setting.options) });
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
  return { devices, monitored };
}
