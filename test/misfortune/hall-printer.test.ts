import { BUSINESS, mustBeDone, newCommand, PERSON, takePrintedTicket, takeTicket } from '../helpers/hall-visit.ts';
import { hasBegun, printedSlips } from '../helpers/hall-devices.ts';
import { until } from '../scenario/running-hall.ts';
import { openHall, type HallUnderTest } from '../helpers/hall-under-test.ts';

const PRINTER = 'kiosk-1/ticketPrinter';
const FULL_ROLL = 20_000;

let hall: HallUnderTest;
beforeAll(async () => {
  hall = await openHall();
}, 120_000);
afterAll(async () => {
  expect(await hall.end()).toBe(0);
  await hall.discard();
}, 30_000);

const act = (command: object): Promise<void> => hall.act(PRINTER, command);

async function printerReady(ready: boolean): Promise<void> {
  await hall.kiosk.until(`the printer is ${ready ? '' : 'not '}ready`, 15_000, (state) => state.printer.ready === ready);
}

async function refusedTake(): Promise<string> {
  const { kiosk } = hall;
  await kiosk.rpc.reset();
  mustBeDone(await kiosk.rpc.identify({ certNo: PERSON.certNo }));
  const answer = await kiosk.rpc.take({ ...newCommand(), businessId: BUSINESS });
  if (answer.ok) throw new Error(`${answer.value.no} was given without paper`);
  return answer.error.sentence;
}

/** Numbers the console lists as without proven paper. */
async function unproven(expected: readonly string[]): Promise<void> {
  await hall.console.until(`without paper: ${expected.join()}`, 10_000, (state) => state.unproven.map(({ no }) => no).join() === expected.join());
}

test.each([
  ['no paper', { type: 'set-paper', lines: 0 }, { type: 'set-paper', lines: FULL_ROLL }, '打印纸用完了'],
  ['cover open', { type: 'open-cover' }, { type: 'close-cover' }, '盖子没有关好'],
  ['unplugged', { type: 'unplug' }, { type: 'plug' }, '没有连上'],
])('%s before the job: no number is given, the citizen is told where to go', async (_name, harm, repair, sentence) => {
  await act(harm);
  await printerReady(false);
  const told = await refusedTake();
  expect(told).toContain(sentence);
  expect(told).toContain('没有取号');
  await act(repair);
  await printerReady(true);
  expect(hall.console.state()).toMatchObject({ unproven: [], today: { issued: 0 } });
}, 60_000);

test.each([
  // What stands in the printer's buffer comes out once the roll is changed or the cover shut: the first slip is whole.
  ['the paper ends', 'F001', { type: 'set-paper', lines: 4 }, { type: 'set-paper', lines: FULL_ROLL }, 'the slip itself'],
  ['the cover is opened', 'F002', { type: 'open-cover' }, { type: 'close-cover' }, 'the slip itself'],
  ['the cable is pulled', 'F003', { type: 'unplug' }, { type: 'plug' }, 'the slip itself'],
  ['the power goes', 'F004', { type: 'power-off' }, { type: 'power-on' }, 'a reprint'],
])('in the job %s: the number is kept, but issued only when somebody has seen its paper', async (_name, no, harm, repair, paper) => {
  const { kiosk } = hall;
  const ticket = await takeTicket(kiosk);
  expect(ticket.no).toBe(no);
  // Not earlier: the number is said before its bytes have left, and what never arrived cannot come out later.
  await until(`the slip of ${no} has begun`, 15_000, async () => hasBegun(await hall.see(PRINTER), no));
  await act(harm);
  await kiosk.until('the kiosk asks', 30_000, ({ session }) => session.step === 'paper-question');
  await unproven([no]);
  await printerReady(false);

  await act(repair);
  await printerReady(true);
  const got = paper === 'the slip itself';
  // What was in the printer's buffer comes out in its own time after the repair.
  if (got) await until('the slip itself comes out', 15_000, async () => (await complete(no)).length === 1);
  expect(await complete(no)).toHaveLength(got ? 1 : 0);
  mustBeDone(await kiosk.rpc.answerPaper({ ticketId: ticket.ticketId, got }));
  if (!got) {
    mustBeDone(await kiosk.rpc.retryPrint({ ticketId: ticket.ticketId }));
    await kiosk.until('the kiosk asks once more', 20_000, ({ session }) => session.step === 'paper-question' && session.again);
    mustBeDone(await kiosk.rpc.answerPaper({ ticketId: ticket.ticketId, got }));
    mustBeDone(await kiosk.rpc.retryPrint({ ticketId: ticket.ticketId }));
  }
  await kiosk.until('printed', 20_000, ({ session }) => session.step === 'printed');
  await unproven([]);
  expect((await complete(no)).map((text) => text.includes('【重打】'))).toEqual([!got]);
}, 90_000);

test('unplugged after the job: the number stays issued; staff can have it printed again, marked', async () => {
  const ticket = await takePrintedTicket(hall.kiosk);
  await act({ type: 'unplug' });
  await printerReady(false);
  await unproven([]);
  await act({ type: 'plug' });
  await printerReady(true);
  mustBeDone(await hall.console.rpc.resolveTicket({ ...newCommand(), ticketId: ticket.ticketId, action: 'REPRINT', stationId: null }));
  await until('the reprint lies in the tray', 15_000, async () => (await complete(ticket.no)).length === 2);
  expect((await complete(ticket.no)).map((text) => text.includes('【重打】'))).toEqual([false, true]);
}, 90_000);

test('afterwards every number of the day has paper, without a gap', async () => {
  const state = await hall.console.until('all five wait', 10_000, ({ today }) => today.waiting === 5 && today);
  expect(state.issued).toBe(5);
  const slips = await printedSlips(hall, 'kiosk-1');
  expect([...new Set(slips.map(({ no }) => no))].sort()).toEqual(['F001', 'F002', 'F003', 'F004', 'F005']);
}, 30_000);

/** Slips of a number that came out whole, as text. */
async function complete(no: string): Promise<string[]> {
  return (await printedSlips(hall, 'kiosk-1')).filter((slip) => slip.no === no).map(({ text }) => text);
}
