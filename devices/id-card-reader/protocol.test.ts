import { concatBytes, fromHex, toHex } from '../core/bytes.ts';
import { decodeCardText } from './card-text.ts';
import { cardImage } from './card-image.ts';
import { answerOf, buildFrame, cardBlocksOf, createFrameParser, GOOD_SHAPE, isErrorAnswer, REQUESTS, samIdText } from './protocol.ts';
import { SAMPLE_CARDS } from './sample-cards.ts';
import { failureOfStatusWord, STATUS_WORDS } from './status-words.ts';

const PREAMBLE = 'AA AA AA 96 69';

function parseAll(hex: string) {
  return createFrameParser().push(fromHex(hex));
}

describe('frames', () => {
  test.each([
    ['samStatus', '00 03 11 FF ED'],
    ['samId', '00 03 12 FF EE'],
    ['findCard', '00 03 20 01 22'],
    ['selectCard', '00 03 20 02 21'],
    ['readTextAndPhoto', '00 03 30 01 32'],
    ['readWithFingers', '00 03 30 10 23'],
    ['readNewAddress', '00 03 30 03 30'],
  ] as const)('request %s is as published', (command, hex) => expect(toHex(REQUESTS[command])).toBe(`${PREAMBLE} ${hex}`));

  test.each([
    ['samStatus', '00 04 00 00 90 94'],
    ['findCard', '00 08 00 00 9F 00 00 00 00 97'],
    ['selectCard', '00 0C 00 00 90 00 00 00 00 00 00 00 00 9C'],
  ] as const)('the published good answer to %s is understood', (command, hex) => {
    const [frame] = parseAll(`${PREAMBLE} ${hex}`);
    const answer = frame?.type === 'frame' ? answerOf(frame.content) : null;
    expect(answer).not.toBeNull();
    for (const other of Object.keys(GOOD_SHAPE) as (keyof typeof GOOD_SHAPE)[]) {
      expect([other, answer !== null && GOOD_SHAPE[other](answer)]).toEqual([other, other === command]);
    }
  });

  test.each([
    [0x80, '00 04 00 00 80 84'],
    [0x81, '00 04 00 00 81 85'],
    [0x41, '00 04 00 00 41 45'],
    [0x91, '00 04 00 00 91 95'],
    [0x10, '00 04 00 00 10 14'],
    [0x21, '00 04 00 00 21 25'],
    [0x24, '00 04 00 00 24 20'],
    [0x31, '00 04 00 00 31 35'],
    // SW1 and SW2 may hold the card's own status word.
    [0x41, '00 04 6A 82 41 AD'],
  ])('refusal %p is understood', (sw3, hex) => {
    const [frame] = parseAll(`${PREAMBLE} ${hex}`);
    const answer = frame?.type === 'frame' ? answerOf(frame.content) : null;
    expect(answer).toEqual({ sw3, data: new Uint8Array(0) });
    expect(answer !== null && isErrorAnswer(answer)).toBe(true);
  });

  test('the published read answer: 1295 bytes, check byte 42', () => {
    const { text, photo } = cardImage({ ...SAMPLE_CARDS['li-si'], sex: '1' });
    const frame = buildFrame(concatBytes([fromHex('00 00 90 01 00 04 00'), text, photo]));
    expect(frame).toHaveLength(1295);
    expect(frame.at(-1)).toBe(0x42);
    expect(toHex(frame.slice(14, 22))).toBe('4E 67 DB 56 20 00 20 00');
    const [parsed] = createFrameParser().push(frame);
    const answer = parsed?.type === 'frame' ? answerOf(parsed.content) : null;
    const blocks = answer === null ? null : cardBlocksOf(answer.data, false);
    expect(blocks === null ? null : decodeCardText(blocks.text)).toMatchObject({ ok: true, value: { name: '李四', certNo: '11010519491231002X' } });
  });

  test('the published new address answer: 81 bytes, check byte 7E', () => {
    const newAddress = cardImage({ ...SAMPLE_CARDS['zhang-moni'], newAddress: '上海市浦东新区某路2号' }).newAddress;
    const frame = buildFrame(concatBytes([fromHex('00 00 90'), newAddress ?? fromHex('')]));
    expect([frame.length, frame.at(-1)]).toEqual([81, 0x7e]);
  });

  test('the published module id', () => {
    const [frame] = parseAll(`${PREAMBLE} 00 14 00 00 90 05 00 03 00 7C 53 33 01 87 D6 12 00 B1 68 DE 3A E1`);
    expect(frame?.type === 'frame' && samIdText(answerOf(frame.content)?.data ?? new Uint8Array(16))).toBe(
      '05.03-20140924-0001234567-0987654321',
    );
  });
});

