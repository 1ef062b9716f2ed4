import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { encodeHanzi, type HanziCharset } from '../core/gbk.ts';
import type { DisplayFailure } from './types.ts';

/** Far more than a strip can be read; keeps a frame well below the card's memory. */
const MAX_TEXT_BYTES = 200;

export function notEncodable(sentence: string): { readonly ok: false; readonly error: DisplayFailure } {
  return fail({ cause: 'not-encodable', sentence });
}

/** Half a surrogate pair and control characters cannot be printed in a sentence; they are named by code point. */
function nameCharacter(char: string): string {
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(char) ? char : `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A line for a card with a hanzi font; an empty one becomes a space, so that the strip is cleared. */
export function encodeStripText(text: string, charset: HanziCharset): Result<Uint8Array, DisplayFailure> {
  const encoded = encodeHanzi(text, charset);
  if (!encoded.ok) return notEncodable(`窗口屏的字库里没有“${encoded.missing.map(nameCharacter).join('、')}”，请改用其他文字`);
  if (encoded.bytes.length > MAX_TEXT_BYTES) return notEncodable(`显示内容过长，请缩短到 ${MAX_TEXT_BYTES / 2} 个汉字以内`);
  return ok(encoded.bytes.length === 0 ? Uint8Array.of(0x20) : encoded.bytes);
}
