import { assertNever } from '../../shared/basics/assert-never.ts';
import type { SampleCard } from './sample-cards.ts';

/** What a card gives to the reader: the text block, a photo that no open decoder reads, and the added address. */
export interface CardImage {
  readonly text: Uint8Array;
  readonly photo: Uint8Array;
  readonly newAddress: Uint8Array | null;
}

const TEXT_BYTES = 256;
const PHOTO_BYTES = 1024;
const ADDRESS_BYTES = 70;
const BLANK = 0x20;

/** Writes a sample as its chip would hold it. Written from the published tables, apart from the decoder. */
export function cardImage(card: SampleCard): CardImage {
  const newAddress = card.layout === 'resident' ? (card.newAddress ?? null) : null;
  return {
    text: block(TEXT_BYTES, textFields(card)),
    photo: new Uint8Array(PHOTO_BYTES),
    newAddress: newAddress === null ? null : block(ADDRESS_BYTES, [[0, newAddress]]),
  };
}

type Placed = readonly [byteOffset: number, text: string];

function textFields(card: SampleCard): readonly Placed[] {
  switch (card.layout) {
    case 'resident':
    case 'J':
      return [
        [0, card.name], [30, card.sex], [32, card.nation], [36, card.birth], [52, card.address], [122, card.number],
        [158, card.authority], [188, card.validFrom], [204, card.validTo],
        ...(card.layout === 'J' ? permitFields(card.permit ?? ['', '']) : []),
      ];
    case 'I':
      return [
        [0, card.englishName], [120, card.sex], [122, card.number], [152, card.nationality], [158, card.chineseName],
        [188, card.validFrom], [204, card.validTo], [220, card.birth], [236, '01'], [240, '1500'], [248, 'I'],
      ];
    case 'Y':
      return [
        [0, card.chineseName], [30, card.sex], [32, '01'], [36, card.birth], [52, card.englishName.slice(0, 35)], [122, card.number],
        [188, card.validFrom], [204, card.validTo], [220, card.englishName.slice(35, 46)], [242, card.nationality], [248, 'Y'],
      ];
    default:
      return assertNever(card);
  }
}

function permitFields([number, count]: readonly [string, string]): readonly Placed[] {
  return [[220, number], [238, count], [248, 'J']];
}

/** UTF-16LE at byte offsets, blanks between. */
function block(length: number, fields: readonly Placed[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(length));
  for (let offset = 0; offset < length; offset += 2) view.setUint16(offset, BLANK, true);
  for (const [offset, text] of fields) {
    for (let i = 0; i < text.length; i += 1) view.setUint16(offset + 2 * i, text.charCodeAt(i), true);
  }
  return new Uint8Array(view.buffer);
}
