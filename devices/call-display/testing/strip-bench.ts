import type { z } from 'zod';
import { systemClock } from '../../../shared/basics/clock.ts';
import type { Wire } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { openTransport } from '../../transports/open-transport.ts';
import { createCallDisplay } from '../device.ts';
import type { CallDisplayOptions } from '../options.ts';
import { startCallDisplaySimulator, type CallDisplaySimulator, type CallDisplaySimulatorOptions, type DisplayControl } from '../simulator.ts';
import type { CallDisplay } from '../types.ts';

export interface StripBench {
  readonly display: CallDisplay;
  readonly simulator: CallDisplaySimulator;
  /** Does something to the strip that it can have. */
  tell(command: DisplayControl): void;
}

export interface StripPair {
  readonly driver: z.input<typeof CallDisplayOptions>;
  readonly strip: z.input<typeof CallDisplaySimulatorOptions>;
}

/** A started driver before its simulator on this wire, not yet connected. */
export async function withStrip(wire: Wire, pair: StripPair, run: (bench: StripBench) => Promise<string>): Promise<string> {
  const simulator = await startCallDisplaySimulator(wire.simulator, pair.strip);
  const display = createCallDisplay({ factory: openTransport(wire.driver ?? simulator.address), clock: systemClock, options: pair.driver });
  display.start();
  function tell(command: DisplayControl): void {
    const done = simulator.control(command);
    if (!done.ok) throw new Error(done.error);
  }
  try {
    return await run({ display, simulator, tell });
  } finally {
    await display.stop();
    await simulator.close();
  }
}

/** The same, once the strip is connected. */
export function withReadyStrip(wire: Wire, pair: StripPair, run: (bench: StripBench) => Promise<string>): Promise<string> {
  return withStrip(wire, pair, async (bench) => {
    await until('the strip is connected', () => ['ready', 'sending'].includes(bench.display.status().state));
    return run(bench);
  });
}

/** How showing a text ended, in one word. */
export async function outcomeOf(display: CallDisplay, text: string): Promise<string> {
  const result = await display.show(text);
  return result.ok ? 'shown' : result.error.cause;
}
