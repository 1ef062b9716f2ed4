import { systemClock } from '../../../shared/basics/clock.ts';
import type { FaultSuite, Wire } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { openTransport } from '../../transports/open-transport.ts';
import { createScanner } from '../device.ts';
import { startScannerSimulator, type ScannerSimulator } from '../simulator.ts';
import type { Scanner, ScanEvent } from '../types.ts';

const TICKET = 'yichuang:ticket:01JQ8ZC8W0000000000000TEST';
/** Longer than by default: what a busy machine holds up between two pieces must not pass for the end of a code. */
const SILENCE_MS = 250;
const QUIET_MS = 2 * SILENCE_MS;

interface Bench {
  readonly scanner: Scanner;
  readonly simulator: ScannerSimulator;
  readonly heard: readonly string[];
}

function inWords(scan: ScanEvent): string {
  if (scan.type === 'unreadable') return scan.problem;
  return scan.controlsRemoved ? `${scan.code} without its controls` : scan.code;
}

function act(simulator: ScannerSimulator, command: object): void {
  const done = simulator.control(command);
  if (!done.ok) throw new Error(done.error);
}

/** Runs driver and simulator on the wire; `run` says what came of it. */
async function withScanner(wire: Wire, suffix: 'any' | 'crlf', run: (bench: Bench) => Promise<string>): Promise<string> {
  const simulator = await startScannerSimulator(wire.simulator);
  const scanner = createScanner({ factory: openTransport(wire.driver ?? simulator.address), clock: systemClock, options: { suffix, silenceMs: SILENCE_MS } });
  const heard: string[] = [];
  scanner.onScan((scan) => heard.push(inWords(scan)));
  scanner.start();
  try {
    await until('the line is open', () => scanner.status().state === 'listening');
    return await run({ scanner, simulator, heard });
  } finally {
    await scanner.stop();
    await simulator.close();
  }
}

/** Does one thing after the other before the scanner; all that was heard, and the health after it. */
function heardOf(suffix: 'any' | 'crlf', ...commands: readonly object[]): (wire: Wire) => Promise<string> {
  return (wire) =>
    withScanner(wire, suffix, async ({ scanner, simulator, heard }) => {
      let due = 0;
      for (const command of commands) {
        act(simulator, command);
        due += 'times' in command ? Number(command.times) : 1;
        await until('everything was sent', () => simulator.observe().sent === due);
        await systemClock.sleep(QUIET_MS);
      }
      return [...heard, scanner.status().health].join(', ');
    });
}

/** Half of a code, then the cable. Over a serial line the port stays open, over TCP it is reset: the half is told or dropped, never used. */
async function unplugged(wire: Wire): Promise<string> {
  return withScanner(wire, 'crlf', async ({ simulator, heard, scanner }) => {
    act(simulator, { type: 'scan', text: TICKET, pieces: 4, gapMs: 150 });
    await systemClock.sleep(60);
    act(simulator, { type: 'unplug' });
    await until('all went into the pulled cable', () => simulator.observe().sent === 1);
    act(simulator, { type: 'plug' });
    await until('the line is open again', () => scanner.status().health !== 'disconnected');
    await systemClock.sleep(QUIET_MS);
    act(simulator, { type: 'scan', text: 'A002' });
    await until('the next code', () => heard.includes('A002'));
    return heard.filter((code) => code !== 'cut-off').join(', ');
  });
}

/** Every fault of devices.md §8 for a serial scanner; typing mixed in is the keyboard's, see renderer/ui. */
export const scannerFaults: FaultSuite = {
  name: 'scanner/serial',
  transports: ['tcp', 'pty'],
  baudRate: 9_600,
  faults: [
    { fault: 'a code in pieces', expected: `${TICKET}, ready`, run: heardOf('any', { type: 'scan', text: TICKET, pieces: 12 }) },
    { fault: 'a code byte by byte, CR only', expected: 'A001, ready', run: heardOf('any', { type: 'scan', text: 'A001', suffix: 'cr', pieces: 5 }) },
    { fault: 'no suffix', expected: 'A001, A002, ready', run: heardOf('any', { type: 'scan', text: 'A001', suffix: 'none' }, { type: 'scan', text: 'A002', suffix: 'none' }) },
    { fault: 'no suffix where one is set up', expected: 'cut-off, A002, ready', run: heardOf('crlf', { type: 'scan', text: 'A001', suffix: 'none' }, { type: 'scan', text: 'A002' }) },
    { fault: 'a GBK QR code', expected: '电子凭证李四, ready', run: heardOf('any', { type: 'scan', text: '电子凭证李四', charset: 'gb18030' }) },
    { fault: 'a UTF-8 QR code cut within a character', expected: '电子凭证李四, ready', run: heardOf('any', { type: 'scan', text: '电子凭证李四', pieces: 7 }) },
    { fault: 'a flood of the same code', expected: 'A001, ready', run: heardOf('any', { type: 'scan', text: 'A001', times: 12, everyMs: 50 }) },
    { fault: 'junk on the line', expected: 'not-text, attention', run: heardOf('any', { type: 'junk', hex: 'FF FE FF 81' }) },
    { fault: 'a code after junk', expected: 'not-text, A001, ready', run: heardOf('any', { type: 'junk', hex: 'FF FE FF 81' }, { type: 'scan', text: 'A001' }) },
    { fault: 'control characters in a code', expected: 'A001 without its controls, ready', run: heardOf('any', { type: 'junk', hex: '41 00 30 1B 30 31' }) },
    { fault: 'a code longer than any', expected: 'too-long, A001, ready', run: heardOf('any', { type: 'scan', text: 'x'.repeat(5_000) }, { type: 'scan', text: 'A001' }) },
    { fault: 'the cable pulled in the middle of a code', expected: 'A002', run: unplugged },
  ],
};
