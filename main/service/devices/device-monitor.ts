import type { Device } from '../../../devices/core/device.ts';
import type { DeviceSnapshot } from '../../../shared/types/device.ts';
import type { StationDevices } from '../../../shared/types/hall.ts';
import type { Log } from '../log.ts';

export interface MonitoredDevice {
  readonly device: Device;
  readonly simulated: boolean;
}

export interface DeviceMonitor {
  snapshots(): DeviceSnapshot[];
  onChange(listener: () => void): () => void;
  close(): void;
}

/** Gathers the state of a station's devices for its pages and for the hub; logs a change once. */
export function createDeviceMonitor(stationId: string, devices: readonly MonitoredDevice[], log: Log): DeviceMonitor {
  const listeners = new Set<() => void>();
  const stops = devices.map(({ device }) =>
    device.onStatus((status) => {
      log.info({ event: 'device-state', kind: device.kind, state: status.state, health: status.health }, '设备状态变化');
      for (const listener of listeners) listener();
    }),
  );
  return {
    snapshots: () =>
      devices.map(({ device, simulated }) => ({
        id: `${stationId}/${device.kind}`,
        kind: device.kind,
        address: device.address,
        simulated,
        ...device.status(),
      })),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}

/** Whether any device of the station is a simulator (模拟设备). */
export function anySimulated(devices: StationDevices): boolean {
  return Object.values(devices).some((device) => device?.simulated);
}
