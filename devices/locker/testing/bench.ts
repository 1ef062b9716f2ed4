import { systemClock } from '../../../shared/basics/clock.ts';
import type { z } from 'zod';
import type { FaultCase, FaultSuite, Wire } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { openTransport } from '../../transports/open-transport.ts';
import { createLocker } from '../device.ts';
import type { LockerOptions } from '../options.ts';
import { startLockerSimulator, type LockerSimulator, type LockerSimulatorOptions } from '../simulator.ts';
import type { DoorEvent, Locker } from '../types.ts';

export interface LockerBench {
  readonly locker: Locker;
  readonly simulator: LockerSimulator;
  readonly events: readonly DoorEvent[];
  readonly board: number;
}

type Settings = z.input<typeof LockerOptions>;
type Cabinet = z.input<typeof LockerSimulatorOptions>;

/** Runs driver and simulator on the wire; `run` says what came of it. */
export async function withLocker(wire: Wire, options: Settings, cabinet: Cabinet, run: (bench: LockerBench) => Promise<string>): Promise<string> {
  const simulator = await startLockerSimulator(wire.simulator, cabinet);
  const locker = createLocker({ factory: openTransport(wire.driver ?? simulator.address), clock: systemClock, options });
  const events: DoorEvent[] = [];
  locker.onDoor((event) => events.push(event));
  locker.start();
  try {
    await until('the cabinet has answered', () => locker.status().lastGoodAt !== null);
    return await run({ locker, simulator, events, board: cabinet.boards?.[0] ?? (options.protocol === 'wkly' || options.protocol === 'kerong-cu16' ? 0 : 1) });
  } finally {
    await locker.stop();
    await simulator.close();
  }
}

export function act(simulator: LockerSimulator, command: object): void {
  const done = simulator.control(command);
  if (!done.ok) throw new Error(done.error);
}

/** What came of the command, and how many pulses the lock got. */
async function openInWords({ locker, simulator, board }: LockerBench, door: number): Promise<string> {
  const opened = await locker.open(String(door));
  const pulses = simulator.observe().pulses[`${board}/${door}`] ?? 0;
  const isOpen = simulator.observe().open.includes(`${board}/${door}`);
  return `${opened.ok ? opened.value : opened.error.cause}, ${pulses} pulse${pulses === 1 ? '' : 's'}, door ${isOpen ? 'open' : 'closed'}`;
}

/** One fault: the cabinet is brought into a state, then door 3 is opened. */
function opening(options: Settings, cabinet: Cabinet, fault: string, expected: string, before: readonly object[]): FaultCase {
  return {
    fault,
    expected,
    run: (wire) =>
      withLocker(wire, options, cabinet, async (bench) => {
        for (const command of before) act(bench.simulator, 'lock' in command ? { board: bench.board, ...command } : command);
        return openInWords(bench, 3);
      }),
  };
}

async function leftOpen(bench: LockerBench): Promise<string> {
  const opened = await bench.locker.open('3');
  if (!opened.ok) return opened.error.cause;
  await until('the alarm', () => bench.locker.status().state === 'left-open');
  act(bench.simulator, { type: 'close-door', board: bench.board, lock: 3 });
  await until('the end of the alarm', () => bench.locker.status().state === 'ready');
  return bench.events.map((event) => event.type).join(', ');
}

async function oneOfTwoBoards(bench: LockerBench): Promise<string> {
  const second = bench.board + 1;
  act(bench.simulator, { type: 'board', board: second, present: false });
  await until('the missing board', () => bench.locker.status().state === 'board-silent');
  const opened = await openInWords(bench, 3);
  return `${bench.locker.status().health}, the other board: ${opened}`;
}

/** The cable, while the lock has its pulse: over TCP the line is reset, over serial it goes dead. */
async function pulledWhileOpening(bench: LockerBench): Promise<string> {
  act(bench.simulator, { type: 'jam', board: bench.board, lock: 3 });
  const opening = bench.locker.open('3');
  await until('the pulse', () => bench.simulator.observe().pulses[`${bench.board}/3`] === 1);
  act(bench.simulator, { type: 'unplug' });
  const opened = await opening;
  act(bench.simulator, { type: 'plug' });
  await until('the cabinet is back', () => bench.locker.status().health === 'ready', 10_000);
  return `${opened.ok ? opened.value : opened.error.cause}, ${bench.simulator.observe().pulses[`${bench.board}/3`] ?? 0} pulse`;
}

