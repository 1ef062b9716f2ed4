import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startCallDisplaySimulator } from './call-display/simulator.ts';
import type { Simulator } from './core/simulator.ts';
import { startReaderServiceSimulator } from './id-card-reader/service-simulator.ts';
import { startUsbReaderSimulator } from './id-card-reader/simulator.ts';
import { startLockerSimulator } from './locker/simulator.ts';
import { SIMULATORS } from './simulators.ts';

const HERE = { host: '127.0.0.1', port: 0 };

/** The command as a person would run it. */
function run(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(__dirname, 'cli.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const seen = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (seen.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (seen.err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...seen }));
  });
}

async function withSimulator(start: () => Promise<Simulator>, use: (simulator: Simulator) => Promise<void>): Promise<void> {
  const simulator = await start();
  try {
    await use(simulator);
  } finally {
    await simulator.close();
  }
}

test('typed wrong, it explains itself and exits with 2', async () => {
  const { code, out, err } = await run(['tcp://127.0.0.1:9100', 'fly']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('unknown verb: fly');
  expect(err).toContain('usage:');
  const wrongOption = await run(['tcp://127.0.0.1:9100', 'read', '--options', '{"cardLeft":1}']);
  expect(wrongOption.code).toBe(2);
  expect(wrongOption.err).toContain('cardLeft');
});

test.each([
  ['a module', SIMULATORS.idCardReader],
  ['a module on USB', startUsbReaderSimulator],
  ['a service', startReaderServiceSimulator],
])('reads a card through %s without telling who it is', (_name, start) =>
  withSimulator(
    () => start(HERE),
    async (simulator) => {
      simulator.control({ type: 'insert-card', card: 'li-si' });
      const { code, out } = await run([simulator.address, 'read', '--seconds', '10']);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toEqual({ certType: 'RESIDENT_ID', name: '李*', certNo: '****002X', validTo: '长期', warnings: [] });
    },
  ),
);

test('reads a 社保卡 without telling who it is, and tells which module a reader has', () =>
  withSimulator(
    () => SIMULATORS.socialCardReader(HERE),
    (social) =>
      withSimulator(
        () => SIMULATORS.idCardReader(HERE),
        async (reader) => {
          social.control({ type: 'insert-card', card: 'li-si' });
          const [read, status] = await Promise.all([
            run([social.address, 'read', '--seconds', '10']),
            run([reader.address, 'status', '--kind', 'idCardReader']),
          ]);
          expect([read.code, status.code]).toEqual([0, 0]);
          expect(JSON.parse(read.out)).toEqual({ name: '李*', number: '****002X', sex: '2', validTo: '20991231', warnings: [] });
          expect(JSON.parse(status.out)).toMatchObject({ health: 'ready', samId: '05.03-20140924-0001234567-0987654321' });
        },
      ),
  ),
);

test('prints, shows and tells the status', () =>
  withSimulator(
    () => SIMULATORS.ticketPrinter(HERE),
    (printer) =>
      withSimulator(
        () => SIMULATORS.callDisplay(HERE),
        async (display) => {
          const [printed, shown, status] = await Promise.all([
            run([printer.address, 'print', '试印一张']),
            run([display.address, 'show', '请A001号到3号窗口']),
            run([display.address, 'status', '--kind', 'callDisplay']),
          ]);
          expect([printed.code, printed.err]).toEqual([0, '']);
          expect(JSON.stringify(printer.observe())).toContain('试印一张');
          expect([shown.code, shown.err]).toEqual([0, '']);
          expect(JSON.stringify(display.observe())).toContain('A001');
          expect(status.code).toBe(0);
        },
      ),
  ));

test('shows with the protocol that was asked for', () =>
  withSimulator(
    () => startCallDisplaySimulator(HERE, { protocol: 'lumen' }),
    async (display) => {
      const shown = await run([display.address, 'show', 'A001', '--kind', 'callDisplay', '--protocol', 'lumen']);
      expect([shown.code, shown.err]).toEqual([0, '']);
      expect(display.observe()).toMatchObject({ text: 'A001' });
      const unknown = await run([display.address, 'show', 'A001', '--protocol', 'morse']);
      expect(unknown.code).toBe(2);
      expect(unknown.err).toContain('protocol');
    },
  ));

test('opens a door, tells the doors, and says when it cannot', () =>
  withSimulator(
    () => startLockerSimulator(HERE, { protocol: 'wkly' }),
    async (locker) => {
      const opened = await run([locker.address, 'open', '3', '--protocol', 'wkly']);
      expect([opened.code, opened.err, JSON.parse(opened.out)]).toEqual([0, '', { ok: true, value: 'opened' }]);
      const again = await run([locker.address, 'open', '99', '--protocol', 'wkly']);
      expect([again.code, JSON.parse(again.out)]).toMatchObject([1, { error: { cause: 'no-such-door' } }]);
      const doors = await run([locker.address, 'poll', '--kind', 'locker', '--protocol', 'wkly', '--seconds', '0.1']);
      expect(doors.out).toContain('{"door":"3","board":0,"lock":3,"state":"open"}');
      expect(doors.out).toContain('{"door":"4","board":0,"lock":4,"state":"closed"}');
    },
  ));

test('reads a code', () =>
  withSimulator(
    () => SIMULATORS.scanner(HERE),
    async (scanner) => {
      // Laid there again and again: the program takes a moment to start.
      scanner.control({ type: 'scan', text: 'yichuang:ticket:A001', times: 100, everyMs: 100 });
      const { code, out } = await run([scanner.address, 'read', '--kind', 'scanner', '--seconds', '8']);
      expect([code, JSON.parse(out)]).toEqual([0, { type: 'code', code: 'yichuang:ticket:A001', controlsRemoved: false }]);
    },
  ));

test('a device that is not there: exit 1', async () => {
  const { code, out } = await run(['tcp://127.0.0.1:1', 'status', '--kind', 'voice']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ health: 'disconnected', advice: expect.stringContaining('请检查') });
  expect((await run(['tcp://127.0.0.1:1', 'dump'])).err).toContain('ECONNREFUSED');
});
