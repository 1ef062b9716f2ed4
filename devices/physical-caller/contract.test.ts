import { systemClock } from '../../shared/basics/clock.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { createWindowBus } from '../core/window-bus/window-bus.ts';
import { openTransport } from '../transports/open-transport.ts';
import { createPhysicalCaller, PhysicalCallerOptions } from './device.ts';
import { callerFaults, withCallers } from './testing/faults.ts';

testFaults(callerFaults);

test('a control command that makes no sense is refused', () =>
  withCallers({ simulator: { host: '127.0.0.1', port: 0 }, driver: null }, async ({ simulator }) => {
    expect(simulator.control({ type: 'press', key: 'next' }).ok).toBe(false);
    expect(simulator.control({ type: 'send', data: [1, 2, 3, 4] }).ok).toBe(false);
  }));

const real = realDevice('physicalCaller');
if (real !== null) {
  // Shows 023 and beeps; a person has to press 呼叫.
  test('the real caller: digits, beep and the key 呼叫', async () => {
    const bus = createWindowBus({ factory: openTransport(real.address), clock: systemClock });
    const caller = createPhysicalCaller({ bus, clock: systemClock, options: PhysicalCallerOptions.parse(real.options) });
    const keys: string[] = [];
    caller.onKey((key) => keys.push(key));
    caller.start();
    try {
      await until('the line is open', () => caller.status().state === 'listening');
      expect((await caller.show({ waiting: null, ticket: 23 })).ok).toBe(true);
      expect((await caller.beep(1)).ok).toBe(true);
      await until('a key is pressed', () => keys.length > 0, 30_000);
      expect(keys).toEqual(['call']);
    } finally {
      await caller.stop();
    }
  }, 60_000);
}
