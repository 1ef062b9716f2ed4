import { systemClock } from '../../../shared/basics/clock.ts';
import type { FaultSuite, Wire } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { openSimulatedBus } from '../../core/window-bus/virtual-bus.ts';
import { createWindowBus, type WindowBus } from '../../core/window-bus/window-bus.ts';
import { openTransport } from '../../transports/open-transport.ts';
import { createPhysicalCaller } from '../device.ts';
import type { CallerKey } from '../keys.ts';
import { startPhysicalCallerSimulator, type CallerControl, type PhysicalCallerSimulator } from '../simulator.ts';
import type { PhysicalCaller } from '../types.ts';

interface Bench {
  readonly bus: WindowBus;
  readonly caller: PhysicalCaller;
  readonly simulator: PhysicalCallerSimulator;
  /** A second caller on the same line, number 2. */
  readonly second: PhysicalCaller;
  readonly secondSimulator: PhysicalCallerSimulator;
  /** Keys as the drivers told them, each after the number of its caller. */
  readonly keys: readonly string[];
  do(command: CallerControl): void;
}

/** Nobody presses again sooner. */
const FASTEST_FINGER_MS = 150;

/** Two callers with their simulators on one wire; taken down after `run`. */
export async function withCallers<T>(wire: Wire, run: (bench: Bench) => Promise<T>): Promise<T> {
  const line = await openSimulatedBus(wire.simulator, systemClock);
  const simulator = await startPhysicalCallerSimulator(line);
  const secondSimulator = await startPhysicalCallerSimulator(line, { busAddress: 2 });
  const bus = createWindowBus({ factory: openTransport(wire.driver ?? line.address), clock: systemClock });
  const [caller, second] = [1, 2].map((busAddress) => createPhysicalCaller({ bus, clock: systemClock, options: { busAddress } }));
  if (caller === undefined || second === undefined) throw new Error('two callers were made');
  const keys: string[] = [];
  caller.onKey((key) => keys.push(`1 ${key}`));
  second.onKey((key) => keys.push(`2 ${key}`));
  caller.start();
  second.start();
  try {
    await until('the line is open', () => [caller, second].every((device) => device.status().state === 'listening'));
    return await run({ bus, caller, simulator, second, secondSimulator, keys, do: (command) => mustDo(simulator, command) });
  } finally {
    await Promise.all([caller.stop(), second.stop()]);
    await Promise.all([simulator.close(), secondSimulator.close()]);
  }
}

function mustDo(simulator: PhysicalCallerSimulator, command: CallerControl): void {
  const done = simulator.control(command);
  if (!done.ok) throw new Error(done.error);
}

function told({ simulator, keys }: Bench): string {
  const { sent, acknowledged } = simulator.observe();
  return `${keys.join(', ')}; sent ${sent}, answered ${acknowledged.length}`;
}

function answered({ simulator }: Bench, count = 1): Promise<void> {
  return until('the answer', () => simulator.observe().acknowledged.length === count);
}

function damaged(key: CallerKey, damage: 'bad-sum' | 'length-mismatch'): (wire: Wire) => Promise<string> {
  return (wire) =>
    withCallers(wire, async (bench) => {
      bench.do({ type: 'press', key, damage });
      await answered(bench);
      return told(bench);
    });
}

