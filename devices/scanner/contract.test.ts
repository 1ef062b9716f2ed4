import { systemClock } from '../../shared/basics/clock.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { openTransport } from '../transports/open-transport.ts';
import { createScanner, ScannerOptions } from './device.ts';
import { startScannerSimulator } from './simulator.ts';
import { scannerFaults } from './testing/faults.ts';

testFaults(scannerFaults);

test('over TCP a pulled cable is red within 5 s and a code after its return counts', async () => {
  const simulator = await startScannerSimulator({ host: '127.0.0.1', port: 0 });
  const scanner = createScanner({ factory: openTransport(simulator.address), clock: systemClock, options: {} });
  const heard: unknown[] = [];
  scanner.onScan((scan) => heard.push(scan));
  scanner.start();
  try {
    await until('the line is open', () => scanner.status().state === 'listening');
    simulator.control({ type: 'unplug' });
    await until('red', () => scanner.status().health === 'disconnected');
    simulator.control({ type: 'plug' });
    await until('the line is open again', () => scanner.status().state === 'listening');
    simulator.control({ type: 'scan', text: 'A001' });
    await until('the code', () => heard.length === 1);
    expect(heard).toEqual([{ type: 'code', code: 'A001', controlsRemoved: false }]);
  } finally {
    await scanner.stop();
    await simulator.close();
  }
});

test.each([{ type: 'scan' }, { type: 'junk', hex: 'XY' }, { type: 'scan', text: 'A', pieces: 0 }])('refused: %j', async (command) => {
  const simulator = await startScannerSimulator({ host: '127.0.0.1', port: 0 });
  expect(simulator.control(command).ok).toBe(false);
  await simulator.close();
});

const real = realDevice('scanner');
if (real !== null) {
  test(
    'a real scanner: the line opens, and a code laid before it within 30 s is text',
    async () => {
      const scanner = createScanner({ factory: openTransport(real.address), clock: systemClock, options: ScannerOptions.parse(real.options) });
      const heard: string[] = [];
      scanner.onScan((scan) => heard.push(scan.type));
      scanner.start();
      try {
        await until('the line is open', () => scanner.status().state === 'listening');
        await until('a code', () => heard.length > 0, 30_000);
        expect(heard[0]).toBe('code');
      } finally {
        await scanner.stop();
      }
    },
    40_000,
  );
}
