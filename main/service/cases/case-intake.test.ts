import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LI_SI, ZHANG_SAN } from '../../../test/helpers/fake-devices.ts';
import { codeOf, GENERAL, must } from '../../../test/helpers/queue.ts';
import { MONDAY } from '../../../test/helpers/store.ts';
import { CLERKS, PIN } from '../../../test/helpers/test-hall.ts';
import { withHall, type CounterUnderTest, type HallUnderTest } from '../../../test/helpers/with-hall.ts';
import { DocumentId, ItemId, WorkNo } from '../../../shared/basics/ids.ts';
import type { CaseInput } from '../../../shared/contract/counter.ts';
import { EVENT_PAYLOADS } from '../../../shared/types/events.ts';
import type { ServiceItem } from '../../../shared/types/catalogue.ts';

type CaseMaterial = CaseInput['materials'][number];

const ONE = { kiosks: 1, counters: 1 };
const SECOND = 1_000;
const COMPANY = ItemId.parse('company-setup');

/** A citizen sits at the window and laid a card. */
async function serving(hall: HallUnderTest, card = LI_SI): Promise<CounterUnderTest> {
  const kiosk = hall.kiosk();
  kiosk.reader.lay(LI_SI);
  must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }));
  await hall.advance(SECOND);
  const counter = hall.counter();
  must(await counter.page.login({ workNo: WorkNo.parse(CLERKS[0].workNo), pin: PIN }));
  must(await counter.page.openWindow(hall.command()));
  must(await counter.page.next(hall.command()));
  must(await counter.page.start(hall.command()));
  counter.reader.lay(card);
  return counter;
}

async function itemOf(counter: CounterUnderTest, id: string): Promise<ServiceItem> {
  const { item } = (await counter.page.searchItems({ query: '' })).find((found) => found.item.id === id) ?? {};
  if (!item) throw new Error(`the catalogue has no ${id}`);
  return item;
}

function ticked(item: ServiceItem, status: CaseMaterial['status'] = 'RECEIVED'): CaseMaterial[] {
  return item.materials.map(({ id, name, required, originals, copies }) => ({ materialId: id, name, required, status, originals, copies, gap: null }));
}

async function input(hall: HallUnderTest, counter: CounterUnderTest, change: Partial<CaseInput> = {}): Promise<CaseInput> {
  const item = await itemOf(counter, COMPANY);
  return {
    ...hall.command(),
    itemId: COMPANY,
    applicantName: '李四',
    phone: '0990-0000003',
    materials: ticked(item),
    differentPersonReason: null,
    ...change,
  };
}

const GAP = { problem: '没有带来', demand: '请补交原件' };

function withGaps(materials: readonly CaseMaterial[], gap: CaseMaterial['gap']): CaseMaterial[] {
  return materials.map((line, index) => (index === 0 ? { ...line, status: 'MISSING', gap } : line));
}

function caseEvents(counter: CounterUnderTest): string[] {
  return counter.store.sync.listAfter(0, 1_000).flatMap(({ record }) => {
    const type = typeof record === 'object' && record !== null && 'type' in record ? String(record.type) : '';
    return type.startsWith('case.') ? [type] : [];
  });
}

test('accepted: number of the block, due dates, PIN, one letter that opens', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    counter.store.write((tx) => tx.addLease({ scope: `case:${MONDAY}`, from: 41, to: 42 }));
    const made = must(await counter.page.accept(await input(hall, counter)));
    const { taskCode } = await itemOf(counter, COMPANY);
    expect(made).toMatchObject({
      stage: 'ACCEPTED',
      localNo: '990101-COUNTER-1-20261123-0001',
      caseNo: `${taskCode}202611230041`,
      applicantMasked: '李*',
      promisedDueOn: '2026-11-23',
      dueProvisional: false,
      queryPin: expect.stringMatching(/^\d{6}$/),
      documents: [{ kind: 'ACCEPT', no: '测试大厅受〔2026〕COUNTER-1-0001号' }],
    });
    const letter = must(await counter.page.openDocument({ documentId: made.documents[0]?.id ?? DocumentId.parse('') }));
    expect(Buffer.from(letter.pdfBase64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect(caseEvents(counter)).toEqual(['case.received', 'case.accepted', 'case.document-issued']);
    expect(await counter.state()).toMatchObject({ draft: null, cases: [{ id: made.id }] });
  });
});

