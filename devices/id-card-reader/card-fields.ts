import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { idNumberCheckDigit } from '../../shared/rules/id-number.ts';
import type { CardFields } from './types.ts';

/** The cards a reader tells apart: resident, 港澳台居民居住证 (J), foreign permanent resident of 2017 (I) and of 2023 (Y). */
export type CardEdition = 'resident' | 'J' | 'I' | 'Y';

/** What stands on a card, whoever read it out; an absent text is empty. `nation` is the nation's name. */
export interface CardText {
  readonly name: string;
  readonly certNo: string;
  readonly sex: string;
  readonly birth: string;
  readonly nation: string;
  readonly address: string;
  readonly authority: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/** The fields of a card with the contradictions in them. Refused whole: without number or name it is not a card. */
export function cardFields(edition: CardEdition, text: CardText): Result<CardFields, 'unreadable'> {
  if (text.name === '' || text.certNo === '') return fail('unreadable');
  return ok({
    ...text,
    certType: CERT_TYPES[edition],
    nation: edition === 'resident' ? orNull(text.nation) : null,
    address: orNull(text.address),
    authority: edition === 'Y' ? '国家移民管理局' : orNull(text.authority),
    warnings: warningsOf(edition, text),
  });
}

const CERT_TYPES: Readonly<Record<CardEdition, CardFields['certType']>> = {
  resident: 'RESIDENT_ID',
  J: 'HK_MO_TW_RESIDENCE',
  I: 'FOREIGN_PERMANENT_RESIDENCE',
  Y: 'FOREIGN_PERMANENT_RESIDENCE',
};

function warningsOf(edition: CardEdition, { certNo, birth, sex }: CardText): readonly string[] {
  switch (edition) {
    case 'resident':
    case 'J':
      return [...numberWarnings(certNo, birth), ...sexWarnings(certNo, sex)];
    case 'I':
      // The check digit of these numbers has no confirmed rule (a published sample contradicts the one told).
      return /^[A-Z]{3}\d{12}$/.test(certNo) ? [] : ['证件号码格式不符'];
    case 'Y':
      return numberWarnings(certNo, birth);
  }
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

function numberWarnings(number: string, birth: string): readonly string[] {
  if (!/^\d{17}[\dX]$/.test(number)) return ['证件号码格式不符'];
  const warnings: string[] = [];
  if (idNumberCheckDigit(number.slice(0, 17)) !== number.charAt(17)) warnings.push('证件号码校验位不符');
  if (number.slice(6, 14) !== birth) warnings.push('证件号码与出生日期不符');
  return warnings;
}

/** Digit 17 odd means male; cards may also say 0 (unknown) or 9 (not stated), which contradict nothing. */
function sexWarnings(number: string, sex: string): readonly string[] {
  if (!/^\d{17}[\dX]$/.test(number) || (sex !== '1' && sex !== '2')) return [];
  const male = Number(number.charAt(16)) % 2 === 1;
  return male === (sex === '1') ? [] : ['证件号码与性别不符'];
}
