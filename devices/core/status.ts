import type { Clock } from '../../shared/basics/clock.ts';
import type { DeviceCounter, DeviceHealth } from '../../shared/types/device.ts';
import type { DeviceStatus, Unsubscribe } from './device.ts';

/** Holds one device's status and tells listeners of changes only. */
export interface StatusKeeper {
  status(): DeviceStatus;
  onStatus(listener: (status: DeviceStatus) => void): Unsubscribe;
  set(next: { readonly health: DeviceHealth; readonly state: string; readonly advice: string }): void;
  /** A good exchange happened just now; no listener is told. */
  markGood(): void;
  /** One more of these; no listener is told. */
  count(counter: DeviceCounter): void;
  /** Begins the counting anew, as after a change of paper. */
  clear(counter: DeviceCounter): void;
}

export function createStatusKeeper(clock: Clock): StatusKeeper {
  const listeners = new Set<(status: DeviceStatus) => void>();
  let current: DeviceStatus = { health: 'unknown', state: 'stopped', advice: '', since: clock.now(), lastGoodAt: null, counters: {} };

  function setCounter(counter: DeviceCounter, value: number): void {
    current = { ...current, counters: { ...current.counters, [counter]: value } };
  }

  return {
    status: () => current,
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set({ health, state, advice }) {
      if (health === current.health && state === current.state && advice === current.advice) return;
      current = { ...current, health, state, advice, since: clock.now() };
      for (const listener of [...listeners]) listener(current);
    },
    markGood() {
      current = { ...current, lastGoodAt: clock.now() };
    },
    count: (counter) => setCounter(counter, (current.counters[counter] ?? 0) + 1),
    clear: (counter) => setCounter(counter, 0),
  };
}