/** In 2026 the first week of October is off, and Saturday the 10th is worked for it; 2027 is not announced. */
test.each([
  ['2026-11-23T09:00:00+08:00', 5, '2026-11-30', false],
  ['2026-09-30T09:00:00+08:00', 3, '2026-10-10', false],
  ['2026-12-24T09:00:00+08:00', 5, '2026-12-31', true],
])('accepted at %s, %i working days: due on %s', async (now, days, due, provisional) => {
  await withHall({ ...ONE, startAt: Date.parse(now) }, async (hall) => {
    const counter = await serving(hall);
    const items = await counter.page.searchItems({ query: '' });
    const item = items.find((found) => found.unavailable === null && found.item.promisedDays === days)?.item;
    if (!item) throw new Error(`no item with ${days} days`);
    const made = must(await counter.page.accept(await input(hall, counter, { itemId: item.id, materials: ticked(item) })));
    expect(made).toMatchObject({ promisedDueOn: due, dueProvisional: provisional });
  });
});

test.each([
  ['company-setup', { kind: 'INSTANT', unified: true, tolerable: [], branches: [] }],
  ['food-licence', { kind: 'PROMISED', unified: false, tolerable: ['rules'], branches: [] }],
  ['joint-acceptance', { kind: 'JOINT', unified: false, tolerable: ['archive'], branches: ['自然资源局', '水务局', '城市管理局'] }],
  ['religious-site', { kind: 'UPWARD', unified: false, tolerable: [], branches: [] }],
])('%s: the case takes from the item what its course depends on', async (id, expected) => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    const item = await itemOf(counter, id);
    const made = must(await counter.page.accept(await input(hall, counter, { itemId: ItemId.parse(id), materials: ticked(item) })));
    expect(counter.store.findCase(made.id)?.item).toMatchObject(expected);
  });
});

test('only what the 情形 asks for is on the list, and a limit in calendar days ends on a working day within it', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    const item = await itemOf(counter, 'identity-card-renewal');
    const materials = ticked(item).filter(({ materialId }) => materialId !== 'old-card');
    const request = { itemId: ItemId.parse(item.id), materials, answers: { reason: 'lost' } };
    expect(await counter.page.accept(await input(hall, counter, { ...request, answers: { reason: 'expired' } }))).toMatchObject({ ok: false, error: { code: 'WRONG_CHECKLIST' } });
    // Twenty days from Monday the 23rd of November end on a Sunday.
    expect(must(await counter.page.accept(await input(hall, counter, request)))).toMatchObject({ promisedDueOn: '2026-12-11' });
  });
});

test('out of leased numbers the case stands under its local number', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    expect(must(await counter.page.accept(await input(hall, counter)))).toMatchObject({ caseNo: null, localNo: '990101-COUNTER-1-20261123-0001' });
  });
});

test('a correction names every gap and is due in five working days', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    const item = await itemOf(counter, COMPANY);
    const made = must(await counter.page.correct(await input(hall, counter, { materials: withGaps(ticked(item), GAP) })));
    expect(made).toMatchObject({ stage: 'CORRECTION', caseNo: null, documents: [{ kind: 'CORRECTION' }] });
    const file = counter.store.findCase(made.id);
    expect(file).toMatchObject({ correctionDueOn: '2026-11-30', materials: expect.arrayContaining([expect.objectContaining({ gap: GAP })]) });
  });
});

/** What is refused, and why; nothing is recorded. */
test.each<[string, 'accept' | 'correct', string, (item: ServiceItem) => Partial<CaseInput>]>([
  ['an item without a code', 'accept', 'ITEM_NOT_AVAILABLE', () => ({ itemId: ItemId.parse('shopfront-filing') })],
  ['an item that is suspended', 'accept', 'ITEM_NOT_AVAILABLE', () => ({ itemId: ItemId.parse('fireworks-retail') })],
  ['an item not in the catalogue', 'accept', 'UNKNOWN_ITEM', () => ({ itemId: ItemId.parse('nowhere') })],
  ['a required material missing', 'accept', 'MATERIALS_MISSING', (item) => ({ materials: withGaps(ticked(item), GAP) })],
  ['a page that calls it not required', 'accept', 'MATERIALS_MISSING', (item) => ({ materials: ticked(item, 'MISSING').map((m) => ({ ...m, required: false })) })],
  ['a line of the list left out', 'accept', 'WRONG_CHECKLIST', (item) => ({ materials: ticked(item).slice(1) })],
  ['a line twice', 'accept', 'WRONG_CHECKLIST', (item) => ({ materials: [...ticked(item), ...ticked(item).slice(0, 1)] })],
  ['nothing missing', 'correct', 'NOTHING_MISSING', () => ({})],
  ['a gap without its text', 'correct', 'GAPS_NOT_EXPLAINED', (item) => ({ materials: withGaps(ticked(item), null) })],
  ['a telephone number that is none', 'accept', 'BAD_PHONE', () => ({ phone: '打我手机' })],
])('%s: %s is refused as %s', async (_name, procedure, code, change) => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    const changed = change(await itemOf(counter, COMPANY));
    const refused = await counter.page[procedure](await input(hall, counter, changed));
    expect(codeOf(refused)).toBe(code);
    expect(caseEvents(counter)).toEqual([]);
    expect(counter.store.counterValue(`local:${MONDAY}`)).toBe(0);
  });
});

