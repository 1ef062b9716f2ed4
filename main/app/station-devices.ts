import { createBusPool } from '../../devices/core/window-bus/window-bus.ts';
import { DEVICES, type DeviceParts, type DevicesByKind } from '../../devices/registry.ts';
import { openTransport } from '../../devices/transports/open-transport.ts';
import { DeviceKind } from '../../shared/types/device.ts';
import type { StationDevices as DevicesConfig } from '../../shared/types/hall.ts';
import type { MonitoredDevice } from '../service/devices/device-monitor.ts';

/** The devices of one station; a kind it does not have is missing. */
export type StationDevices = { -readonly [K in DeviceKind]?: DevicesByKind[K] };

export interface BuiltDevices {
  readonly devices: Readonly<StationDevices>;
  readonly monitored: readonly MonitoredDevice[];
}

/** Makes the drivers of a station. Nothing is opened yet. The settings have passed `checkDevice`; wrong ones throw. */
export function buildDevices(config: DevicesConfig, shared: Omit<DeviceParts, 'address' | 'buses'>): BuiltDevices {
  const buses = createBusPool(openTransport, shared.clock);
  const devices: StationDevices = {};
  const monitored: MonitoredDevice[] = [];

  function build<K extends DeviceKind>(kind: K): void {
    const setting = config[kind];
    if (setting === undefined) return;
    const device: DevicesByKind[K] = DEVICES[kind].make({ ...shared, buses, address: setting.address }, setting.options);
    devices[kind] = device;
    monitored.push({ device, simulated: setting.simulated });
  }

  for (const kind of DeviceKind.options) build(kind);
  return { devices, monitored };
}
