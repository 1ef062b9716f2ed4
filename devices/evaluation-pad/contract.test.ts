import { systemClock } from '../../shared/basics/clock.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { createWindowBus } from '../core/window-bus/window-bus.ts';
import { openTransport } from '../transports/open-transport.ts';
import { createEvaluationPad, EvaluationPadOptions } from './device.ts';
import { padFaults, withPad } from './testing/faults.ts';

const OVER_TCP = { simulator: { host: '127.0.0.1', port: 0 }, driver: null };

testFaults(padFaults);

test('invitation, press, acknowledgement', () =>
  withPad(OVER_TCP, async ({ pad, simulator, heard }) => {
    expect(await pad.invite()).toEqual({ ok: true, value: undefined });
    await until('the lamp', () => simulator.observe().inviting);
    simulator.control({ type: 'press', value: 5 });
    await until('the acknowledgement', () => simulator.observe().acknowledged.length === 1);
    expect(heard).toEqual([1]);
    expect(pad.status().health).toBe('ready');
  }));

test('while the cable is out an invitation fails with a sentence', () =>
  withPad(OVER_TCP, async ({ pad, simulator }) => {
    simulator.control({ type: 'unplug' });
    await until('red', () => pad.status().health === 'disconnected');
    expect(await pad.invite()).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
  }));

test('a control command that makes no sense is refused', () =>
  withPad(OVER_TCP, async ({ simulator }) => {
    expect(simulator.control({ type: 'press', value: 256 }).ok).toBe(false);
  }));

const real = realDevice('evaluationPad');
if (real?.address.startsWith('hid') === false) {
  // A person has to press a key when the lamp is on.
  test('the real pad: invitation and one press', async () => {
    const bus = createWindowBus({ factory: openTransport(real.address), clock: systemClock });
    const pad = createEvaluationPad({ bus, clock: systemClock, options: EvaluationPadOptions.parse(real.options) });
    const heard: number[] = [];
    pad.onPress((level) => heard.push(level));
    pad.start();
    try {
      await until('the line is open', () => pad.status().state === 'listening');
      expect((await pad.invite()).ok).toBe(true);
      await until('a key is pressed', () => heard.length === 1, 30_000);
      expect(pad.status().health).toBe('ready');
    } finally {
      await pad.stop();
    }
  }, 60_000);
}
