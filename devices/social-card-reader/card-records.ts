import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { parseIdNumber, type IdNumber } from '../../shared/rules/id-number.ts';
import { decodeGb18030 } from '../core/gbk.ts';
import type { SocialCardFields } from './types.ts';

/** A record of the card: its file, the number of the record there, and how many bytes it has with tag and length. */
export interface CardRecord {
  readonly file: 0xef05 | 0xef06;
  readonly tag: number;
  readonly length: number;
}

/** What is read, and nothing beyond: the card holds more (card number, birthplace …) that nobody here needs. */
export const RECORDS = {
  validTo: { file: 0xef05, tag: 0x06, length: 0x06 },
  number: { file: 0xef06, tag: 0x08, length: 0x14 },
  name: { file: 0xef06, tag: 0x09, length: 0x20 },
  sex: { file: 0xef06, tag: 0x0a, length: 0x03 },
  birth: { file: 0xef06, tag: 0x0d, length: 0x06 },
} as const satisfies Record<string, CardRecord>;

export type RecordName = keyof typeof RECORDS;

/** Some third-generation cards number the records of EF06 from 1. */
export const OTHER_NUMBERS: Readonly<Partial<Record<RecordName, number>>> = { number: 1, name: 2 };

/** The value of a record: tag, length, value. Null when it is another record or the length does not fit. */
export function recordValue(record: CardRecord, data: Uint8Array): Uint8Array | null {
  const [tag, length] = data;
  if (tag !== record.tag || length === undefined || length === 0 || data.length < 2 + length) return null;
  return data.slice(2, 2 + length);
}

/** Values as the card gave them; a record that is not on the card is null. */
export type CardValues = Readonly<Record<RecordName, Uint8Array | null>>;

/** All or nothing: without a right number and a readable name there is no identity. `today` is YYYYMMDD. */
export function decodeCard(values: CardValues, today: string): Result<SocialCardFields, 'READ_FAILED' | 'NUMBER_INVALID'> {
  const name = textOf(values.name);
  const written = textOf(values.number);
  if (name === null || name === '' || written === null || written === '') return fail('READ_FAILED');
  const number = written.length === 18 ? parseIdNumber(written) : fail('LENGTH');
  if (!number.ok) return fail('NUMBER_INVALID');
  const sex = textOf(values.sex) ?? '0';
  const validTo = dayOf(values.validTo);
  const expired = validTo !== null && validTo < today ? ['社保卡已过有效期'] : [];
  return ok({
    number: number.value.number,
    name,
    sex,
    validTo,
    warnings: [...expired, ...warningsOf(number.value, sex, dayOf(values.birth))],
  });
}

/** GBK or GB18030, padded with NULs, blanks or FF; null when it is neither. */
function textOf(value: Uint8Array | null): string | null {
  if (value === null) return null;
  const end = value.findLastIndex((byte) => byte !== 0x00 && byte !== 0x20 && byte !== 0xff) + 1;
  const text = decodeGb18030(value.slice(0, end));
  return text === null || /[\u0000-\u001f\u007f]/.test(text) ? null : text.trim();
}

/** Four bytes BCD, YYYYMMDD; null when they are no digits. */
function dayOf(value: Uint8Array | null): string | null {
  if (value?.length !== 4) return null;
  const day = Buffer.from(value).toString('hex');
  return /^\d{8}$/.test(day) && day !== '00000000' ? day : null;
}

function warningsOf(number: IdNumber, sex: string, birth: string | null): readonly string[] {
  const warnings: string[] = [];
  if (birth !== null && birth !== number.birth) warnings.push('社会保障号码与出生日期不符');
  if ((sex === '1' || sex === '2') && (sex === '1') !== (number.sex === 'male')) warnings.push('社会保障号码与性别不符');
  return warnings;
}
