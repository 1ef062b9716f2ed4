import { createSignaturePad } from '../../../devices/signature-pad/device.ts';
import { createVirtualSignaturePad, SAMPLE_STROKES } from '../../../devices/signature-pad/virtual-pad.ts';
import { memoryFactory, type MemoryPair } from '../../../devices/transports/memory.ts';
import { tunnelPackets } from '../../../devices/transports/packet-tunnel.ts';
import { ManualClock } from '../../../shared/basics/clock.ts';
import { ulidFactory, type SignatureId } from '../../../shared/basics/ids.ts';
import type { Signature } from '../../../shared/types/signature.ts';
import { createLogLines } from '../../../test/helpers/log-lines.ts';
import { createSignatureDesk, SIGNATURE_LIMIT_MS, type SignatureEnd } from './signature-desk.ts';

const SUBJECT = { purpose: '材料交接', reference: '1001-20260315-0001' };
const SIGNED: Signature = { width: 2_000, height: 800, strokes: [[[100, 100, 500, 0], [900, 100, 500, 50]]] };
const DOT: Signature = { ...SIGNED, strokes: [[[100, 100, 500, 0]]] };

/** The real driver before a simulated pad, and a page that is open or not. */
async function setUp({ withPad = true, pageOpen = true } = {}) {
  const clock = new ManualClock(1_000_000);
  const virtual = createVirtualSignaturePad((ms) => clock.sleep(ms));
  let pair: MemoryPair | null = null;
  const cable = memoryFactory((next) => {
    pair = next;
    virtual.attach(tunnelPackets(next.far));
  });
  const pad = createSignaturePad({ factory: { address: 'memory', open: async (signal) => tunnelPackets(await cable.open(signal)) }, clock });
  if (withPad) pad.start();
  await clock.advance(10);
  const desk = createSignatureDesk({
    pad: withPad ? pad : null,
    pageIsOpen: () => pageOpen,
    clock,
    newUlid: ulidFactory(() => clock.now()),
    log: createLogLines().log,
    changed: () => undefined,
  });
  const ends: SignatureEnd[] = [];
  async function ask(): Promise<SignatureId> {
    const asking = desk.ask(SUBJECT);
    await clock.advance(10);
    const asked = await asking;
    if (!asked.ok) throw new Error(asked.error.sentence);
    void asked.value.ended.then((how) => ends.push(how));
    return asked.value.id;
  }
  return { clock, virtual, desk, ends, ask, cut: () => pair?.cut('cable pulled') };
}

test('the signature pad is asked first, and what was confirmed on it is the signature', async () => {
  const { clock, virtual, desk, ends, ask } = await setUp();
  const id = await ask();
  expect(desk.view()).toMatchObject({ ...SUBJECT, id, via: 'DEVICE', outcome: null });
  expect(desk.invitation()).toBeNull();
  SAMPLE_STROKES.forEach((stroke) => virtual.draw(stroke));
  await clock.advance(10);
  expect(desk.view()).toMatchObject({ strokes: 3, outcome: null });
  virtual.press('confirm');
  await clock.advance(10);
  expect(desk.view()).toMatchObject({ strokes: 3, outcome: 'SIGNED' });
  expect(desk.strokesOf(id)?.strokes).toHaveLength(3);
  expect(ends.map(({ outcome }) => outcome)).toEqual(['SIGNED']);
  expect(virtual.see().open).toBe(false);
});

test('a pad that is pulled out in the middle leaves strokes, not a signature', async () => {
  const { clock, virtual, desk, ends, ask, cut } = await setUp();
  const id = await ask();
  SAMPLE_STROKES.forEach((stroke) => virtual.draw(stroke));
  await clock.advance(10);
  cut();
  await clock.advance(10);
  expect(ends).toMatchObject([{ outcome: 'INCOMPLETE' }]);
  expect(desk.strokesOf(id)?.strokes).toHaveLength(3);
});

test('a pad that does not open gives way to the page', async () => {
  const { clock, virtual, desk } = await setUp();
  virtual.answer('silent');
  const asking = desk.ask(SUBJECT);
  await clock.advance(1_000);
  expect((await asking).ok).toBe(true);
  expect(desk.view()?.via).toBe('PAGE');
  expect(desk.invitation()).toMatchObject(SUBJECT);
});

test('on the page: an empty signature is refused, a real one ends it, a second one comes too late', async () => {
  const { desk, ends, ask, clock } = await setUp({ withPad: false });
  const id = await ask();
  expect(desk.sign(id, DOT)).toMatchObject({ ok: false, error: { sentence: '请签名' } });
  expect(desk.sign(id, SIGNED)).toEqual({ ok: true, value: {} });
  expect(desk.invitation()).toBeNull();
  expect(desk.sign(id, SIGNED)).toMatchObject({ ok: false, error: { code: 'NOT_ASKED' } });
  await clock.advance(SIGNATURE_LIMIT_MS);
  expect(ends).toEqual([{ outcome: 'SIGNED', signature: SIGNED }]);
});

test('nobody signs on the page what is asked on the pad', async () => {
  const { desk, ask } = await setUp();
  const id = await ask();
  expect(desk.sign(id, SIGNED)).toMatchObject({ ok: false, error: { code: 'NOT_ASKED' } });
  expect(desk.view()?.outcome).toBeNull();
});

test('paper, giving up and waiting too long end it without a signature', async () => {
  const { clock, desk, ends, ask } = await setUp({ withPad: false });
  desk.toPaper(await ask());
  await ask();
  desk.cancel();
  await ask();
  await clock.advance(SIGNATURE_LIMIT_MS - 11);
  expect(ends).toHaveLength(2);
  await clock.advance(11);
  expect(ends).toEqual(['PAPER', 'CANCELLED', 'EXPIRED'].map((outcome) => ({ outcome, signature: null })));
});

test('whoever gives up closes the pad too', async () => {
  const { clock, virtual, desk, ask } = await setUp();
  await ask();
  expect(virtual.see().open).toBe(true);
  desk.cancel();
  await clock.advance(10);
  expect(virtual.see().open).toBe(false);
});

test('one at a time, and nothing to sign on is said at once', async () => {
  const first = await setUp();
  await first.ask();
  expect(await first.desk.ask(SUBJECT)).toMatchObject({ ok: false, error: { code: 'SIGNING' } });
  const second = await setUp({ withPad: false, pageOpen: false });
  expect(await second.desk.ask(SUBJECT)).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_SIGN_ON' } });
});

test('a person who goes while the pad is opened is not asked any more: the next one finds nothing', async () => {
  const { clock, virtual, desk } = await setUp();
  const asking = desk.ask(SUBJECT);
  desk.forget();
  await clock.advance(10);
  expect(await asking).toMatchObject({ ok: false, error: { code: 'GIVEN_UP' } });
  await clock.advance(10);
  expect(desk.view()).toBeNull();
  expect(virtual.see().open).toBe(false);
});
