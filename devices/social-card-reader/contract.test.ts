import { systemClock } from '../../shared/basics/clock.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { openPcsc } from '../transports/pcsc.ts';
import { createSocialCardReader, SocialCardReaderOptions } from './device.ts';
import { startSocialCardReaderSimulator } from './simulator.ts';
import { socialCardFaults } from './testing/faults.ts';
import type { SocialCardEvent } from './types.ts';

testFaults(socialCardFaults);

const real = realDevice('socialCardReader');
if (real !== null) {
  test('a real reader is found, and a card that is put in within a minute is read or refused with a sentence', async () => {
    const reader = createSocialCardReader({ factory: openPcsc(real.address), clock: systemClock, options: SocialCardReaderOptions.parse(real.options) });
    const events: SocialCardEvent[] = [];
    reader.onCard((event) => events.push(event));
    reader.start();
    await until('the reader is ready', () => reader.status().health === 'ready');
    await until('a card is read or refused', () => events.some(({ type }) => type === 'card-read' || type === 'card-failed'), 60_000);
    await reader.stop();
    expect(events[0]).toEqual({ type: 'card-inserted' });
  }, 70_000);
}

test('the simulator names what is wrong with a command', async () => {
  const simulator = await startSocialCardReaderSimulator({ host: '127.0.0.1', port: 0 });
  try {
    expect(simulator.address).toMatch(/^pcsc\+tcp:\/\/127\.0\.0\.1:\d+$/);
    expect(simulator.control({ type: 'insert-card', card: 'nobody' })).toEqual({ ok: false, error: expect.stringContaining('li-si') });
    expect(simulator.control({ type: 'explode' })).toEqual({ ok: false, error: expect.stringContaining('type') });
    expect(simulator.control({ type: 'insert-card', card: 'li-si' })).toMatchObject({ ok: true, value: { plugged: true, card: 'li-si', passwordTries: 0 } });
  } finally {
    await simulator.close();
  }
});
