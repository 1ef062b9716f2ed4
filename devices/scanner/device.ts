import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { createLink, type Connection } from '../core/link.ts';
import { createRepeatFilter } from '../core/repeats.ts';
import { untilAborted } from '../core/until-aborted.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { createCodeParser, decodeCode, type CodeParser, type RawCode } from './protocol.ts';
import type { Scanner, ScanEvent, ScanProblem } from './types.ts';

/** How this scanner is set up; every field has a default. */
export const ScannerOptions = z.strictObject({
  /**
   * What the scanner puts behind a code. `any` takes CR, LF or silence; on a line that may falter in the middle of a
   * code (serial servers) name the one that is set in the scanner.
   */
  suffix: z.enum(['any', 'cr', 'lf', 'crlf', 'none']).default('any'),
  /** A pause of so many milliseconds ends a code, or breaks it where a suffix is named. */
  silenceMs: z.number().int().min(20).max(2_000).default(100),
  /** Longest code in bytes; a QR code holds 2953. */
  maxBytes: z.number().int().min(1).max(16_384).default(4_096),
  /** The same code again within so many milliseconds after it was last seen is the one that still lies there; 0: every one counts. */
  sameCodeMs: z.number().int().min(0).max(10_000).default(1_500),
});

function sentenceFor(problem: ScanProblem): string {
  switch (problem) {
    case 'cut-off':
      return '扫码没有收全，请重新扫码；如经常出现，请核对扫码器的结束符设置';
    case 'too-long':
      return '扫到的内容过长，不是本大厅使用的码，请核对后重扫';
    case 'not-text':
      return '扫到的内容无法识别为文字，请重新扫码或人工输入';
    case 'empty':
      return '扫到的码里没有文字，请重新扫码或人工输入';
    default:
      return assertNever(problem);
  }
}

/** A scanner never speaks unasked for any other reason than a code: until the first one the health stays `unknown`. */
export function createScanner(dependencies: {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  readonly options: z.input<typeof ScannerOptions>;
}): Scanner {
  const { factory, clock } = dependencies;
  const { suffix, silenceMs, maxBytes, sameCodeMs } = ScannerOptions.parse(dependencies.options);
  const link = createLink({ factory, clock, deviceName: '扫码器', session });
  const listeners = new Set<(scan: ScanEvent) => void>();
  const isRepetition = createRepeatFilter(clock, sameCodeMs);

  async function session(connection: Connection): Promise<void> {
    const parser = createCodeParser(suffix, maxBytes);
    let chunks = 0;
    connection.onData((chunk) => {
      chunks += 1;
      parser.push(chunk).forEach(scanned);
      if (parser.pending > 0) void endAfterSilence(chunks);
    });

    async function endAfterSilence(chunk: number): Promise<void> {
      await clock.sleep(silenceMs, connection.signal);
      if (chunk === chunks && !connection.signal.aborted) silent(parser);
    }

    link.set({ health: 'unknown', state: 'listening', advice: '扫码器的线路已接通；它不会报告自身状态，扫到第一个码后才能确认正常' });
    await untilAborted(connection.signal);
  }

  function silent(parser: CodeParser): void {
    const rest = parser.silence();
    if (rest === null) return;
    if (suffix === 'any' || suffix === 'none' || rest.type === 'too-long') scanned(rest);
    else unreadable('cut-off');
  }

  function scanned(raw: RawCode): void {
    link.markGood();
    if (raw.type === 'too-long') return unreadable('too-long');
    const decoded = decodeCode(raw.bytes);
    if (decoded === null) return unreadable('not-text');
    if (decoded.text.trim() === '') return unreadable('empty');
    link.set({ health: 'ready', state: 'ready', advice: '' });
    if (isRepetition(decoded.text)) return;
    link.count('done');
    tell({ type: 'code', code: decoded.text, controlsRemoved: decoded.controlsRemoved });
  }

  function unreadable(problem: ScanProblem): void {
    const sentence = sentenceFor(problem);
    link.count('failed');
    link.set({ health: 'attention', state: problem, advice: sentence });
    tell({ type: 'unreadable', problem, sentence });
  }

  function tell(scan: ScanEvent): void {
    for (const listener of [...listeners]) listener(scan);
  }

  return {
    kind: 'scanner',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    onScan(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
