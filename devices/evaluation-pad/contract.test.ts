import { systemClock } from '../../shared/basics/clock.ts';
import type { SimulatorPlace } from '../core/simulator.ts';
import { openPtyPair } from '../core/testing/pty-pair.ts';
import { until } from '../core/testing/until.ts';
import { openTransport } from '../transports/open-transport.ts';
import { createEvaluationPad } from './device.ts';
import { startEvaluationPadSimulator, type EvaluationPadSimulator } from './simulator.ts';
import type { EvaluationPad } from './types.ts';

interface Bench {
  readonly pad: EvaluationPad;
  readonly simulator: EvaluationPadSimulator;
  readonly heard: readonly number[];
}

async function bench(place: SimulatorPlace, driverAddress: string | null, run: (bench: Bench) => Promise<void>): Promise<void> {
  const simulator = await startEvaluationPadSimulator(place);
  const pad = createEvaluationPad({ factory: openTransport(driverAddress ?? simulator.address), clock: systemClock, options: {} });
  const heard: number[] = [];
  pad.onPress((level) => heard.push(level));
  pad.start();
  try {
    await until('the line is open', () => pad.status().state === 'listening');
    await run({ pad, simulator, heard });
  } finally {
    await pad.stop();
    await simulator.close();
  }
}

async function overTcp(run: (bench: Bench) => Promise<void>): Promise<void> {
  await bench({ host: '127.0.0.1', port: 0 }, null, run);
}

async function overPty(run: (bench: Bench) => Promise<void>): Promise<void> {
  const pair = await openPtyPair(9_600);
  try {
    await bench({ address: pair.simulator }, pair.driver, run);
  } finally {
    await pair.close();
  }
}

describe.each([
  ['TCP', overTcp],
  ['a pseudo-terminal', overPty],
] as const)('over %s', (_, withBench) => {
  test('invitation, press, acknowledgement', () =>
    withBench(async ({ pad, simulator, heard }) => {
      expect(await pad.invite()).toEqual({ ok: true, value: undefined });
      await until('the lamp', () => simulator.observe().inviting);
      simulator.control({ type: 'press', value: 5 });
      await until('the acknowledgement', () => simulator.observe().acknowledged.length === 1);
      expect(heard).toEqual([1]);
      expect(pad.status().health).toBe('ready');
    }));

  test('a lost answer makes the pad repeat, not the rating', () =>
    withBench(async ({ simulator, heard }) => {
      simulator.control({ type: 'lose-answers', count: 1 });
      simulator.control({ type: 'press', value: 1 });
      await until('the acknowledgement', () => simulator.observe().acknowledged.length === 1);
      expect(simulator.observe().sent).toBe(2);
      expect(heard).toEqual([5]);
    }));

  test('a collision is sorted out by the repetition', () =>
    withBench(async ({ simulator, heard }) => {
      simulator.control({ type: 'press', value: 4, damage: 'collision' });
      await until('the rating', () => heard.length === 1);
      expect(heard).toEqual([2]);
    }));
});

test('over TCP a pulled cable is red within 5 s and the next press after its return counts', () =>
  overTcp(async ({ pad, simulator, heard }) => {
    simulator.control({ type: 'unplug' });
    await until('red', () => pad.status().health === 'disconnected');
    expect(await pad.invite()).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
    simulator.control({ type: 'plug' });
    await until('the line is open again', () => pad.status().state === 'listening');
    simulator.control({ type: 'press', value: 3 });
    await until('the rating', () => heard.length === 1);
    expect(heard).toEqual([3]);
  }));

test('a control command that makes no sense is refused', () =>
  overTcp(async ({ simulator }) => {
    expect(simulator.control({ type: 'press', value: 256 }).ok).toBe(false);
  }));
