import iconv from 'iconv-lite';
import { fromHex } from '../core/bytes.ts';
import { createCodeParser, decodeCode, type RawCode, type Suffix } from './protocol.ts';

function told(raw: RawCode): string {
  return raw.type === 'code' ? Buffer.from(raw.bytes).toString('latin1') : raw.type;
}

const STREAMS: readonly [Suffix, string, string[], string | null][] = [
  ['any', 'A001\r\nA002\r\n', ['A001', 'A002'], null],
  ['any', 'A001\rA002\n\n\r', ['A001', 'A002'], null],
  ['any', 'A001', [], 'A001'],
  ['cr', 'A\nB\rC', ['A\nB'], 'C'],
  ['lf', 'A\rB\nC', ['A\rB'], 'C'],
  ['crlf', 'A\nB\rC\r\nD\r\n', ['A\nB\rC', 'D'], null],
  ['crlf', '\r\n\r\nA\r\n', ['A'], null],
  ['crlf', 'A\r\r\n', ['A\r'], null],
  ['none', 'A\r\nB', [], 'A\r\nB'],
  ['any', '12345678901\r2\r', ['too-long', '2'], null],
  ['crlf', '1234567890\r\n', ['1234567890'], null],
  ['crlf', '12345678901\r\n2\r\n', ['too-long', '2'], null],
  ['none', '12345678901', [], 'too-long'],
];

test.each(STREAMS)('%s: %j', (suffix, stream, codes, rest) => {
  for (const size of [1, 3, stream.length]) {
    const parser = createCodeParser(suffix, 10);
    const read: string[] = [];
    for (let at = 0; at < stream.length; at += size) read.push(...parser.push(Buffer.from(stream.slice(at, at + size), 'latin1')).map(told));
    expect(read).toEqual(codes);
    const silence = parser.silence();
    expect(silence === null ? null : told(silence)).toBe(rest);
    expect(parser.pending).toBe(0);
  }
});

test.each([
  ['yichuang:ticket:01J', { text: 'yichuang:ticket:01J', controlsRemoved: false }],
  ['电子凭证 2026-0315', { text: '电子凭证 2026-0315', controlsRemoved: false }],
  ['A\u0000B\u001dC\u202eD\ufeff', { text: 'ABCD', controlsRemoved: true }],
])('UTF-8 %j', (text, expected) => expect(decodeCode(Buffer.from(text))).toEqual(expected));

test.each([
  ['GBK', iconv.encode('李四的材料', 'gbk'), '李四的材料'],
  ['four bytes of GB18030', iconv.encode('㐀𬭊', 'gb18030'), '㐀𬭊'],
] as const)('%s', (_name, bytes, text) => expect(decodeCode(bytes)).toEqual({ text, controlsRemoved: false }));

test.each([
  ['half a hanzi', 'C0 EE CB'],
  ['UTF-8 cut within a character, though it would be GBK', 'E6 9D 8E E5'],
  ['bytes of nothing', 'FF FF FF FE'],
])('%s is not text', (_name, hex) => expect(decodeCode(fromHex(hex))).toBeNull());
