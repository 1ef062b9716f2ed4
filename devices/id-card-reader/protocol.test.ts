import { concatBytes, fromHex, toHex } from '../core/bytes.ts';
import { decodeCardText } from './card-text.ts';
import { cardImage } from './card-image.ts';
import { answerOf, buildFrame, createFrameParser, GOOD_SHAPE, isErrorAnswer, REQUESTS, samIdText, textBlockOf } from './protocol.ts';
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
    const block = answer === null ? null : textBlockOf(answer.data);
    expect(block === null ? null : decodeCardText(block)).toMatchObject({ ok: true, value: { name: '李四', certNo: '11010519491231002X' } });
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

describe('text block of a read answer', () => {
  const block = new Uint8Array(256).fill(7);
  test.each([
    ['text and photo', concatBytes([fromHex('01 00 04 00'), block, new Uint8Array(1024)]), true],
    ['text without photo', concatBytes([fromHex('01 00 00 00'), block]), true],
    ['no lengths', fromHex('01 00'), false],
    ['a text that is not whole', concatBytes([fromHex('00 80 04 00'), new Uint8Array(128 + 1024)]), false],
    ['a photo that is not whole', concatBytes([fromHex('01 00 04 00'), block, new Uint8Array(1023)]), false],
    ['a photo of another length', concatBytes([fromHex('01 00 00 10'), block, new Uint8Array(16)]), false],
  ])('%s', (_name, data, whole) => expect(textBlockOf(data) !== null).toBe(whole));
});

test('an answer without SW3 is none', () => {
  expect(answerOf(fromHex('00 00'))).toBeNull();
});

describe('status words', () => {
  test('every documented code has a sentence that asks the citizen to do something', () => {
    expect([...STATUS_WORDS.keys()].map((code) => code.toString(16))).toEqual(
      ['10', '11', '21', '23', '24', '31', '32', '33', '37', '3f', '40', '41', '47', '60', '66', '80', '81', '91'],
    );
    for (const code of STATUS_WORDS.keys()) expect(failureOfStatusWord(code).sentence).toMatch(/请/);
  });

  test.each([
    [0x81, 'SELECT_FAILED'],
    [0x41, 'READ_FAILED'],
    [0x32, 'AUTH_FAILED'],
    [0x66, 'READER_FAULT'],
    [0x80, 'CARD_REMOVED'],
    [0x77, 'READER_FAULT'],
  ])('%p means %s', (sw3, code) => expect(failureOfStatusWord(sw3).code).toBe(code));
});