test('somebody else’s card: only with a reason', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall, ZHANG_SAN);
    expect(codeOf(await counter.page.accept(await input(hall, counter)))).toBe('DIFFERENT_PERSON');
    const made = must(await counter.page.accept(await input(hall, counter, { differentPersonReason: '子女代办' })));
    expect(counter.store.listStream(`case:${made.id}`)[0]?.payload).toContain('DIFFERENT_CONFIRMED');
  });
});

test('nobody identified, nobody served: no case', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    counter.reader.tell({ type: 'card-failed', failure: { code: 'READ_FAILED', sentence: '请重新放卡。' } });
    expect(codeOf(await counter.page.accept(await input(hall, counter)))).toBe('NOT_IDENTIFIED');
    must(await counter.page.finish(hall.command()));
    expect(codeOf(await counter.page.accept(await input(hall, counter)))).toBe('NOT_SERVING');
  });
});

test('a repeated command is the same case and the same letter', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    const request = await input(hall, counter);
    const [first, atOnce] = await Promise.all([counter.page.accept(request), counter.page.accept(request)]);
    expect(atOnce).toEqual(first);
    expect(await counter.page.correct(request)).toEqual(first);
    expect(caseEvents(counter)).toEqual(['case.received', 'case.accepted', 'case.document-issued']);
  });
});

test('killed between acceptance and letter: the letter is made once, with the next number', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    must(await counter.page.accept(await input(hall, counter)));
    hall.breakDocuments(true);
    const { id, documents } = must(await counter.page.accept(await input(hall, counter)));
    expect(documents).toEqual([]);
    hall.breakDocuments(false);
    await counter.restart();
    await lettersOf(counter, id, hall);
    await counter.restart();
    await hall.advance(20 * SECOND);
    expect(counter.store.findCase(id)?.documents).toMatchObject([{ kind: 'ACCEPT', no: '测试大厅受〔2026〕COUNTER-1-0002号' }]);
    expect(caseEvents(counter).filter((type) => type === 'case.document-issued')).toHaveLength(2);
  });
});

/** The PDF is really written, which takes real time. */
async function lettersOf(counter: CounterUnderTest, id: Parameters<typeof counter.store.findCase>[0], hall: HallUnderTest): Promise<void> {
  for (let turn = 0; turn < 200 && counter.store.findCase(id)?.documents.length === 0; turn += 1) await hall.advance(0);
}

test('a letter that was changed on the disk is not handed out', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    const { documents } = must(await counter.page.accept(await input(hall, counter)));
    const [file] = readdirSync(hall.documentsDir);
    writeFileSync(join(hall.documentsDir, file ?? ''), '%PDF-1.7 someone else’s text');
    const documentId = documents[0]?.id ?? DocumentId.parse('');
    expect(codeOf(await counter.page.openDocument({ documentId }))).toBe('DOCUMENT_DAMAGED');
    expect(codeOf(await counter.page.openDocument({ documentId: DocumentId.parse(hall.newUlid()) }))).toBe('UNKNOWN_DOCUMENT');
  });
});

test('every copy of a letter that came on paper is recorded with its number', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    const { id, documents } = must(await counter.page.accept(await input(hall, counter)));
    const documentId = documents[0]?.id ?? DocumentId.parse('');
    must(await counter.page.documentPrinted({ documentId }));
    must(await counter.page.documentPrinted({ documentId }));
    const prints = counter.store.listStream(`case:${id}`).filter(({ type }) => type === 'case.document-printed');
    expect(prints.map(({ payload }) => EVENT_PAYLOADS['case.document-printed'].parse(JSON.parse(payload)).copy)).toEqual([1, 2]);
    expect(codeOf(await counter.page.documentPrinted({ documentId: DocumentId.parse(hall.newUlid()) }))).toBe('UNKNOWN_DOCUMENT');
  });
});

test('a full disk refuses the case with its sentence and keeps nothing of it', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    hall.fullDisks.add('counter-1');
    const request = await input(hall, counter);
    expect(await counter.page.accept(request)).toMatchObject({ ok: false, error: { code: 'STORE_DISK_FULL', sentence: expect.stringContaining('未受理') } });
    hall.fullDisks.clear();
    expect(must(await counter.page.accept(request))).toMatchObject({ localNo: '990101-COUNTER-1-20261123-0001' });
  });
});
