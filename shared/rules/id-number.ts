import { fail, ok, type Result } from '../basics/result.ts';

/** What a citizen identity number says about itself. */
export interface IdNumber {
  /** Always 18 characters, an X in capitals; an old 15-digit number is given its present form. */
  readonly number: string;
  /** YYYYMMDD, a date that exists. */
  readonly birth: string;
  readonly sex: 'male' | 'female';
}

export interface IdNumberFault {
  readonly code: 'LENGTH' | 'CHARACTERS' | 'BIRTH_DATE' | 'CHECK_DIGIT';
  /** For the person who typed it. */
  readonly sentence: string;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** The last character for the first 17 digits (GB 11643, ISO 7064 MOD 11-2). Throws unless given 17 digits. */
export function idNumberCheckDigit(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new Error('17 digits are needed');
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17.charAt(i)), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

/** Checks a number as typed or read: length, characters, calendar date and check digit. Blanks around it and a small x are allowed. */
export function parseIdNumber(text: string): Result<IdNumber, IdNumberFault> {
  const typed = text.trim().toUpperCase();
  if (typed.length !== 18 && typed.length !== 15) {
    return fail({ code: 'LENGTH', sentence: '身份证号码应为18位，请核对后重新输入' });
  }
  if (!/^(\d{17}[\dX]|\d{15})$/.test(typed)) {
    return fail({ code: 'CHARACTERS', sentence: '身份证号码只能是数字，最后一位可以是X，请核对后重新输入' });
  }
  const number = typed.length === 15 ? lengthen(typed) : typed;
  const birth = number.slice(6, 14);
  if (!isCalendarDate(birth)) {
    return fail({ code: 'BIRTH_DATE', sentence: '身份证号码中的出生日期不存在，请核对后重新输入' });
  }
  if (idNumberCheckDigit(number.slice(0, 17)) !== number.charAt(17)) {
    return fail({ code: 'CHECK_DIGIT', sentence: '身份证号码有误（校验位不符），请核对后重新输入' });
  }
  return ok({ number, birth, sex: Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female' });
}

/** First-generation numbers left out the century, always the 20th, and the check digit. */
function lengthen(number15: string): string {
  const first17 = `${number15.slice(0, 6)}19${number15.slice(6)}`;
  return first17 + idNumberCheckDigit(first17);
}

function isCalendarDate(yyyymmdd: string): boolean {
  const year = Number(yyyymmdd.slice(0, 4));
  const month = Number(yyyymmdd.slice(4, 6));
  const day = Number(yyyymmdd.slice(6, 8));
  if (year < 1800 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
