import { decodeHanzi } from '../core/gbk.ts';
import { speechPieces } from './speech-text.ts';

function texts(text: string): readonly string[] {
  const pieces = speechPieces(text);
  if (!pieces.ok) throw new Error(pieces.error.join());
  return pieces.value.map(decodeHanzi);
}

const SIXTY_BYTES = `${'办'.repeat(29)},`;

test.each([
  ['', []],
  ['请A001号到3号窗口办理。', ['请A001号到3号窗口办理。']],
  [SIXTY_BYTES.repeat(3), [SIXTY_BYTES.repeat(3)]],
  [SIXTY_BYTES.repeat(4), [SIXTY_BYTES.repeat(3), SIXTY_BYTES]],
  ['办'.repeat(101), ['办'.repeat(100), '办']],
  [`请注意。${'办'.repeat(101)}`, [`请注意。${'办'.repeat(96)}`, '办'.repeat(5)]],
])('%j', (text, expected) => {
  expect(texts(text)).toEqual(expected);
});

test.each([
  ['张𬭊', ['𬭊']],
  ['[v0]静音', ['[']],
  ['一\n二', ['\n']],
])('%j cannot be spoken', (text, missing) => {
  expect(speechPieces(text)).toEqual({ ok: false, error: missing });
});
