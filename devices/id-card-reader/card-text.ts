import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { idNumberCheckDigit } from '../../shared/rules/id-number.ts';
import { NATIONS } from './nations.ts';
import { ADDRESS_LENGTH, TEXT_LENGTH } from './protocol.ts';
import type { CardFields } from './types.ts';

/** A field of the text block: byte offset and byte length (UTF-16LE, padded with blanks). GA/T 490 for the resident card. */
type Field = readonly [offset: number, length: number];

const TYPE_FLAG: Field = [248, 2];

/** Fields at the same place on resident cards (1.6.1) and residence permits for 港澳台居民 (1.6.2, flag J). */
const RESIDENT = {
  name: [0, 30],
  sex: [30, 2],
  nation: [32, 4],
  birth: [36, 16],
  address: [52, 70],
  number: [122, 36],
  authority: [158, 30],
  validFrom: [188, 16],
  validTo: [204, 16],
} as const satisfies Record<string, Field>;

/** Foreign permanent resident, 2017 edition (flag I). */
const FOREIGN_2017 = {
  englishName: [0, 120],
  sex: [120, 2],
  number: [122, 30],
  chineseName: [158, 30],
  validFrom: [188, 16],
  validTo: [204, 16],
  birth: [220, 16],
  authority: [240, 8],
} as const satisfies Record<string, Field>;

/** Foreign permanent resident, 2023 edition (flag Y). The English name continues in a second field. */
const FOREIGN_2023 = {
  chineseName: [0, 30],
  sex: [30, 2],
  birth: [36, 16],
  englishName: [52, 70],
  number: [122, 36],
  validFrom: [188, 16],
  validTo: [204, 16],
  englishNameRest: [220, 22],
} as const satisfies Record<string, Field>;

/** Decodes the whole text block, or refuses it whole: a block without number or name is not a card. */
export function decodeCardText(block: Uint8Array): Result<CardFields, 'unreadable'> {
  if (block.length !== TEXT_LENGTH) return fail('unreadable');
  const text = utf16(block);
  if (text === null) return fail('unreadable');
  const read = ([offset, length]: Field): string => trim(text.slice(offset / 2, (offset + length) / 2));
  const fields = decodeByType(read);
  return fields.name === '' || fields.certNo === '' ? fail('unreadable') : ok(fields);
}

type ReadField = (field: Field) => string;

function decodeByType(read: ReadField): CardFields {
  switch (read(TYPE_FLAG)) {
    case 'J':
      return residentLayout(read, 'HK_MO_TW_RESIDENCE');
    case 'I':
      return foreign2017(read);
    case 'Y':
      return foreign2023(read);
    default:
      return residentLayout(read, 'RESIDENT_ID');
  }
}

function residentLayout(read: ReadField, certType: 'RESIDENT_ID' | 'HK_MO_TW_RESIDENCE'): CardFields {
  const certNo = read(RESIDENT.number);
  const birth = read(RESIDENT.birth);
  const sex = read(RESIDENT.sex);
  return {
    certType,
    name: read(RESIDENT.name),
    certNo,
    sex,
    birth,
    nation: certType === 'RESIDENT_ID' ? nationName(read(RESIDENT.nation)) : null,
    address: orNull(read(RESIDENT.address)),
    authority: orNull(read(RESIDENT.authority)),
    validFrom: read(RESIDENT.validFrom),
    validTo: read(RESIDENT.validTo),
    warnings: [...numberWarnings(certNo, birth), ...sexWarnings(certNo, sex)],
  };
}

function foreign2017(read: ReadField): CardFields {
  const certNo = read(FOREIGN_2017.number);
  return {
    certType: 'FOREIGN_PERMANENT_RESIDENCE',
    name: read(FOREIGN_2017.chineseName) || read(FOREIGN_2017.englishName),
    certNo,
    sex: read(FOREIGN_2017.sex),
    birth: read(FOREIGN_2017.birth),
    nation: null,
    address: null,
    authority: orNull(read(FOREIGN_2017.authority)),
    validFrom: read(FOREIGN_2017.validFrom),
    validTo: read(FOREIGN_2017.validTo),
    // The check digit of these numbers has no confirmed rule (a published sample contradicts the one told).
    warnings: /^[A-Z]{3}\d{12}$/.test(certNo) ? [] : ['证件号码格式不符'],
  };
}

function foreign2023(read: ReadField): CardFields {
  const certNo = read(FOREIGN_2023.number);
  const birth = read(FOREIGN_2023.birth);
  return {
    certType: 'FOREIGN_PERMANENT_RESIDENCE',
    name: read(FOREIGN_2023.chineseName) || englishName2023(read),
    certNo,
    sex: read(FOREIGN_2023.sex),
    birth,
    nation: null,
    address: null,
    authority: '国家移民管理局',
    validFrom: read(FOREIGN_2023.validFrom),
    validTo: read(FOREIGN_2023.validTo),
    warnings: numberWarnings(certNo, birth),
  };
}

/** A blank at the end of the first part is part of the name when there is a second. */
function englishName2023(read: ReadField): string {
  const [, length] = FOREIGN_2023.englishName;
  return trim(read(FOREIGN_2023.englishName).padEnd(length / 2) + read(FOREIGN_2023.englishNameRest));
}

/** The address added after the card was made: the last block that is not blank, or null. */
export function decodeNewAddress(data: Uint8Array): string | null {
  let latest: string | null = null;
  for (let start = 0; start < data.length; start += ADDRESS_LENGTH) {
    const text = utf16(data.slice(start, start + ADDRESS_LENGTH));
    if (text !== null && trim(text) !== '') latest = trim(text);
  }
  return latest;
}

/** Null when the bytes are no UTF-16LE. */
function utf16(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Cards are padded with blanks, some with NULs. */
function trim(text: string): string {
  return text.replace(/[ \0]+$/, '');
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** An unknown code is shown as it is; a card is never refused for it. */
function nationName(code: string): string | null {
  return NATIONS.get(code) ?? orNull(code);
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
