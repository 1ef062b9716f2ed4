import { systemClock } from '../../shared/basics/clock.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { openTransport } from '../transports/open-transport.ts';
import { createCallDisplay } from './device.ts';
import { CallDisplayOptions } from './options.ts';
import { startCallDisplaySimulator } from './simulator.ts';
import { digitsDisplayFaults, lumenDisplayFaults, onbonDisplayFaults } from './testing/faults.ts';

testFaults(onbonDisplayFaults);
testFaults(lumenDisplayFaults);
testFaults(digitsDisplayFaults);

test.each([
  ['a control command that makes no sense', 'onbon', { type: 'explode' }],
  ['a wrong answer of a board that never answers', 'digits', { type: 'fault', fault: { type: 'nack', error: 1 } }],
] as const)('refused: %s', async (_, protocol, command) => {
  const simulator = await startCallDisplaySimulator({ host: '127.0.0.1', port: 0 }, { protocol });
  expect(simulator.control(command).ok).toBe(false);
  await simulator.close();
});

const real = realDevice('callDisplay');
if (real !== null) {
  const { address, options } = real;
  test('a real strip: every kind of text is taken; the last one stays for the eye', async () => {
    const display = createCallDisplay({ factory: openTransport(address), clock: systemClock, options: CallDisplayOptions.parse(options) });
    display.start();
    try {
      await until('the strip is connected', () => ['ready', 'sending'].includes(display.status().state), 10_000);
      for (const text of ['请A001号到3号窗口', 'Z001', '开始办理', '暂停服务', 'A012号正在办理']) {
        expect(await display.show(text)).toEqual({ ok: true, value: undefined });
      }
    } finally {
      await display.stop();
    }
  }, 60_000);
}
