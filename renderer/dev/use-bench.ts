import { useEffect, useState } from 'react';
import { askDevices, askSights, type BenchDevice, type Sights } from './bench-client.ts';

const LOOK_MS = 400;

export interface Bench {
  devices: readonly BenchDevice[];
  sights: Sights;
  lost: boolean;
}

/** Looks at the simulated devices again and again; null before the first look. */
export function useBench(): Bench | null {
  const [bench, setBench] = useState<Bench | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void lookForEver(setBench, stop.signal);
    return () => stop.abort();
  }, []);
  return bench;
}

async function lookForEver(set: (change: (before: Bench | null) => Bench | null) => void, stop: AbortSignal): Promise<void> {
  let devices: BenchDevice[] | null = null;
  while (!stop.aborted) {
    try {
      devices ??= await askDevices();
      const [known, sights] = [devices, await askSights()];
      set(() => ({ devices: known, sights, lost: false }));
    } catch {
      // Started anew, the hall may have other devices.
      devices = null;
      set((before) => before && { ...before, lost: true });
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
