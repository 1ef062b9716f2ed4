import { seededRandom } from '../../shared/basics/seeded-random.ts';
import { ok } from '../../shared/basics/result.ts';
import { fromHex, toHex } from '../core/bytes.ts';
import { getResponse, parseAnswer, readRecord, selectApplication, selectFile, withExpected } from './apdu.ts';
import * as apdu from './apdu.ts';
import { decodeCard, RECORDS, recordValue, type CardValues } from './card-records.ts';
import { readRecords } from './read-card.ts';
import { createPacketParser, type ApduPipe } from './slot.ts';
import { SAMPLE_SOCIAL_CARDS } from './sample-cards.ts';
import { CARD_HABITS, createVirtualCard } from './virtual-card.ts';

const TODAY = '20261121';

test('the commands are as published', () => {
  expect([selectApplication(), selectFile(0xef05, 0x02), selectFile(0xef06, 0x00), readRecord(0x08, 0x14, 0x04), getResponse(0x14), withExpected(readRecord(1, 0x14, 0x04), 0x16)].map(({ bytes }) => toHex(bytes))).toEqual([
    '00 A4 04 00 0F 73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF',
    '00 A4 02 00 02 EF 05',
    '00 A4 00 00 02 EF 06',
    '00 B2 08 04 14',
    '00 C0 00 00 14',
    '00 B2 01 04 16',
  ]);
});

test.each([
  ['90 00', { data: fromHex(''), status: 0x9000 }],
  ['01 02 61 14', { data: fromHex('01 02'), status: 0x6114 }],
  ['90', null],
  ['', null],
])('the answer %p', (hex, answer) => expect(parseAnswer(fromHex(hex))).toEqual(answer));

test('an answer longer than any is none', () => {
  expect(parseAnswer(new Uint8Array(258))).not.toBeNull();
  expect(parseAnswer(new Uint8Array(259))).toBeNull();
});

test.each([
  ['08 02 31 32', '31 32'],
  ['08 02 31 32 00 00', '31 32'],
  ['08 03 31 32', null],
  ['09 02 31 32', null],
  ['08 00', null],
  ['08', null],
  ['', null],
])('the number record %p has the value %p', (hex, value) => {
  expect(recordValue(RECORDS.number, fromHex(hex))).toEqual(value === null ? null : fromHex(value));
});

const VALUES: CardValues = {
  number: Buffer.from('11010519491231002X'), name: fromHex('C0 EE CB C4 00 00'), sex: Buffer.from('2'), birth: fromHex('19491231'), validTo: fromHex('20991231'),
};

test.each([
  ['as the card of 李四', {}, { number: '11010519491231002X', name: '李四', sex: '2', validTo: '20991231', warnings: [] }],
  ['padded with blanks and FF', { name: fromHex('C0 EE CB C4 20 FF FF') }, { name: '李四' }],
  ['a name with a dot', { name: fromHex('B9 C5 C0 F6 A1 A4 D1 F9 C0 FD') }, { name: '古丽·样例' }],
  ['a rare character in GB18030', { name: fromHex('95 32 82 36 CB C4') }, { name: '𠀀四' }],
  ['a small x', { number: Buffer.from('11010519491231002x') }, { number: '11010519491231002X' }],
  ['without what need not be there', { sex: null, birth: null, validTo: null }, { sex: '0', validTo: null, warnings: [] }],
  ['dates that are none', { birth: fromHex('FFFFFFFF'), validTo: fromHex('00000000') }, { validTo: null, warnings: [] }],
  ['the last day', { validTo: fromHex('20261121') }, { warnings: [] }],
  ['the day after', { validTo: fromHex('20261120') }, { warnings: ['社保卡已过有效期'] }],
  ['another birth and sex', { birth: fromHex('19500101'), sex: Buffer.from('1') }, { warnings: ['社会保障号码与出生日期不符', '社会保障号码与性别不符'] }],
])('decoded %s', (_name, change, fields) => {
  expect(decodeCard({ ...VALUES, ...change }, TODAY)).toMatchObject({ ok: true, value: fields });
});

