import { systemClock } from '../../shared/basics/clock.ts';
import type { SimulatorPlace } from '../core/simulator.ts';
import { openPtyPair } from '../core/testing/pty-pair.ts';
import { until } from '../core/testing/until.ts';
import { openTransport } from '../transports/open-transport.ts';
import { createVoice } from './device.ts';
import { startVoiceSimulator, type VoiceSimulator } from './simulator.ts';
import type { Voice } from './types.ts';

interface Bench {
  readonly voice: Voice;
  readonly simulator: VoiceSimulator;
}

async function bench(place: SimulatorPlace, driverAddress: string | null, run: (bench: Bench) => Promise<void>): Promise<void> {
  const simulator = await startVoiceSimulator(place, { msPerByte: 5 });
  const voice = createVoice({ factory: openTransport(driverAddress ?? simulator.address), clock: systemClock, options: {} });
  voice.start();
  try {
    await until('the voice is ready', () => voice.status().health === 'ready');
    await run({ voice, simulator });
  } finally {
    await voice.stop();
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
  test('two sentences, one after the other', () =>
    withBench(async ({ voice, simulator }) => {
      const results = await Promise.all([voice.speak('请A、零、零、一号，到三号窗口办理。'), voice.speak('请A、零、零、二号，到三号窗口办理。')]);
      expect(results.map((result) => result.ok)).toEqual([true, true]);
      expect(simulator.observe()).toMatchObject({
        spoken: [
          { text: '请A、零、零、一号，到三号窗口办理。', cutOff: false },
          { text: '请A、零、零、二号，到三号窗口办理。', cutOff: false },
        ],
        overlaps: 0,
        refused: 0,
      });
    }));

  test('a restart in the middle is told', () =>
    withBench(async ({ voice, simulator }) => {
      const spoken = voice.speak('请A、零、零、三号，到三号窗口办理。');
      await until('it speaks', () => simulator.observe().spoken.length === 1);
      simulator.control({ type: 'restart' });
      expect(await spoken).toMatchObject({ ok: false, error: { cause: 'timeout' } });
    }));
});

test('over TCP a pulled cable is red within 5 s and the voice is back by itself, without the calls of before', () =>
  overTcp(async ({ voice, simulator }) => {
    simulator.control({ type: 'unplug' });
    await until('red', () => voice.status().health === 'disconnected');
    expect(await voice.speak('请A、零、零、四号。')).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
    simulator.control({ type: 'plug' });
    await until('ready again', () => voice.status().health === 'ready');
    expect(await voice.speak('请A、零、零、五号。')).toMatchObject({ ok: true });
    expect(simulator.observe().spoken.map((utterance) => utterance.text)).toEqual(['请A、零、零、五号。']);
  }));

test('a control command that makes no sense is refused', () =>
  overTcp(async ({ simulator }) => {
    expect(simulator.control({ type: 'fault', fault: 'hoarse' }).ok).toBe(false);
  }));
