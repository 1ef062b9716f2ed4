import type { Device } from '../../../devices/core/device.ts';
import { DeviceId, type StationId } from '../../../shared/basics/ids.ts';
import type { DeviceSnapshot } from '../../../shared/types/device.ts';
import type { StationDevices } from '../../../shared/types/hall.ts';
import type { Log } from '../log.ts';
import type { TestLog } from './test-log.ts';

export interface MonitoredDevice {
  readonly device: Device;
  readonly simulated: boolean;
}

export interface DeviceMonitor {
  snapshots(): DeviceSnapshot[];
  onChange(listener: () => void): () => void;
  /** Something else about the devices is new: a self-test was recorded. */
  changed(): void;
  close(): void;
}

/** The name of a station's device of a kind, in the console and in the record. */
export function deviceIdAt(stationId: StationId, { kind }: Pick<Device, 'kind'>): DeviceId {
  return DeviceId.parse(`${stationId}/${kind}`);
}

/** Gathers the state of a station's devices for its pages and for the hub; logs a change once. */
export function createDeviceMonitor(stationId: StationId, devices: readonly MonitoredDevice[], tests: Pick<TestLog, 'last'>, log: Log): DeviceMonitor {
  const listeners = new Set<() => void>();
  const stops = devices.map(({ device }) =>
    device.onStatus((status) => {
      log.info({ event: 'device-state', kind: device.kind, state: status.state, health: status.health }, '设备状态变化');
      changed();
    }),
  );

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function snapshot({ device, simulated }: MonitoredDevice): DeviceSnapshot {
    const id = deviceIdAt(stationId, device);
    return { id, kind: device.kind, address: device.address, simulated, ...device.status(), lastTest: tests.last(id) };
  }

  return {
    snapshots: () => devices.map(snapshot),
    changed,
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
