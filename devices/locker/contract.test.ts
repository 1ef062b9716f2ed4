import { systemClock } from '../../shared/basics/clock.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { openTransport } from '../transports/open-transport.ts';
import { createLocker } from './device.ts';
import { LockerOptions } from './options.ts';
import { startLockerSimulator } from './simulator.ts';
import { cu16LockerFaults, wklyLockerFaults, xorLockerFaults } from './testing/faults.ts';

testFaults(xorLockerFaults);
testFaults(wklyLockerFaults);
testFaults(cu16LockerFaults);

test.each([{ type: 'open-by-hand' }, { type: 'board', board: 1 }, { type: 'fault', fault: { type: 'late' } }, { type: 'close-door', lock: 0 }])(
  'refused: %j',
  async (command) => {
    const simulator = await startLockerSimulator({ host: '127.0.0.1', port: 0 });
    expect(simulator.control(command).ok).toBe(false);
    await simulator.close();
  },
);

const real = realDevice('locker');
if (real !== null) {
  test('a real cabinet: every board answers and every door has a reading; no lock is touched', async () => {
    const locker = createLocker({ factory: openTransport(real.address), clock: systemClock, options: LockerOptions.parse(real.options) });
    locker.start();
    try {
      await until('the boards', () => locker.status().lastGoodAt !== null);
      expect(locker.doors().filter(({ state }) => state === 'unknown')).toEqual([]);
    } finally {
      await locker.stop();
    }
  });
}