test.each([
  ['no number', { number: null }, 'READ_FAILED'],
  ['no name', { name: null }, 'READ_FAILED'],
  ['an empty name', { name: new Uint8Array(30) }, 'READ_FAILED'],
  ['a name that is no text', { name: fromHex('FF FE 80 81') }, 'READ_FAILED'],
  ['control characters in the name', { name: fromHex('C0 EE 1B 40') }, 'READ_FAILED'],
  ['a wrong check digit', { number: Buffer.from('110105194912310021') }, 'NUMBER_INVALID'],
  ['a birth that is no date', { number: Buffer.from('110105194913310021') }, 'NUMBER_INVALID'],
  ['fifteen digits', { number: Buffer.from('110105491231002') }, 'NUMBER_INVALID'],
  ['a foreigner’s number', { number: Buffer.from('USA110081080319000') }, 'NUMBER_INVALID'],
])('%s is no identity', (_name, change, error) => expect(decodeCard({ ...VALUES, ...change }, TODAY)).toEqual({ ok: false, error }));

/** The instructions that were sent, and whether each was one that only reads. */
function watched(pipe: (command: Uint8Array) => Uint8Array) {
  const sent: Uint8Array[] = [];
  const card: ApduPipe = {
    async transmit({ bytes }) {
      sent.push(bytes);
      const answer = parseAnswer(pipe(bytes));
      return answer === null ? { ok: false, error: 'broken' } : ok(answer);
    },
  };
  return { card, sent };
}

describe('no password is ever tried', () => {
  const READS_ONLY = [0xa4, 0xb2, 0xc0];

  test('there is no builder of another command', () => {
    const builders = Object.entries(apdu).filter(([name]) => !['parseAnswer', 'bytesReady', 'lengthWanted', 'STATUS', 'LONGEST_ANSWER'].includes(name));
    expect(builders.map(([name]) => name).sort()).toEqual(['getResponse', 'readRecord', 'selectApplication', 'selectFile', 'withExpected']);
  });

  test('whatever a card does: 20,000 cards with random answers, and every habit', async () => {
    const random = seededRandom(20261121);
    const below = (limit: number): number => Math.floor(random() * limit);
    const STATUSES = ['9000', '6114', '6C20', '6982', '6983', '6A82', '6A83', '6A86', '6B00', '63C1', '6D00', '6F00', '6700'];
    let commands = 0;
    for (let i = 0; i < 20_000; i += 1) {
      const plain = createVirtualCard(SAMPLE_SOCIAL_CARDS['li-si'], new Set(CARD_HABITS.filter(() => below(4) === 0)));
      const { card, sent } = watched((command) => {
        if (below(3) > 0) return plain.answer(command);
        const data = Uint8Array.from({ length: below(3) === 0 ? below(40) : 0 }, () => below(256));
        return Buffer.concat([data, Buffer.from(STATUSES[below(STATUSES.length)] ?? '', 'hex')]);
      });
      await readRecords(card);
      commands += sent.length;
      // 5 records at most 2 ways and 2 numbers, 2 files 2 ways, the application: each with a repetition and its parts.
      expect(sent.length).toBeLessThan(120);
      for (const command of sent) if (!READS_ONLY.includes(command[1] ?? -1)) throw new Error(`sent ${toHex(command)}`);
      if (plain.passwordTries() > 0) throw new Error('a try of the password');
    }
    expect(commands).toBeGreaterThan(50_000);
  });

  test('a card that wants its password is left alone at once', async () => {
    const plain = createVirtualCard(SAMPLE_SOCIAL_CARDS['li-si'], new Set(['needs-pin']));
    const { card, sent } = watched(plain.answer);
    expect(await readRecords(card)).toEqual({ ok: false, error: 'needs-pin' });
    expect(toHex(sent.at(-1) ?? new Uint8Array())).toBe('00 B2 08 04 14');
  });
});

test('packets of the slot: states, answers, and nothing else', () => {
  const parser = createPacketParser();
  const read = (hex: string) => parser.push(fromHex(hex));
  expect([read('01 00'), read('01 01'), read('01 02'), read('00 90 00'), read('00')]).toEqual([
    [{ type: 'state', state: 'absent' }],
    [{ type: 'state', state: 'present' }],
    [{ type: 'state', state: 'mute' }],
    [{ type: 'answer', bytes: fromHex('90 00') }],
    [{ type: 'answer', bytes: fromHex('') }],
  ]);
  expect([read(''), read('01'), read('01 07'), read('09 01')]).toEqual([[], [], [], []]);
});
