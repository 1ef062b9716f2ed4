import { fail, type Result } from '../../shared/basics/result.ts';
import { cardFields, type CardEdition, type CardText } from './card-fields.ts';
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
  const flag = read(TYPE_FLAG);
  const edition = flag === 'J' || flag === 'I' || flag === 'Y' ? flag : 'resident';
  return cardFields(edition, textOf(edition, read));
}

type ReadField = (field: Field) => string;

function textOf(edition: CardEdition, read: ReadField): CardText {
  switch (edition) {
    case 'resident':
    case 'J':
      return {
        name: read(RESIDENT.name),
        certNo: read(RESIDENT.number),
        sex: read(RESIDENT.sex),
        birth: read(RESIDENT.birth),
        nation: nationName(read(RESIDENT.nation)),
        address: read(RESIDENT.address),
        authority: read(RESIDENT.authority),
        validFrom: read(RESIDENT.validFrom),
        validTo: read(RESIDENT.validTo),
      };
    case 'I':
      return {
        name: read(FOREIGN_2017.chineseName) || read(FOREIGN_2017.englishName),
        certNo: read(FOREIGN_2017.number),
        sex: read(FOREIGN_2017.sex),
        birth: read(FOREIGN_2017.birth),
        nation: '',
        address: '',
        authority: read(FOREIGN_2017.authority),
        validFrom: read(FOREIGN_2017.validFrom),
        validTo: read(FOREIGN_2017.validTo),
      };
    case 'Y':
      return {
        name: read(FOREIGN_2023.chineseName) || englishName2023(read),
        certNo: read(FOREIGN_2023.number),
        sex: read(FOREIGN_2023.sex),
        birth: read(FOREIGN_2023.birth),
        nation: '',
        address: '',
        authority: '',
        validFrom: read(FOREIGN_2023.validFrom),
        validTo: read(FOREIGN_2023.validTo),
      };
  }
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

/** An unknown code is shown as it is; a card is never refused for it. */
function nationName(code: string): string {
  return NATIONS.get(code) ?? code;
}
