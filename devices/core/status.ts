import type { Clock } from '../../shared/basics/clock.ts';
import type { DeviceHealth } from '../../shared/types/device.ts';
import type { DeviceStatus, Unsubscribe } from './device.ts';

/** Holds one device's status and tells listeners of changes only. */
export interface StatusKeeper {
  status(): DeviceStatus;
  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe;
  set(next: { readonly health: DeviceHealth; readonly state: string; readonly advice: string }): void;
  /** A good exchange happened just now; no listener is told. */
  markGood(): void;
}

export function createStatusKeeper(clock: Clock): StatusKeeper {
  const listeners = new Set<(status: DeviceStatus) => void>();
  let current: DeviceStatus = { health: 'unknown', state: 'stopped', advice: '', since: clock.now(), lastGoodAt: null };

  return {
    status: () => current,
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set({ health, state, advice }) {
      if (health === current.health && state === current.state && advice === current.advice) return;
      current = { health, state, advice, since: clock.now(), lastGoodAt: current.lastGoodAt };
      for (const listener of [...listeners]) listener(current);
    },
    markGood() {
      current = { ...current, lastGoodAt: clock.now() };
    },
  };
}
