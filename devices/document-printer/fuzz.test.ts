import { seededInteger } from '../core/testing/fuzz-parser.ts';
import { decodeAnswer, decodeRequest, encodeAnswer, GROUP } from './message.ts';
import { parseJobs, parsePrinterAttributes, printJobRequest } from './protocol.ts';

const ANSWER = encodeAnswer({
  code: 0,
  requestId: 7,
  groups: [
    { tag: GROUP.operation, attributes: [{ name: 'attributes-charset', tag: 'charset', values: ['utf-8'] }] },
    {
      tag: GROUP.printer,
      attributes: [
        { name: 'printer-state', tag: 'enum', values: [3] },
        { name: 'printer-state-reasons', tag: 'keyword', values: ['media-low-warning', 'toner-low-warning'] },
        { name: 'printer-is-accepting-jobs', tag: 'boolean', values: [true] },
      ],
    },
  ],
});
const REQUEST = printJobRequest({ uri: 'ipp://127.0.0.1:631/printers/a4', user: 'u' }, 1, { name: 'n', copies: 1, media: 'iso_a4_210x297mm', sides: 'one-sided' });

test('a length above 7FFF is refused; the package behind would go round for ever', () => {
  const hanging = Buffer.from([1, 1, 0, 0, 0, 0, 0, 1, 1, 0x47, 0, 1, 0x61, 0xff, 0xfa, 3]);
  expect(decodeAnswer(hanging)).toEqual({ ok: false, error: 'broken' });
});

test.each([['answer', ANSWER], ['request', REQUEST]])('every cut-off %s is refused', (_, whole) => {
  for (let length = 0; length < whole.length; length += 1) expect(decodeAnswer(whole.subarray(0, length))).toEqual({ ok: false, error: 'broken' });
  expect(decodeAnswer(whole)).toMatchObject({ ok: true });
});

test('a document behind a request is handed on as it is', () => {
  const document = Buffer.from('%PDF-1.4 \u0003');
  expect(decodeRequest(Buffer.concat([REQUEST, document]))).toMatchObject({ ok: true, value: { document } });
});

test('damaged bytes never throw and never hang', () => {
  const random = seededInteger(11);
  let read = 0;
  for (let turn = 0; turn < 30_000; turn += 1) {
    const bytes = Buffer.from(turn % 2 === 0 ? ANSWER : REQUEST);
    for (let edits = 1 + random(4); edits > 0; edits -= 1) bytes[random(bytes.length)] = random(256);
    if (parsePrinterAttributes(bytes).ok) read += 1;
    parseJobs(bytes);
  }
  // Damage within a text is read as that text: IPP has no checksum.
  expect(read).toBeGreaterThan(100);
});
