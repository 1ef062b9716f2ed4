import { seededRandom } from '../../shared/basics/seeded-random.ts';

/** A frame that has to be refused, with what is odd about it. */
export interface OddFrame {
  readonly kind: string;
  readonly frame: string | object;
}

const GOOD = { i: '1', p: { u: '/rate', b: { json: { invitationId: 'I1', level: 5 } } } };
const COUNT = 300;

/** 300 frames: every kind written by hand, then damaged copies of a good one, the same in every run. */
export function oddFrames(): OddFrame[] {
  const byHand = handMade();
  const random = seededRandom(20260305);
  const damaged = Array.from({ length: COUNT - byHand.length }, () => ({ kind: 'damaged', frame: damage(random) }));
  return [...byHand, ...damaged];
}

function handMade(): OddFrame[] {
  const text = JSON.stringify(GOOD);
  const withBody = (body: string): string => `{"i":"1","p":{"u":"/rate","b":${body}}}`;
  const wrongShapes: unknown[] = [
    null, true, 7, 'text', [], {}, { i: '1' }, { i: 1, p: GOOD.p }, { i: '', p: GOOD.p }, { i: 'x'.repeat(41), p: GOOD.p },
    { ...GOOD, t: 2 }, { ...GOOD, t: 3 }, { ...GOOD, t: '1' }, { ...GOOD, extra: 1 }, { i: '1', t: 4, p: {} },
    { i: '1', p: { ...GOOD.p, u: '/rate?data=%7B%7D' } }, { i: '1', p: { ...GOOD.p, u: 'http://127.0.0.1/rate' } },
    { i: '1', p: { ...GOOD.p, u: '/../rate' } }, { i: '1', p: { ...GOOD.p, u: '/%72ate' } }, { i: '1', p: { ...GOOD.p, u: 7 } },
    { i: '1', p: { ...GOOD.p, u: `/${'a'.repeat(101)}` } }, { i: '1', p: { b: GOOD.p.b } }, { i: '1', p: { ...GOOD.p, m: 'GET' } },
    { i: '1', p: { ...GOOD.p, h: { 'content-type': 'text/event-stream' } } },
    { i: '1', p: { ...GOOD.p, h: { 'content-type': 'multipart/form-data; boundary=x' } } },
    { i: '1', p: { ...GOOD.p, h: { 'content-disposition': 'attachment; filename="x"' } } },
    { i: '1', p: { ...GOOD.p, h: { 'last-event-id': 'x'.repeat(41) } } },
  ];
  const texts = [
    '', ' ', '{', 'undefined', 'NaN', '[NaN]', withBody('NaN'), withBody('Infinity'), withBody('1e999x'), withBody("'x'"),
    `${text}${text}`, text.slice(0, -1), `\ufeff${text}`, `\u0000${text}`, text.replace('{', '{,'),
    withBody('{"json":{"__proto__":{"polluted":1},"invitationId":"I1","level":5}}'),
    withBody('{"json":{"invitationId":"I1","level":5},"__proto__":{}}'), '{"__proto__":{"i":"1"},"i":"1","p":{"u":"/rate"}}',
    withBody('{"json":{"invitationId":"\\ud800","level":5}}'), withBody('{"json":{"invitationId":"x\\udc00y","level":5}}'),
    withBody('{"json":{"\\udfff":1}}'),
    withBody(`${'['.repeat(33)}${']'.repeat(33)}`), withBody(`${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    withBody(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
    withBody(JSON.stringify('好'.repeat(300_000))), withBody(JSON.stringify('x'.repeat(10_000_000))), 'x'.repeat(262_145),
  ];
  const objects = [GOOD, [text], { length: 1 }];
  return [
    ...wrongShapes.map((shape) => ({ kind: 'shape', frame: JSON.stringify(shape) })),
    ...texts.map((frame) => ({ kind: 'text', frame })),
    ...objects.map((frame) => ({ kind: 'object', frame })),
  ];
}

/** Takes characters away or puts others in until the text is no longer JSON. */
function damage(random: () => number): string {
  const text = JSON.stringify(GOOD);
  for (;;) {
    const at = Math.floor(random() * text.length);
    const cut = Math.floor(random() * 5);
    const put = String.fromCharCode(...Array.from({ length: Math.floor(random() * 4) }, () => Math.floor(random() * 0x250)));
    const damaged = text.slice(0, at) + put + text.slice(at + cut);
    if (!isJson(damaged)) return damaged;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
