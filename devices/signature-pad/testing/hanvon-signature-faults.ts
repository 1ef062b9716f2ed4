import { systemClock } from '../../../shared/basics/clock.ts';
import type { FaultCase, FaultSuite } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { openHid } from '../../transports/hid.ts';
import { createSignaturePad } from '../device.ts';
import { startSignaturePadSimulator, type SignaturePadSimulator } from '../simulator.ts';
import type { SignatureEvent, SignaturePad } from '../types.ts';

export interface SignatureBench {
  readonly pad: SignaturePad;
  readonly simulator: SignaturePadSimulator;
  readonly events: readonly SignatureEvent[];
  control(command: unknown): void;
  /** Waits until this many strokes were told. */
  strokes(count: number): Promise<void>;
}

/** A driver and its simulated pad over a socket, greeted and at rest. */
export async function withSignaturePad<T>(run: (bench: SignatureBench) => Promise<T>): Promise<T> {
  const simulator = await startSignaturePadSimulator({ host: '127.0.0.1', port: 0 });
  const pad = createSignaturePad({ factory: openHid(simulator.address), clock: systemClock });
  const events: SignatureEvent[] = [];
  pad.onEvent((event) => events.push(event));
  pad.start();
  const strokes = (count: number): Promise<void> => until(`${count} strokes`, () => events.filter(({ type }) => type === 'strokes').length === count);
  function control(command: unknown): void {
    const done = simulator.control(command);
    if (!done.ok) throw new Error(done.error);
  }
  try {
    await until('ready', () => pad.status().state === 'ready');
    return await run({ pad, simulator, events, control, strokes });
  } finally {
    await pad.stop();
    await simulator.close();
  }
}

/** What the driver told, in a few words: the last event and how many strokes it holds. */
function outcome({ events }: SignatureBench): string {
  const last = events.at(-1);
  if (last === undefined) return 'nothing told';
  return 'signature' in last ? `${last.type} with ${last.signature.strokes.length} strokes` : last.type;
}

async function begun(bench: SignatureBench): Promise<void> {
  const opened = await bench.pad.begin();
  if (!opened.ok) throw new Error(opened.error.sentence);
}

/** One fault with a driver and a pad of its own. */
function fault(name: string, expected: string, run: (bench: SignatureBench) => Promise<string>): FaultCase {
  return { fault: name, expected, run: () => withSignaturePad(run) };
}

