import { systemClock } from '../../shared/basics/clock.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { openHid } from '../transports/hid.ts';
import { createSignaturePad } from './device.ts';
import { hanvonSignatureFaults, withSignaturePad } from './testing/hanvon-signature-faults.ts';

testFaults(hanvonSignatureFaults);

test('what was drawn arrives in hundredths of a millimetre, with its pressure', () =>
  withSignaturePad(async ({ pad, events, control, strokes }) => {
    expect(await pad.begin()).toEqual({ ok: true, value: undefined });
    control({ type: 'draw', points: [[0.25, 0.5], [0.5, 0.25]] });
    await strokes(1);
    expect(events).toEqual([
      {
        type: 'strokes',
        signature: { width: 7_678, height: 3_958, strokes: [[[1_920, 1_979, 500, 0], [3_839, 990, 500, expect.any(Number)]]] },
      },
    ]);
  }));

test('a host that gives up closes the pad', () =>
  withSignaturePad(async ({ pad, simulator, events, control }) => {
    await pad.begin();
    control({ type: 'sign' });
    await pad.cancel();
    await until('closed', () => !simulator.observe().open);
    expect(events.at(-1)).toEqual({ type: 'cancelled' });
    expect(pad.status().state).toBe('ready');
    expect(await pad.begin()).toMatchObject({ ok: true });
  }));

test('a host that clears empties both sides', () =>
  withSignaturePad(async ({ pad, simulator, events, control, strokes }) => {
    await pad.begin();
    control({ type: 'sign' });
    await strokes(3);
    await pad.clear();
    expect(simulator.observe()).toMatchObject({ open: true, strokesShown: 0, commands: ['init', 'open', 'clear'], unknown: 0 });
    expect(events.at(-1)).toEqual({ type: 'cleared' });
  }));

test('a control command that makes no sense is refused', () =>
  withSignaturePad(async ({ simulator }) => {
    expect(simulator.control({ type: 'draw', points: [[2, 0]] }).ok).toBe(false);
  }));

const real = realDevice('signaturePad');
if (real !== null) {
  test('a real pad greets, opens and closes', async () => {
    const pad = createSignaturePad({ factory: openHid(real.address), clock: systemClock });
    pad.start();
    try {
      await until('ready', () => pad.status().state === 'ready');
      expect(await pad.begin()).toEqual({ ok: true, value: undefined });
      await pad.cancel();
      expect(pad.status().state).toBe('ready');
    } finally {
      await pad.stop();
    }
  });
}
