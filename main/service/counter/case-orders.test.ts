import { codeOf, GENERAL, must } from '../../../test/helpers/queue.ts';
import { LI_SI } from '../../../test/helpers/fake-devices.ts';
import { CLERKS, PIN } from '../../../test/helpers/test-hall.ts';
import { withHall, type CounterUnderTest, type HallUnderTest } from '../../../test/helpers/with-hall.ts';
import { CaseId, ItemId, WorkNo } from '../../../shared/basics/ids.ts';
import type { CaseInput } from '../../../shared/contract/counter.ts';
import { EVENT_PAYLOADS } from '../../../shared/types/events.ts';
import type { CaseOrder } from '../../../shared/types/case-orders.ts';

const ONE = { kiosks: 1, counters: 1 };
const COMPANY = ItemId.parse('company-setup');
const DAY = 24 * 3_600_000;
const UNKNOWN = CaseId.parse('01K9A0000000000000000000ZZ');

async function serving(hall: HallUnderTest): Promise<CounterUnderTest> {
  const kiosk = hall.kiosk();
  kiosk.reader.lay(LI_SI);
  must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }));
  await hall.advance(1_000);
  const counter = hall.counter();
  must(await counter.page.login({ workNo: WorkNo.parse(CLERKS[0].workNo), pin: PIN }));
  must(await counter.page.openWindow(hall.command()));
  must(await counter.page.next(hall.command()));
  must(await counter.page.start(hall.command()));
  counter.reader.lay(LI_SI);
  return counter;
}

async function formOf(hall: HallUnderTest, counter: CounterUnderTest): Promise<CaseInput> {
  const found = (await counter.page.searchItems({ query: '' })).find(({ item }) => item.id === COMPANY);
  if (!found) throw new Error('the catalogue has no company-setup');
  const materials = found.item.materials.map(({ id, name, required, originals, copies }) =>
    ({ materialId: id, name, required, status: 'RECEIVED' as const, originals, copies, gap: null }));
  return { ...hall.command(), itemId: COMPANY, applicantName: '李四', phone: '', materials, differentPersonReason: null, answers: {} };
}

async function received(hall: HallUnderTest): Promise<{ counter: CounterUnderTest; caseId: CaseId; give(order: CaseOrder): ReturnType<CounterUnderTest['page']['orderCase']> }> {
  const counter = await serving(hall);
  const { id: caseId } = must(await counter.page.receive(await formOf(hall, counter)));
  return { counter, caseId, give: (order) => counter.page.orderCase({ ...hall.command(), caseId, order }) };
}

test('received with its receipt, accepted later with its letter, handed over with its slip', async () => {
  await withHall(ONE, async (hall) => {
    const { give, counter, caseId } = await received(hall);
    expect(counter.store.findCase(caseId)).toMatchObject({ stage: 'RECEIVED', documents: [{ kind: 'RECEIPT' }] });
    expect(must(await give({ order: 'accept' }))).toMatchObject({ stage: 'ACCEPTED', documents: [{ kind: 'RECEIPT' }, { kind: 'ACCEPT' }] });
    must(await give({ order: 'hand-over', pages: 7 }));
    expect(counter.store.findCase(caseId)).toMatchObject({ stage: 'TRANSFER_OUT', custody: 'IN_TRANSIT', acceptedBy: CLERKS[0].workNo });
  });
});

test('one command is done once, however often it comes', async () => {
  await withHall(ONE, async (hall) => {
    const { counter, caseId } = await received(hall);
    const command = { ...hall.command(), caseId, order: { order: 'accept' as const } };
    const first = must(await counter.page.orderCase(command));
    expect(must(await counter.page.orderCase(command))).toEqual(first);
    expect(counter.store.listStream(`case:${caseId}`).filter(({ type }) => type === 'case.accepted')).toHaveLength(1);
  });
});

test('a clerk proposes a refusal and cannot approve it; what the stage forbids takes no number', async () => {
  await withHall(ONE, async (hall) => {
    const { give, counter, caseId } = await received(hall);
    expect(codeOf(await give({ order: 'resume' }))).toBe('WRONG_STAGE');
    expect(codeOf(await give({ order: 'hand-over', pages: 1 }))).toBe('WRONG_STAGE');
    expect(counter.store.counterValue('handover:2026-11-23')).toBe(0);
    must(await give({ order: 'propose-refusal', reasonCode: 'NOT_OUR_POWER', facts: '属于省级权限', rightAuthority: '省级机关' }));
    expect(codeOf(await give({ order: 'refuse' }))).toBe('NO_POWER');
    expect(counter.store.findCase(caseId)).toMatchObject({ stage: 'RECEIVED', refusal: { proposedBy: CLERKS[0].workNo } });
  });
});

test('a case that is not here, and a page where nobody is logged in: nothing happens', async () => {
  await withHall(ONE, async (hall) => {
    const order = { order: 'accept' as const };
    expect(codeOf(await hall.counter().page.orderCase({ ...hall.command(), caseId: UNKNOWN, order }))).toBe('NOT_LOGGED_IN');
    const { counter } = await received(hall);
    expect(codeOf(await counter.page.orderCase({ ...hall.command(), caseId: UNKNOWN, order }))).toBe('NO_CASE');
  });
});

test.each([
  ['on the eighth day', 8 * DAY, 'ACCEPTED'],
  ['on the seventh', 7 * DAY, 'RECEIVED'],
])('received on a Monday and never answered: %s, a red alarm where it is accepted', async (_name, ago, stage) => {
  await withHall(ONE, async (hall) => {
    const { counter, caseId } = await received(hall);
    const { payload } = eventOf(counter, caseId);
    const old = { ...payload, caseId: UNKNOWN, at: payload.at - ago };
    counter.store.write((tx) => tx.append({ type: 'case.received', payload: old }, { kind: 'CLERK', id: payload.workNo }));
    await hall.advance(40_000);
    expect(counter.store.findCase(UNKNOWN)).toMatchObject({ stage, acceptedAt: stage === 'ACCEPTED' ? old.at : null });
    const { alarms } = await hall.console.state();
    expect(alarms.filter(({ level, text }) => level === 'RED' && text.includes('视为受理'))).toHaveLength(stage === 'ACCEPTED' ? 1 : 0);
  });
}, 30_000);

function eventOf(counter: CounterUnderTest, caseId: CaseId) {
  const [record] = counter.store.listStream(`case:${caseId}`);
  return { payload: EVENT_PAYLOADS['case.received'].parse(JSON.parse(record?.payload ?? '')) };
}
