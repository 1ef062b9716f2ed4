import { z } from 'zod';
import { ANY_SCREEN } from './onbon/protocol.ts';
import { ANY_CARD } from './lumen/protocol.ts';

/** Pixels. */
const Width = z.number().int().min(16).max(2048).multipleOf(8).default(128);
const Height = z.number().int().min(16).max(256).default(16);
/** What the card's font holds. */
const Charset = z.enum(['gb2312', 'gbk']).default('gb2312');

/** An Onbon BX-5K/6K font card; every field has the default of a 128×16 strip with a BX-5K card. */
export const OnbonOptions = z.strictObject({
  /** A strip whose settings name no protocol is one of these. */
  protocol: z.literal('onbon').optional(),
  /** Screen number in the card, or 65534 for whichever answers (one card on the line). */
  screen: z.number().int().min(1).max(ANY_SCREEN).default(ANY_SCREEN),
  family: z.enum(['bx5k', 'bx6k']).default('bx5k'),
  width: Width,
  height: Height,
  charset: Charset,
});
export type OnbonOptions = z.output<typeof OnbonOptions>;

/** A Lumen C-Power card that takes external calls. */
export const LumenOptions = z.strictObject({
  protocol: z.literal('lumen'),
  /** Number set in the card, or 255 for whichever answers. */
  card: z.number().int().min(0).max(ANY_CARD).default(ANY_CARD),
  /** Without it: `network` on a TCP address, `serial` otherwise. A serial server needs `serial` on a TCP address. */
  framing: z.enum(['serial', 'network']).optional(),
  width: Width,
  height: Height,
  colour: z.enum(['red', 'green', 'yellow']).default('red'),
  charset: Charset,
});
export type LumenOptions = z.output<typeof LumenOptions>;

/** A board of digits; by default the one of devices.md §3.5 with the number 1 and three digits. */
export const DigitsOptions = z.strictObject({
  protocol: z.literal('digits'),
  /** Hexadecimal. */
  prefix: z.string().regex(/^([0-9A-Fa-f]{2}){0,8}$/, '应为成对的十六进制数字').default('01'),
  encoding: z.enum(['ascii', 'bcd', 'binary']).default('binary'),
  places: z.number().int().min(1).max(8).default(3),
  check: z.enum(['sum', 'xor', 'none']).default('sum'),
  /** The digit shown in the place of a letter; letters that are not here are left out. */
  letters: z.record(z.string().regex(/^[A-Z]$/), z.number().int().min(0).max(9)).default({}),
  /** Sends the number again every 1.5 s; off for boards that blink or beep at each. */
  repeat: z.boolean().default(true),
});
export type DigitsOptions = z.output<typeof DigitsOptions>;

/** How a strip is set up. */
export const CallDisplayOptions = z.discriminatedUnion('protocol', [OnbonOptions, LumenOptions, DigitsOptions]);
