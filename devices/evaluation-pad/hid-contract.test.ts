import { systemClock } from '../../shared/basics/clock.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { openHid } from '../transports/hid.ts';
import { createHidKeyPad, HidKeysOptions, KEY_USAGES } from './hid-device.ts';
import { hidPadFaults, withHidPad } from './testing/hid-faults.ts';

testFaults(hidPadFaults);

test.each([
  [[0x1e, 0x1f, 0x20, 0x21, 0x22], [1, 2, 3, 4, 5]],
  [[0x59, 0x5a, 0x5b, 0x5c, 0x5d], [1, 2, 3, 4, 5]],
])('keys %j are levels %j', (usages, levels) =>
  withHidPad(async ({ pad, simulator, heard }) => {
    expect(await pad.invite()).toEqual({ ok: true, value: undefined });
    for (const usage of usages) simulator.control({ type: 'press', usage });
    await until('the last key', () => heard.length === levels.length);
    expect(heard).toEqual(levels);
    expect(pad.status()).toMatchObject({ health: 'ready', counters: { connections: 1, done: 5 } });
  }));

test('a control command that makes no sense is refused', () =>
  withHidPad(async ({ simulator }) => {
    expect(simulator.control({ type: 'press', usage: 256 }).ok).toBe(false);
    expect(simulator.control({ type: 'hold', usages: [1, 2, 3, 4, 5, 6, 7] }).ok).toBe(false);
  }));

const real = realDevice('evaluationPad');
if (real?.address.startsWith('hid') === true) {
  // A person has to press a key.
  test('the real number pad: one press', async () => {
    const pad = createHidKeyPad({ factory: openHid(real.address, KEY_USAGES), clock: systemClock, options: HidKeysOptions.parse(real.options) });
    const heard: number[] = [];
    pad.onPress((level) => heard.push(level));
    pad.start();
    try {
      await until('ready', () => pad.status().state === 'ready');
      await until('a key is pressed', () => heard.length === 1, 30_000);
    } finally {
      await pad.stop();
    }
  }, 60_000);
}
