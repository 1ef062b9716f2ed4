import type { DeviceCounters, DeviceHealth, DeviceKind } from '../../shared/types/device.ts';

export type Unsubscribe = () => void;

/** What every device tells about itself. `state` is the driver's own word, `advice` a sentence for a person. */
export interface DeviceStatus {
  readonly health: DeviceHealth;
  readonly state: string;
  readonly advice: string;
  /** Epoch ms of the last change of state. */
  readonly since: number;
  /** Epoch ms of the last good exchange; null before the first. */
  readonly lastGoodAt: number | null;
  readonly counters: Readonly<DeviceCounters>;
}

/** The top layer of a device: reconnects by itself, never throws at its user, reports changes. */
export interface Device {
  readonly kind: DeviceKind;
  readonly address: string;
  status(): DeviceStatus;
  /** Called on every change of `health`, `state` or `advice`, not on every poll. */
  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe;
  /** Begins connecting and polling; returns at once. */
  start(): void;
  /** Stops polling, closes the port; a running job ends with its honest outcome first. */
  stop(): Promise<void>;
}
