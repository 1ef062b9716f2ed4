import type { DeviceKind } from '../../../shared/types/device.ts';

/** What the work of a station's role says about its devices, so that a self-test never disturbs anybody. */
export interface StationWork {
  /** Why this kind of device cannot be tested now, as a sentence; empty when it can. */
  inUse(kind: DeviceKind): string;
  /** Takes the device out of the station's work until the returned function is called, which puts right what it shows. */
  lend(kind: DeviceKind): () => void;
  /** Told when what `inUse` says may have changed. */
  onChange(listener: () => void): () => void;
}

/** Who wants to hear of the changes of a role's work. */
export function workListeners() {
  const listeners = new Set<() => void>();
  return {
    tell(): void {
      for (const listener of [...listeners]) listener();
    },
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A role whose devices nobody is served with. */
export const NO_WORK: StationWork = { inUse: () => '', lend: () => () => undefined, onChange: () => () => undefined };