/** The faults of devices.md §8 for the FF68 bus, with two callers on it. */
export const callerFaults: FaultSuite = {
  name: 'physical-caller/ff68',
  transports: ['tcp', 'pty'],
  baudRate: 9_600,
  faults: [
    {
      fault: 'two numbers on one line',
      expected: '2 recall, 1 call; sent 1, answered 1; one connection each of one line',
      run: (wire) =>
        withCallers(wire, async (bench) => {
          mustDo(bench.secondSimulator, { type: 'press', key: 'recall', damage: 'none' });
          await until('the second is answered', () => bench.secondSimulator.observe().acknowledged.length === 1);
          bench.do({ type: 'press', key: 'call', damage: 'none' });
          await answered(bench);
          const connections = [bench.caller, bench.second].map((device) => device.status().counters.connections);
          return `${told(bench)}; ${connections.every((count) => count === 1) ? 'one connection each of one line' : connections.join(' and ')}`;
        }),
    },
    {
      fault: 'two callers press at the same time',
      expected: 'both keys once; both sent 2 and 2',
      run: (wire) =>
        withCallers(wire, async (bench) => {
          bench.do({ type: 'press', key: 'call', damage: 'none' });
          mustDo(bench.secondSimulator, { type: 'press', key: 'transfer', damage: 'none' });
          const both = [bench.simulator, bench.secondSimulator];
          await until('an end', () => both.every((one) => one.observe().acknowledged.length + one.observe().lost === 1));
          const once = bench.keys.length === new Set(bench.keys).size && bench.keys.length === 2;
          return `${once ? 'both keys once' : bench.keys.join(', ')}; both sent ${both.map((one) => one.observe().sent).join(' and ')}`;
        }),
    },
    {
      fault: 'the answer is lost, the caller repeats its press',
      expected: '1 call; sent 2, answered 1',
      run: (wire) =>
        withCallers(wire, async (bench) => {
          bench.do({ type: 'lose-answers', count: 1 });
          bench.do({ type: 'press', key: 'call', damage: 'none' });
          await answered(bench);
          return told(bench);
        }),
    },
    { fault: 'a wrong sum', expected: '1 pause; sent 2, answered 1', run: damaged('pause', 'bad-sum') },
    { fault: 'two different lengths', expected: '1 miss; sent 2, answered 1', run: damaged('miss', 'length-mismatch') },
    {
      fault: 'the same key twice in a hurry',
      expected: '1 call; sent 2, answered 2',
      run: (wire) =>
        withCallers(wire, async (bench) => {
          bench.do({ type: 'press', key: 'call', damage: 'none' });
          await answered(bench);
          await systemClock.sleep(FASTEST_FINGER_MS);
          bench.do({ type: 'press', key: 'call', damage: 'none' });
          await answered(bench, 2);
          return told(bench);
        }),
    },
    {
      fault: 'a key that is not on the map',
      expected: '1 unknown; sent 1, answered 1; attention unknown-key',
      run: (wire) =>
        withCallers(wire, async (bench) => {
          bench.do({ type: 'send', data: [0x2a] });
          await answered(bench);
          const { health, state } = bench.caller.status();
          return `${told(bench)}; ${health} ${state}`;
        }),
    },
    {
      fault: 'a caller with another number presses',
      expected: '; attention stranger-on-bus; number 9 heard 1 times',
      run: (wire) =>
        withCallers(wire, async ({ bus, caller, keys, do: act }) => {
          act({ type: 'press-elsewhere', busAddress: 9, key: 'call' });
          await until('the stranger', () => bus.strangers().size === 1);
          const { health, state } = caller.status();
          return `${keys.join(', ')}; ${health} ${state}; number 9 heard ${bus.strangers().get(9) ?? 0} times`;
        }),
    },
    {
      fault: 'the cable of the bus is pulled and put back',
      expected: '1 recall; sent 1, answered 1; shows    023',
      run: (wire) =>
        withCallers(wire, async (bench) => {
          const shown = await bench.caller.show({ waiting: null, ticket: 23 });
          if (!shown.ok) return shown.error.sentence;
          bench.do({ type: 'unplug' });
          // A pseudo-terminal does not tell: the line is dead, not gone.
          if ('host' in wire.simulator) {
            await until('both are red', () => [bench.caller, bench.second].every((device) => device.status().health === 'disconnected'));
          }
          bench.do({ type: 'plug' });
          await until('the line is open', () => bench.caller.status().state === 'listening');
          bench.do({ type: 'press', key: 'recall', damage: 'none' });
          await answered(bench);
          await until('the digits', () => bench.simulator.observe().digits.trim() !== '');
          return `${told(bench)}; shows ${bench.simulator.observe().digits}`;
        }),
    },
  ],
};
