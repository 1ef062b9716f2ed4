import { fromHex } from '../core/bytes.ts';
import { createPrinterParser, endsByRecovery, errorCause, isOffline, offlineCause, paperState, queuedPaperState } from './protocol.ts';
import type { PrinterFrame } from './protocol.ts';

function parse(hex: string): readonly PrinterFrame[] {
  return createPrinterParser().push(fromHex(hex));
}

describe('telling the answers apart', () => {
  test.each<[string, string, readonly PrinterFrame[]]>([
    ['DLE EOT, healthy', '12', [{ type: 'real-time', byte: 0x12 }]],
    ['DLE EOT, drawer pin high', '16', [{ type: 'real-time', byte: 0x16 }]],
    ['DLE EOT 1, 2, 4 without paper', '1A 32 7E', [
      { type: 'real-time', byte: 0x1a }, { type: 'real-time', byte: 0x32 }, { type: 'real-time', byte: 0x7e },
    ]],
    ['automatic status', '38 00 0C 0F', [{ type: 'automatic', bytes: [0x38, 0, 0x0c, 0x0f] }]],
    ['automatic status between two real-time answers', '12 10 00 00 00 12', [
      { type: 'real-time', byte: 0x12 }, { type: 'automatic', bytes: [0x10, 0, 0, 0] }, { type: 'real-time', byte: 0x12 },
    ]],
    ['GS r', '03', [{ type: 'queued-status', byte: 3 }]],
    ['GS ( H', '37 22 30 30 30 31 00', [{ type: 'process-id', id: '0001' }]],
    ['another block answer', '37 41 54 4D 00', [{ type: 'block', text: 'ATM' }]],
    ['flow control', '13 11', [{ type: 'flow', mayBeSent: false }, { type: 'flow', mayBeSent: true }]],
    ['automatic status cut off by a real-time answer', '10 00 12', [
      { type: 'unknown', byte: 0x10 }, { type: 'queued-status', byte: 0 }, { type: 'real-time', byte: 0x12 },
    ]],
    ['block cut off by a real-time answer', '37 22 30 12', [
      { type: 'unknown', byte: 0x37 }, { type: 'queued-status', byte: 0x22 }, { type: 'unknown', byte: 0x30 }, { type: 'real-time', byte: 0x12 },
    ]],
    ['noise', 'FF 93', [{ type: 'unknown', byte: 0xff }, { type: 'unknown', byte: 0x93 }]],
  ])('%s', (_name, hex, frames) => {
    expect(parse(hex)).toEqual(frames);
    const parser = createPrinterParser();
    expect([...fromHex(hex)].flatMap((byte) => parser.push(Uint8Array.of(byte)))).toEqual(frames);
  });

  test('a block that never ends is given up, with bounded memory', () => {
    const parser = createPrinterParser();
    parser.push(fromHex('37'));
    for (let i = 0; i < 1_000; i += 1) parser.push(fromHex('41'));
    expect(parser.pending).toBeLessThan(80);
    expect(parser.push(fromHex('12')).at(-1)).toEqual({ type: 'real-time', byte: 0x12 });
  });
});

describe('what the bits mean', () => {
  test('DLE EOT 1: off-line', () => {
    expect([0x12, 0x16, 0x1a].map(isOffline)).toEqual([false, false, true]);
  });

  test('DLE EOT 2: cause', () => {
    expect([0x12, 0x16, 0x32, 0x52, 0x1a, 0x36].map(offlineCause)).toEqual([null, 'cover-open', 'paper-end', 'error', null, 'cover-open']);
  });

  test('DLE EOT 3: which error, and what ends it', () => {
    const causes = [0x12, 0x1a, 0x32, 0x16, 0x52, 0x5e, 0x36].map(errorCause);
    expect(causes).toEqual([null, 'cutter-error', 'error', 'mechanical-error', 'overheated', 'cutter-error', 'error']);
    expect(['cutter-error', 'mechanical-error', 'error', 'overheated', 'cover-open'].map(endsByRecovery)).toEqual([true, true, false, false, false]);
  });

  test('DLE EOT 4: paper', () => {
    expect([0x12, 0x1e, 0x7e, 0x72, 0x16].map(paperState)).toEqual(['enough', 'near-end', 'end', 'end', 'near-end']);
  });

  test('GS r 1: only the four values it can have', () => {
    const known = new Map([[0x00, 'enough'], [0x03, 'near-end'], [0x0c, 'end'], [0x0f, 'end']]);
    for (let byte = 0; byte < 256; byte += 1) expect(queuedPaperState(byte)).toBe(known.get(byte) ?? null);
  });
});
