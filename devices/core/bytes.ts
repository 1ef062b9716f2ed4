/** `AA 0f` (spaces optional) to bytes; throws on anything else. For constants, tests and the command line. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replaceAll(/\s/g, '');
  if (!/^([0-9A-Fa-f]{2})*$/.test(digits)) throw new Error(`not hexadecimal: ${hex}`);
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** Bytes as `AA 0F`. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Exclusive or of all bytes, the check byte of many serial protocols. */
export function xorOf(bytes: Uint8Array): number {
  let check = 0;
  for (const byte of bytes) check ^= byte;
  return check;
}

/** Low byte of the sum, the other common check byte. */
export function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xff;
  return sum;
}