describe('parser', () => {
  const good = `${PREAMBLE} 00 04 00 00 90 94`;
  const goodFrame = { type: 'frame', content: fromHex('00 00 90') };

  test.each([
    ['rubbish before', `00 FF AA ${good}`, [goodFrame]],
    ['an extra AA before the preamble', `AA ${good}`, [goodFrame]],
    ['two glued', `${good} ${good}`, [goodFrame, goodFrame]],
    ['length 0', `${PREAMBLE} 00 00 ${good}`, [goodFrame]],
    ['length 2', `${PREAMBLE} 00 02 ${good}`, [goodFrame]],
    ['length above any frame', `${PREAMBLE} 09 0B ${good}`, [goodFrame]],
    ['wrong check byte', `${PREAMBLE} 00 04 00 00 90 95 ${good}`, [{ type: 'bad-checksum' }, goodFrame]],
    ['a good frame inside a bad one', `${PREAMBLE} 00 10 ${good} 00 00 00 00 FF`, [{ type: 'bad-checksum' }, goodFrame]],
  ])('%s', (_name, hex, frames) => expect(parseAll(hex)).toEqual(frames));

  test('waits for the rest and tells how much it holds', () => {
    const parser = createFrameParser();
    const bytes = fromHex(good);
    expect(parser.push(bytes.slice(0, 9))).toEqual([]);
    expect(parser.pending).toBe(9);
    parser.reset();
    expect(parser.pending).toBe(0);
    expect(parser.push(bytes.slice(9))).toEqual([]);
    expect(parser.push(bytes)).toEqual([goodFrame]);
  });

  test('the longest frame that exists is accepted', () => {
    const frame = buildFrame(new Uint8Array(0x0909));
    expect(frame).toHaveLength(2321);
    expect(createFrameParser().push(frame)).toHaveLength(1);
  });
});

describe('blocks of a read answer', () => {
  const text = new Uint8Array(256).fill(7);
  const photo = new Uint8Array(1024).fill(8);
  test.each([
    ['text and photo', concatBytes([fromHex('01 00 04 00'), text, photo]), { text, photo, fingers: 0 }],
    ['text without photo', concatBytes([fromHex('01 00 00 00'), text]), { text, photo: null, fingers: 0 }],
    ['no lengths', fromHex('01 00'), null],
    ['a text that is not whole', concatBytes([fromHex('00 80 04 00'), new Uint8Array(128 + 1024)]), null],
    ['a photo that is not whole', concatBytes([fromHex('01 00 04 00'), text, new Uint8Array(1023)]), null],
    ['a photo of another length', concatBytes([fromHex('01 00 00 10'), text, new Uint8Array(16)]), null],
    ['a fingerprint that was not asked for', concatBytes([fromHex('01 00 04 00 04 00'), text, photo, new Uint8Array(1024)]), null],
  ])('30 01: %s', (_name, data, blocks) => expect(cardBlocksOf(data, false)).toEqual(blocks));

  test.each([
    ['no finger', 0, '00 00', 1297, 0x050a],
    ['one finger', 512, '02 00', 1809, 0x070a],
    ['two fingers', 1024, '04 00', 2321, 0x090a],
  ])('30 10 with %s', (_name, length, hex, wholeFrame, len) => {
    const data = concatBytes([fromHex(`01 00 04 00 ${hex}`), text, photo, new Uint8Array(length)]);
    const frame = buildFrame(concatBytes([fromHex('00 00 90'), data]));
    expect([frame.length, (frame[5] ?? 0) * 256 + (frame[6] ?? 0)]).toEqual([wholeFrame, len]);
    expect(cardBlocksOf(data, true)).toEqual({ text, photo, fingers: length / 512 });
    expect(cardBlocksOf(data.slice(0, -1), true)).toBeNull();
  });

  test('30 10 with a fingerprint of no known length', () => {
    expect(cardBlocksOf(concatBytes([fromHex('01 00 04 00 00 10'), text, photo, new Uint8Array(16)]), true)).toBeNull();
  });
});

test('an answer without SW3 is none', () => {
  expect(answerOf(fromHex('00 00'))).toBeNull();
});

describe('status words', () => {
  /** Every SW3 that is on the wire (devices.md §1.4) and what a citizen is told. */
  const SENTENCES = {
    BAD_FRAME: '读卡时受到干扰，请拿起身份证后重新平放在读卡区',
    READER_FAULT: '读卡器故障，请手工输入身份证号码，或联系工作人员',
    READ_FAILED: '身份证没有读出，请拿起后重新平放在读卡区，读完前不要移动',
    AUTH_FAILED: '这张证件无法识别，请确认是有效的居民身份证，或到窗口办理',
    CARD_REMOVED: '身份证移开得太早，请重新平放在读卡区，听到提示后再取走',
    SELECT_FAILED: '没有读到身份证，请拿起后重新平放在读卡区',
  } as const;
  const TABLE: readonly (readonly [number, keyof typeof SENTENCES])[] = [
    [0x10, 'BAD_FRAME'], [0x11, 'BAD_FRAME'], [0x21, 'READER_FAULT'], [0x23, 'READER_FAULT'], [0x24, 'READ_FAILED'],
    [0x31, 'AUTH_FAILED'], [0x32, 'AUTH_FAILED'], [0x33, 'READ_FAILED'], [0x37, 'READ_FAILED'], [0x3f, 'READ_FAILED'],
    [0x40, 'AUTH_FAILED'], [0x41, 'READ_FAILED'], [0x47, 'READ_FAILED'], [0x60, 'READER_FAULT'], [0x66, 'READER_FAULT'],
    [0x80, 'CARD_REMOVED'], [0x81, 'SELECT_FAILED'], [0x91, 'READ_FAILED'],
  ];

  test.each(TABLE)('%p is %s', (sw3, code) => {
    expect(failureOfStatusWord(sw3)).toEqual({ code, sentence: SENTENCES[code] });
  });

  test('no code is described that is not in the table, and one nobody described is the reader\'s fault', () => {
    expect([...STATUS_WORDS.keys()]).toEqual(TABLE.map(([sw3]) => sw3));
    expect(failureOfStatusWord(0x77).code).toBe('READER_FAULT');
  });
});
