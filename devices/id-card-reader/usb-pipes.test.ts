import { concatBytes, fromHex } from '../core/bytes.ts';
import { seededInteger } from '../core/testing/fuzz-parser.ts';
import { buildFrame, createFrameParser, REQUESTS } from './protocol.ts';
import { createAnswerJoiner, joinEndpoints, READER_ENDPOINTS } from './usb-pipes.ts';

const { inHead, inBody } = READER_ENDPOINTS;
const ANSWER = buildFrame(fromHex('00 00 90 01 02 03'));
const HEAD = ANSWER.slice(0, 7);
const BODY = ANSWER.slice(7);

/** What comes out when these packets come in, as one stream. */
function joined(...packets: readonly (readonly [number, Uint8Array])[]): Uint8Array {
  const joiner = createAnswerJoiner();
  return concatBytes(packets.map(([channel, bytes]) => joiner.push(channel, bytes)));
}

test('a request leaves in two transfers: preamble and length, then the rest', async () => {
  const sent: [number, string][] = [];
  const transport = joinEndpoints({
    send: async (channel, bytes) => void sent.push([channel, Buffer.from(bytes).toString('hex')]),
    onPacket: () => () => true,
    onClose: () => () => undefined,
    close: async () => undefined,
  });
  await transport.write(REQUESTS.findCard);
  expect(sent).toEqual([[0x02, 'aaaaaa96690003'], [0x06, '200122']]);
});

test.each([
  ['head and body', joined([inHead, HEAD], [inBody, BODY])],
  ['the body before its head', joined([inBody, BODY], [inHead, HEAD])],
  ['both in pieces and mixed', joined([inBody, BODY.slice(0, 2)], [inHead, HEAD.slice(0, 3)], [inBody, BODY.slice(2)], [inHead, HEAD.slice(3)])],
  ['rubbish before the head', joined([inHead, fromHex('AA AA 00 96')], [inHead, HEAD], [inBody, BODY])],
])('%s make the frame of a serial line', (_name, stream) => expect(stream).toEqual(ANSWER));

test('two answers come out one after the other, however their transfers arrive', () => {
  const other = buildFrame(fromHex('00 00 80'));
  expect(joined([inBody, BODY], [inBody, other.slice(7)], [inHead, HEAD], [inHead, other.slice(0, 7)])).toEqual(concatBytes([ANSWER, other]));
});

test('an answer whose rest was lost does not swallow the next', () => {
  expect(joined([inHead, HEAD], [inHead, HEAD], [inBody, BODY])).toEqual(concatBytes([HEAD, ANSWER]));
});

test('a head that announces what no frame has brings no body with it', () => {
  expect(joined([inHead, fromHex('AA AA AA 96 69 FF FF')], [inBody, BODY], [inHead, HEAD])).toEqual(
    concatBytes([fromHex('AA AA AA 96 69 FF FF'), ANSWER]),
  );
});

test('100,000 random packets: never more than 64 KiB held, and after the next request its answer is read', () => {
  const random = seededInteger(20261121);
  const joiner = createAnswerJoiner();
  const parser = createFrameParser();
  let largest = 0;
  let accepted = 0;
  for (let i = 0; i < 100_000; i += 1) {
    const noise = Uint8Array.from({ length: random(24) }, () => random(256));
    const bytes = random(4) === 0 ? concatBytes([HEAD, noise]) : noise;
    parser.push(joiner.push(random(2) === 0 ? inHead : inBody, bytes));
    largest = Math.max(largest, joiner.pending);
    if (i % 10 !== 0) continue;
    joiner.reset();
    parser.reset();
    const frames = [[inBody, BODY] as const, [inHead, HEAD] as const].flatMap(([channel, part]) => parser.push(joiner.push(channel, part)));
    if (frames.length === 1 && frames[0]?.type === 'frame') accepted += 1;
  }
  expect(largest).toBeLessThanOrEqual(64 * 1024);
  expect(accepted).toBe(10_000);
});
