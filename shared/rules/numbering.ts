import type { BusinessDate, StationId } from '../basics/ids.ts';
import { TicketNo } from '../types/ticket.ts';

/** A serial number in at least `digits` digits. A serial that does not fit or is no number is a bug of the caller. */
function padded(serial: number, digits: number, max: number): string {
  if (!Number.isInteger(serial) || serial < 1 || serial > max) throw new RangeError(`serial ${serial} is not within 1 to ${max}`);
  return String(serial).padStart(digits, '0');
}

const FOUR_DIGITS = 9_999;

function compact(date: BusinessDate): string {
  return date.replaceAll('-', '');
}

/** 排队号: prefix letter and three digits, four from 1000 on. */
export function ticketNo(prefix: string, serial: number): TicketNo {
  return TicketNo.parse(prefix + padded(serial, 3, FOUR_DIGITS));
}

/** 办件编号: 实施编码 (31 characters) + date + four digits; serials are leased so that no two stations use one twice. */
export function caseNumber(taskCode: string, date: BusinessDate, serial: number): string {
  return taskCode + compact(date) + padded(serial, 4, FOUR_DIGITS);
}

/** 临时流水号 of a station that has no leased number at hand: unique by itself, and never changed once printed. */
export function localNumber(siteCode: string, stationId: StationId, date: BusinessDate, serial: number): string {
  return [siteCode, stationId.toUpperCase(), compact(date), padded(serial, 4, FOUR_DIGITS)].join('-');
}

/**
 * 文书编号, for example 示范大厅受〔2026〕COUNTER-1-0012号. Serials run without gaps within issuer, word (kind of document),
 * year and station.
 */
export function documentNumber(issuer: string, word: string, year: string, stationId: StationId, serial: number): string {
  return `${issuer}${word}〔${year}〕${stationId.toUpperCase()}-${padded(serial, 4, 999_999)}号`;
}

/** GB 32100: digits and capitals without I, O, S, V and Z. */
const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_BODY_LENGTH = 17;

/** The 18th character of a 统一社会信用代码 (GB 32100, MOD 31, weights 3^i); null where a character is not allowed. */
export function usccCheckDigit(first17: string): string | null {
  if (first17.length !== USCC_BODY_LENGTH) return null;
  let sum = 0;
  let weight = 1;
  for (const char of first17) {
    const value = USCC_ALPHABET.indexOf(char);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

export function isUscc(code: string): boolean {
  return code.length === USCC_BODY_LENGTH + 1 && usccCheckDigit(code.slice(0, USCC_BODY_LENGTH)) === code.charAt(USCC_BODY_LENGTH);
}
