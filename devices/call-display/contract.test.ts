import { systemClock } from '../../shared/basics/clock.ts';
import { openPtyPair } from '../core/testing/pty-pair.ts';
import { until } from '../core/testing/until.ts';
import { openTransport } from '../transports/open-transport.ts';
import type { SimulatorPlace } from '../core/simulator.ts';
import { createCallDisplay } from './device.ts';
import { startCallDisplaySimulator, type CallDisplaySimulator } from './simulator.ts';
import type { CallDisplay } from './types.ts';

const REFUSALS = {
  onbon: { error: 3, sentence: '窗口屏没有接受显示内容（控制卡忙），系统会自动重试' },
  lumen: { error: 1, sentence: '窗口屏没有接受显示内容（校验错误），系统会自动重试；一直这样请检查控制卡的设置' },
} as const;

type Protocol = keyof typeof REFUSALS | 'digits';

interface Bench {
  readonly display: CallDisplay;
  readonly simulator: CallDisplaySimulator;
}

type With = (protocol: Protocol, run: (bench: Bench) => Promise<void>) => Promise<void>;

async function bench(protocol: Protocol, place: SimulatorPlace, driverAddress: string | null, run: (bench: Bench) => Promise<void>): Promise<void> {
  const simulator = await startCallDisplaySimulator(place, { protocol });
  const factory = openTransport(driverAddress ?? simulator.address);
  const display = createCallDisplay({ factory, clock: systemClock, options: { protocol } });
  display.start();
  try {
    const connected = protocol === 'digits' ? 'sending' : 'ready';
    await until('the strip is connected', () => display.status().state === connected);
    await run({ display, simulator });
  } finally {
    await display.stop();
    await simulator.close();
  }
}

const overTcp: With = (protocol, run) => bench(protocol, { host: '127.0.0.1', port: 0 }, null, run);

const overPty: With = async (protocol, run) => {
  const pair = await openPtyPair(57_600);
  try {
    await bench(protocol, { address: pair.simulator }, pair.driver, run);
  } finally {
    await pair.close();
  }
};

describe.each([
  ['onbon', 'TCP', overTcp],
  ['onbon', 'a pseudo-terminal', overPty],
  ['lumen', 'TCP', overTcp],
  ['lumen', 'a pseudo-terminal', overPty],
] as const)('%s over %s', (protocol, _, over) => {
  const withBench = (run: (bench: Bench) => Promise<void>): Promise<void> => over(protocol, run);

  test('shows each text, with characters that need the escape', () =>
    withBench(async ({ display, simulator }) => {
      for (const text of ['请A001号到3号窗口', 'Z001[', '开始办理', '', '暂停服务']) {
        expect(await display.show(text)).toEqual({ ok: true, value: undefined });
        expect(simulator.observe().text).toBe(text === '' ? ' ' : text);
      }
      expect(display.status()).toMatchObject({ health: 'ready', state: 'ready', advice: '' });
    }));

  test('answers in single bytes are understood', () =>
    withBench(async ({ display, simulator }) => {
      simulator.control({ type: 'fault', fault: { type: 'split' } });
      expect(await display.show('请A002号到3号窗口')).toEqual({ ok: true, value: undefined });
    }));

  test('a refusal is told with its reason, and heals by itself', () =>
    withBench(async ({ display, simulator }) => {
      simulator.control({ type: 'fault', fault: { type: 'nack', error: REFUSALS[protocol].error } });
      expect(await display.show('请A003号到3号窗口')).toEqual({
        ok: false,
        error: { cause: 'refused', sentence: REFUSALS[protocol].sentence },
      });
      expect(display.status()).toMatchObject({ health: 'attention', state: 'refused' });
      simulator.control({ type: 'fault', fault: { type: 'none' } });
      await until('the text is there', () => simulator.observe().text === '请A003号到3号窗口', 3_000);
    }));

  test('a pulled cable: red within 5 s, the newest text within 3 s of the return', () =>
    withBench(async ({ display, simulator }) => {
      await display.show('请A004号到3号窗口');
      simulator.control({ type: 'lose-power' });
      simulator.control({ type: 'unplug' });
      const pulled = performance.now();
      await until('red', () => display.status().health === 'disconnected');
      expect(performance.now() - pulled).toBeLessThan(5_000);
      const failed = await display.show('请A005号到3号窗口');
      expect(failed.ok || failed.error.cause).not.toBe(true);
      await display.show('请A006号到3号窗口');
      simulator.control({ type: 'plug' });
      await until('the newest text', () => simulator.observe().text === '请A006号到3号窗口', 7_000);
      expect(simulator.observe().history).toEqual(['请A004号到3号窗口', '请A006号到3号窗口']);
    }));
});

// A board that never answers can neither refuse nor be missed while its port is there.
describe.each([
  ['TCP', overTcp],
  ['a pseudo-terminal', overPty],
] as const)('digits over %s', (_, over) => {
  test('shows each number, and nothing else', () =>
    over('digits', async ({ display, simulator }) => {
      for (const [text, seen] of [['请A001号到3号窗口', '001'], ['Z165[', '165'], ['暂停服务', '000']] as const) {
        expect(await display.show(text)).toEqual({ ok: true, value: undefined });
        await until(`the board shows ${seen}`, () => simulator.observe().text === seen);
      }
      expect(display.status()).toMatchObject({ health: 'unknown', state: 'sending' });
    }));
});

test('digits: a pulled network cable: red within 5 s, the newest number within 3 s of the return', () =>
  overTcp('digits', async ({ display, simulator }) => {
    await display.show('请A004号到3号窗口');
    await until('the number', () => simulator.observe().text === '004');
    simulator.control({ type: 'lose-power' });
    simulator.control({ type: 'unplug' });
    await until('red', () => display.status().health === 'disconnected', 5_000);
    await display.show('请A006号到3号窗口');
    simulator.control({ type: 'plug' });
    await until('the newest number', () => simulator.observe().text === '006', 3_000);
  }));

test('a board that never answers cannot answer wrongly', () =>
  overTcp('digits', async ({ simulator }) => {
    expect(simulator.control({ type: 'fault', fault: { type: 'nack', error: 1 } }).ok).toBe(false);
  }));

test('a control command that makes no sense is refused with the reason', async () => {
  const simulator = await startCallDisplaySimulator({ host: '127.0.0.1', port: 0 });
  const refused = simulator.control({ type: 'explode' });
  expect(refused.ok).toBe(false);
  await simulator.close();
});
