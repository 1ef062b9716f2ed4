import { decodeHanzi, encodeHanzi } from './gbk.ts';
import type { HanziCharset } from './gbk.ts';

const CASES: readonly [string, HanziCharset, string | readonly string[]][] = [
  ['请A001号', 'gb2312', 'c7eb41303031bac5'],
  ['开', 'gb2312', 'bfaa'],
  ['', 'gb2312', ''],
  ['?', 'gb2312', '3f'],
  // 喆 exists in GBK only; 䶮 has a two-byte GBK code of the user area; 𬭊 and emoji have none.
  ['王喆', 'gb2312', ['喆']],
  ['王喆', 'gbk', 'cdf586b4'],
  ['𬭊', 'gbk', ['𬭊']],
  ['好😀好😀', 'gbk', ['😀']],
  ['€', 'gbk', ['€']],
  ['A\u001bB', 'gbk', ['\u001b']],
  ['A\r\n', 'gbk', ['\r', '\n']],
  ['\ud800', 'gbk', ['\ud800']],
  ['\u007f', 'gbk', ['\u007f']],
];

test.each(CASES)('%j in %s', (text, charset, expected) => {
  const encoded = encodeHanzi(text, charset);
  if (typeof expected === 'string') {
    expect(encoded.ok && Buffer.from(encoded.bytes).toString('hex')).toBe(expected);
  } else {
    expect(encoded).toEqual({ ok: false, missing: expected });
  }
});

test('decoding gives the text back', () => {
  const encoded = encodeHanzi('请A001号到3号窗口', 'gb2312');
  expect(encoded.ok && decodeHanzi(encoded.bytes)).toBe('请A001号到3号窗口');
});