export const hanvonSignatureFaults: FaultSuite = {
  name: 'signature-pad/hanvon',
  transports: ['tcp'],
  baudRate: 9_600,
  faults: [
    fault('none: signed and confirmed', 'confirmed with 3 strokes, pad closed', async (bench) => {
      await begun(bench);
      bench.control({ type: 'sign' });
      await bench.strokes(3);
      bench.control({ type: 'press', key: 'confirm' });
      await until('the pad is closed', () => !bench.simulator.observe().open);
      return `${outcome(bench)}, pad ${bench.simulator.observe().open ? 'open' : 'closed'}`;
    }),
    fault('confirmed without a stroke', 'refused, pad open', async (bench) => {
      await begun(bench);
      bench.control({ type: 'press', key: 'confirm' });
      await until('an event', () => bench.events.length === 1);
      await until('cleared on the pad too', () => bench.simulator.observe().commands.includes('clear'));
      return `${outcome(bench)}, pad ${bench.simulator.observe().open ? 'open' : 'closed'}`;
    }),
    fault('confirmed with one dot', 'refused', async (bench) => {
      await begun(bench);
      bench.control({ type: 'draw', points: [[0.5, 0.5]] });
      await bench.strokes(1);
      bench.control({ type: 'press', key: 'confirm' });
      await until('an event', () => bench.events.length === 2);
      return outcome(bench);
    }),
    fault('confirmed with one dot, then signed', 'confirmed with 3 strokes, first touch at 0 ms', async (bench) => {
      await begun(bench);
      bench.control({ type: 'draw', points: [[0.5, 0.5]] });
      await bench.strokes(1);
      bench.control({ type: 'press', key: 'confirm' });
      await until('cleared on the pad too', () => bench.simulator.observe().commands.includes('clear'));
      bench.control({ type: 'sign' });
      await bench.strokes(4);
      bench.control({ type: 'press', key: 'confirm' });
      await until('confirmed', () => bench.events.at(-1)?.type === 'confirmed');
      const last = bench.events.at(-1);
      const [, , , touchedAt] = (last?.type === 'confirmed' ? last.signature.strokes[0]?.[0] : undefined) ?? [];
      return `${outcome(bench)}, first touch at ${touchedAt ?? 'no'} ms`;
    }),
    fault('signed again', 'confirmed with 1 strokes', async (bench) => {
      await begun(bench);
      bench.control({ type: 'sign' });
      bench.control({ type: 'press', key: 'resign' });
      await until('cleared', () => bench.events.at(-1)?.type === 'cleared');
      bench.control({ type: 'draw', points: [[0.2, 0.5], [0.8, 0.5]] });
      await bench.strokes(4);
      bench.control({ type: 'press', key: 'confirm' });
      await until('confirmed', () => bench.events.at(-1)?.type === 'confirmed');
      return outcome(bench);
    }),
    fault('unplugged in the middle', 'incomplete with 2 strokes, disconnected', async (bench) => {
      await begun(bench);
      bench.control({ type: 'draw', points: [[0.2, 0.3], [0.4, 0.3]] });
      await bench.strokes(1);
      bench.control({ type: 'draw', points: [[0.5, 0.3], [0.7, 0.3]], lift: false });
      // The pen is still down: nothing tells that its points have arrived.
      await systemClock.sleep(50);
      bench.control({ type: 'unplug' });
      await until('gone', () => bench.pad.status().health === 'disconnected');
      return `${outcome(bench)}, ${bench.pad.status().health}`;
    }),
    fault('plugged in again after that, then 确认', 'incomplete with 1 strokes', async (bench) => {
      await begun(bench);
      bench.control({ type: 'draw', points: [[0.2, 0.3], [0.8, 0.3]] });
      await bench.strokes(1);
      bench.control({ type: 'unplug' });
      await until('gone', () => bench.pad.status().health === 'disconnected');
      bench.control({ type: 'plug' });
      await until('back', () => bench.pad.status().state === 'ready');
      bench.control({ type: 'report', hex: '02 55 00 00 00 00 00 FF' });
      await systemClock.sleep(50);
      return outcome(bench);
    }),
    fault('opening not answered', 'silent, disconnected', async (bench) => {
      bench.control({ type: 'answer', how: 'silent' });
      const opened = await bench.pad.begin();
      await until('gone', () => bench.pad.status().health === 'disconnected');
      return `${opened.ok ? 'opened' : opened.error.cause}, ${bench.pad.status().health}`;
    }),
    fault('opening answered too late', 'silent, then opened', async (bench) => {
      bench.control({ type: 'answer', how: 'late' });
      const opened = await bench.pad.begin();
      bench.control({ type: 'answer', how: 'none' });
      await until('greeted again', () => bench.pad.status().counters.connections === 2 && bench.pad.status().state === 'ready');
      const again = await bench.pad.begin();
      return `${opened.ok ? 'opened' : opened.error.cause}, then ${again.ok ? 'opened' : again.error.cause}`;
    }),
    fault('reports that make no sense between the strokes', 'confirmed with 3 strokes', async (bench) => {
      await begun(bench);
      for (const hex of ['', '02', '02 B0 FF FF FF FF FF FF', '02 77 00 00 00 00 00 00', '01 55 00 00 00 00 00 FF', '02 55 00 00 00 00 00']) {
        bench.control({ type: 'report', hex });
      }
      bench.control({ type: 'sign' });
      await bench.strokes(3);
      bench.control({ type: 'press', key: 'confirm' });
      await until('confirmed', () => bench.events.at(-1)?.type === 'confirmed');
      return outcome(bench);
    }),
    fault('the pen slips onto the keys of the pad', 'confirmed with 2 strokes inside the surface', async (bench) => {
      await begun(bench);
      bench.control({ type: 'draw', points: [[0.2, 0.5], [0.5, 0.5], [0.5, 0.95], [0.6, 0.5], [0.9, 0.5]] });
      await bench.strokes(1);
      bench.control({ type: 'press', key: 'confirm' });
      await until('confirmed', () => bench.events.at(-1)?.type === 'confirmed');
      const last = bench.events.at(-1);
      const inside = last?.type === 'confirmed' && last.signature.strokes.flat().every(([, y]) => y < last.signature.height * 0.9);
      return `${outcome(bench)} ${inside ? 'inside the surface' : 'beyond the surface'}`;
    }),
    fault('two signatures at once', 'busy', async (bench) => {
      await begun(bench);
      const second = await bench.pad.begin();
      return second.ok ? 'opened' : second.error.cause;
    }),
  ],
};
