import iconv from 'iconv-lite';

/** `gb2312`: rows A1–F7 only, what small font chips hold; `gbk`: every two-byte code. */
export type HanziCharset = 'gb2312' | 'gbk';

export type EncodedText =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** Characters the device has no code for, each once, in the order of the text. */
  | { readonly ok: false; readonly missing: readonly string[] };

function isPrintableAscii(char: string): boolean {
  return char >= ' ' && char <= '~';
}

/** The two-byte code, or null. `€` is the single byte 80 in the table used here and means nothing to a font chip. */
function hanziCode(char: string, charset: HanziCharset): Uint8Array | null {
  const bytes = iconv.encode(char, 'gbk');
  const lead = bytes[0];
  const trail = bytes[1];
  if (bytes.length !== 2 || lead === undefined || trail === undefined) return null;
  if (charset === 'gb2312' && (lead < 0xa1 || lead > 0xf7 || trail < 0xa1)) return null;
  return bytes;
}

/**
 * Encodes character by character for a device with a hanzi font. A character without a code, a control character
 * or half of a surrogate pair is named in `missing`; nothing is ever replaced by `?`.
 */
export function encodeHanzi(text: string, charset: HanziCharset): EncodedText {
  const parts: Uint8Array[] = [];
  const missing = new Set<string>();
  for (const char of text) {
    const code = isPrintableAscii(char) ? Uint8Array.of(char.charCodeAt(0)) : hanziCode(char, charset);
    if (code === null) missing.add(char);
    else parts.push(code);
  }
  return missing.size > 0 ? { ok: false, missing: [...missing] } : { ok: true, bytes: Buffer.concat(parts) };
}

/** Decodes what a device was sent; for simulators and diagnostics. */
export function decodeHanzi(bytes: Uint8Array): string {
  return iconv.decode(Buffer.from(bytes), 'gbk');
}

/** Text in GB18030 (GBK is part of it), or null when the bytes are none: nothing is ever replaced by a sign for "unknown". */
export function decodeGb18030(bytes: Uint8Array): string | null {
  const text = iconv.decode(Buffer.from(bytes), 'gb18030');
  return text.includes('\ufffd') ? null : text;
}