async function calibrated({ locker, simulator, board }: LockerBench): Promise<string> {
  const whenClosed = await locker.reading('3');
  if (!whenClosed.ok) return whenClosed.error.cause;
  const tooEarly = await locker.calibrate('3', whenClosed.value);
  act(simulator, { type: 'open-by-hand', board, lock: 3 });
  const done = await locker.calibrate('3', whenClosed.value);
  return `${tooEarly.ok ? 'believed' : tooEarly.error.cause}, ${done.ok ? `closedReads ${done.value.closedReads}` : done.error.cause}`;
}

/** The faults that every type of board has. */
export function commonFaults(options: Settings, cabinet: Cabinet): FaultCase[] {
  const one = (fault: string, expected: string, ...before: readonly object[]): FaultCase => opening(options, cabinet, fault, expected, before);
  const reversed = { ...cabinet, closedReads: 0 } as const;
  return [
    one('nothing wrong', 'opened, 1 pulse, door open'),
    opening({ ...options, closedReads: 0 }, reversed, 'the other polarity, set up', 'opened, 1 pulse, door open', []),
    { fault: 'the other polarity, calibrated', expected: 'unchanged, closedReads 0', run: (wire) => withLocker(wire, options, reversed, calibrated) },
    one('a jammed lock', 'stayed-closed, 1 pulse, door closed', { type: 'jam', lock: 3 }),
    one('a door that is open already', 'already-open, 0 pulses, door open', { type: 'open-by-hand', lock: 3 }),
    { fault: 'a door left open', expected: 'opened, left-open, closed', run: (wire) => withLocker(wire, { ...options, leftOpenSeconds: 1 }, cabinet, leftOpen) },
    one('no answer', 'silent, 0 pulses, door closed', { type: 'fault', fault: { type: 'mute' } }),
    one('an answer with a wrong check', 'silent, 0 pulses, door closed', { type: 'fault', fault: { type: 'bad-check' } }),
    one('answers byte by byte', 'opened, 1 pulse, door open', { type: 'fault', fault: { type: 'split' } }),
    one('answers after the time-out', 'silent, 0 pulses, door closed', { type: 'fault', fault: { type: 'late', ms: 600 } }),
    one('slow answers', 'opened, 1 pulse, door open', { type: 'fault', fault: { type: 'late', ms: 250 } }),
    {
      fault: 'one board of two is missing',
      expected: 'fault, the other board: opened, 1 pulse, door open',
      run: (wire) => withLocker(wire, { ...options, doors: twoBoards(options) }, { ...cabinet, boards: pairOf(options) }, oneOfTwoBoards),
    },
    { fault: 'the cable pulled while a door is opening', expected: 'unknown, 1 pulse', run: (wire) => withLocker(wire, options, cabinet, pulledWhileOpening) },
  ];
}

function pairOf({ protocol }: Settings): number[] {
  return protocol === 'wkly' || protocol === 'kerong-cu16' ? [0, 1] : [1, 2];
}

function twoBoards(options: Settings): number {
  return options.protocol === 'kerong-cu16' ? 32 : 48;
}

/** A board that is not asked tells that a door was opened with a key, and shut. */
export function unasked(options: Settings, cabinet: Cabinet): FaultCase {
  return {
    fault: 'the board speaks unasked',
    expected: 'opened by hand, closed, ready',
    run: (wire) =>
      withLocker(wire, options, { ...cabinet, tellsChanges: true }, async ({ simulator, events, locker, board }) => {
        act(simulator, { type: 'open-by-hand', board, lock: 3 });
        await until('the door is seen open', () => events.length === 1);
        act(simulator, { type: 'close-door', board, lock: 3 });
        await until('the door is seen closed', () => events.length === 2);
        return [...events.map((event) => (event.type === 'opened' ? `opened by ${event.by}` : event.type)), locker.status().health].join(', ');
      }),
  };
}

export function suiteOf(name: string, baudRate: number, faults: readonly FaultCase[]): FaultSuite {
  return { name: `locker/${name}`, transports: ['tcp', 'pty'], baudRate, faults };
}
