import { systemClock } from '../../../shared/basics/clock.ts';
import { createWindowBus, type WindowBus } from '../../core/window-bus/window-bus.ts';
import type { FaultSuite, Wire } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { openTransport } from '../../transports/open-transport.ts';
import { createEvaluationPad } from '../device.ts';
import { startEvaluationPadSimulator, type EvaluationPadSimulator, type PadControl } from '../simulator.ts';
import type { EvaluationPad } from '../types.ts';

interface Bench {
  readonly pad: EvaluationPad;
  readonly bus: WindowBus;
  readonly simulator: EvaluationPadSimulator;
  readonly heard: readonly number[];
  do(command: PadControl): void;
}

/** A pad and its simulator on one wire; taken down after `run`. */
export async function withPad<T>(wire: Wire, run: (bench: Bench) => Promise<T>): Promise<T> {
  const simulator = await startEvaluationPadSimulator(wire.simulator);
  const bus = createWindowBus({ factory: openTransport(wire.driver ?? simulator.address), clock: systemClock });
  const pad = createEvaluationPad({ bus, clock: systemClock, options: {} });
  const heard: number[] = [];
  pad.onPress((level) => heard.push(level));
  pad.start();
  try {
    await until('the line is open', () => pad.status().state === 'listening');
    return await run({ pad, bus, simulator, heard, do: (command) => mustDo(simulator, command) });
  } finally {
    await pad.stop();
    await simulator.close();
  }
}

function mustDo(simulator: EvaluationPadSimulator, command: PadControl): void {
  const done = simulator.control(command);
  if (!done.ok) throw new Error(done.error);
}

/** What came of it, as the pad counts its frames and the driver its ratings. */
function told({ simulator, heard }: Bench): string {
  const { sent, acknowledged } = simulator.observe();
  return `levels ${heard.join(' ')}; sent ${sent}, answered ${acknowledged.length}`;
}

function damaged(damage: 'bad-sum' | 'length-mismatch' | 'collision'): (wire: Wire) => Promise<string> {
  return (wire) =>
    withPad(wire, async (bench) => {
      bench.do({ type: 'press', value: 4, damage });
      await until('the answer', () => bench.simulator.observe().acknowledged.length === 1);
      return told(bench);
    });
}

/** The faults of devices.md §8 for the FF68 bus, as far as they concern a pad. */
export const padFaults: FaultSuite = {
  name: 'evaluation-pad/ff68',
  transports: ['tcp', 'pty'],
  baudRate: 9_600,
  faults: [
    {
      fault: 'the answer is lost, the pad repeats its press',
      expected: 'levels 5; sent 2, answered 1',
      run: (wire) =>
        withPad(wire, async (bench) => {
          bench.do({ type: 'lose-answers', count: 1 });
          bench.do({ type: 'press', value: 1, damage: 'none' });
          await until('the answer', () => bench.simulator.observe().acknowledged.length === 1);
          return told(bench);
        }),
    },
    { fault: 'a wrong sum', expected: 'levels 2; sent 2, answered 1', run: damaged('bad-sum') },
    { fault: 'two different lengths', expected: 'levels 2; sent 2, answered 1', run: damaged('length-mismatch') },
    { fault: 'a collision of two presses', expected: 'levels 2; sent 2, answered 1', run: damaged('collision') },
    {
      fault: 'a pad with another number presses',
      expected: 'levels ; attention stranger-on-bus; number 2 heard 2 times',
      run: (wire) =>
        withPad(wire, async ({ pad, bus, heard, do: act }) => {
          for (const times of [1, 2]) {
            act({ type: 'press-elsewhere', busAddress: 2, value: 5 });
            await until('the stranger', () => bus.strangers().get(2) === times);
          }
          const { health, state } = pad.status();
          return `levels ${heard.join(' ')}; ${health} ${state}; number 2 heard ${bus.strangers().get(2) ?? 0} times`;
        }),
    },
    {
      fault: 'a value that is not in the table',
      expected: 'levels ; sent 1, answered 1; attention unknown-key',
      run: (wire) =>
        withPad(wire, async (bench) => {
          bench.do({ type: 'press', value: 9, damage: 'none' });
          await until('the answer', () => bench.simulator.observe().acknowledged.length === 1);
          const { health, state } = bench.pad.status();
          return `${told(bench)}; ${health} ${state}`;
        }),
    },
    {
      fault: 'the cable is pulled and put back',
      expected: 'levels 3; sent 1, answered 1',
      run: (wire) =>
        withPad(wire, async (bench) => {
          bench.do({ type: 'unplug' });
          // A pseudo-terminal does not tell: the line is dead, not gone.
          if ('host' in wire.simulator) await until('red', () => bench.pad.status().health === 'disconnected');
          bench.do({ type: 'plug' });
          await until('the line is open', () => bench.pad.status().state === 'listening');
          bench.do({ type: 'press', value: 3, damage: 'none' });
          await until('the answer', () => bench.simulator.observe().acknowledged.length === 1);
          return told(bench);
        }),
    },
  ],
};
