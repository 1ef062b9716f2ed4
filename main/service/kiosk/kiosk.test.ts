import { LI_SI, LI_SI_SOCIAL, slipText, ZHANG_SAN } from '../../../test/helpers/fake-devices.ts';
import { codeOf, GENERAL, must, TAX } from '../../../test/helpers/queue.ts';
import { MONDAY } from '../../../test/helpers/store.ts';
import { withHall, type HallUnderTest, type KioskUnderTest } from '../../../test/helpers/with-hall.ts';
import { BusinessId, TicketId } from '../../../shared/basics/ids.ts';
import { TicketNo, type PrintFailureKind } from '../../../shared/types/ticket.ts';
import { KIOSK_DELAYS } from './kiosk-session.ts';

const ONE = { kiosks: 1, counters: 1 };
const SECOND = 1_000;

/** A citizen lays a card and takes a number; the slip is on its way. */
async function take(hall: HallUnderTest, kiosk = hall.kiosk()) {
  kiosk.reader.lay(LI_SI);
  return must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }));
}

async function stepOf(kiosk: KioskUnderTest): Promise<string> {
  return (await kiosk.state()).session.step;
}

/** Everything the page knows, as text. */
async function shown(kiosk: KioskUnderTest): Promise<string> {
  return JSON.stringify(await kiosk.state());
}

test('a 社保卡 takes a number like a card; a failure is told; the kiosk says to take it back', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    expect(await kiosk.state()).toMatchObject({ socialCards: true });
    kiosk.socialCards.tell({ type: 'card-failed', failure: { code: 'NEEDS_PIN', sentence: '请改用身份证。' } });
    expect(await kiosk.state()).toMatchObject({ session: { step: 'refused', sentence: '请改用身份证。' } });
    kiosk.socialCards.tell({ type: 'card-inserted' });
    expect(await stepOf(kiosk)).toBe('reading');
    kiosk.socialCards.tell({ type: 'card-read', card: LI_SI_SOCIAL });
    expect(await kiosk.state()).toMatchObject({ session: { step: 'choosing', person: { nameMasked: '李*', tail: '002X' } } });
    const taken = must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }));
    await hall.advance(0);
    expect(await kiosk.state()).toMatchObject({ session: { step: 'printed', advice: '请取走您的社保卡和小票' } });
    expect(hall.hubStore.findTicket(taken.ticketId)?.identity).toMatchObject({ certType: 'RESIDENT_ID', tail: '002X', source: 'SOCIAL_CARD' });
  });
});

test('a 社保卡 in the slot ends the session of whoever was there before; taken out or never read, the start page is back', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.reader.lay(LI_SI);
    kiosk.socialCards.tell({ type: 'card-inserted' });
    expect(await stepOf(kiosk)).toBe('reading');
    expect(await kiosk.page.take({ ...hall.command(), businessId: GENERAL })).toMatchObject({ ok: false, error: { code: 'NOT_IDENTIFIED' } });
    kiosk.socialCards.tell({ type: 'card-removed' });
    expect(await stepOf(kiosk)).toBe('idle');
    kiosk.socialCards.tell({ type: 'card-inserted' });
    await hall.advance(KIOSK_DELAYS.readingMs);
    expect(await stepOf(kiosk)).toBe('idle');
  });
});

test('from the card to the slip and back to the start page, where nothing of the person is left', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.reader.lay(LI_SI);
    expect(await kiosk.state()).toMatchObject({ session: { step: 'choosing', person: { nameMasked: '李*', tail: '002X' } } });
    must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }));
    await hall.advance(0);
    expect(await stepOf(kiosk)).toBe('printed');
    await hall.advance(KIOSK_DELAYS.printedMs);
    expect(await stepOf(kiosk)).toBe('idle');
    const everything = (await shown(kiosk)) + hall.logLines.join('') + JSON.stringify(hall.hubStore.sync.listAfter(0, 100));
    for (const secret of [LI_SI.name, LI_SI.certNo, LI_SI.address ?? '']) expect(everything).not.toContain(secret);
    const slip = slipText(kiosk.printer.slips[0]);
    expect(slip).toContain('A001');
    expect(slip).not.toContain(LI_SI.certNo);
    expect(slip).not.toContain('重打');
  });
});

test('reset forgets the person at once', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.reader.lay(LI_SI);
    must(await kiosk.page.reset());
    expect(await shown(kiosk)).not.toMatch(/李|002X/);
    expect(codeOf(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }))).toBe('NOT_IDENTIFIED');
  });
});

test('who walks away is forgotten when the time is over; who asks for more gets it', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    must(await kiosk.page.identify({ certNo: LI_SI.certNo }));
    await hall.advance(KIOSK_DELAYS.choosingMs - SECOND);
    must(await kiosk.page.extend());
    await hall.advance(KIOSK_DELAYS.choosingMs - SECOND);
    expect(await stepOf(kiosk)).toBe('choosing');
    await hall.advance(SECOND);
    expect(await shown(kiosk)).not.toContain('002X');
    expect(await stepOf(kiosk)).toBe('idle');
  });
});

test('time that runs out while a number is refused does not keep the person for ever', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.reader.lay(LI_SI);
    await hall.advance(KIOSK_DELAYS.choosingMs - SECOND);
    const asked = kiosk.page.take({ ...hall.command(), businessId: BusinessId.parse('late') });
    await hall.advance(2 * SECOND);
    expect(codeOf(await asked)).toBe('BUSINESS_CLOSED');
    expect(await stepOf(kiosk)).toBe('choosing');
    await hall.advance(KIOSK_DELAYS.choosingMs);
    expect(await stepOf(kiosk)).toBe('idle');
  });
});

test('a card pulled away mid-read is no identity', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.reader.lay(ZHANG_SAN);
    kiosk.reader.tell({ type: 'card-failed', failure: { code: 'CARD_REMOVED', sentence: '请把身份证放好，不要移动。' } });
    expect(await kiosk.state()).toMatchObject({ session: { step: 'refused', sentence: '请把身份证放好，不要移动。' } });
    expect(codeOf(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }))).toBe('NOT_IDENTIFIED');
    kiosk.reader.lay(LI_SI);
    expect(await kiosk.state()).toMatchObject({ session: { step: 'choosing', person: { tail: '002X' } } });
  });
});

test('while a slip is printed no second card, reset or number gets in between', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.printer.hold();
    await take(hall);
    await hall.advance(0);
    kiosk.reader.lay(ZHANG_SAN);
    expect(codeOf(await kiosk.page.reset())).toBe('BUSY');
    expect(codeOf(await kiosk.page.identify({ certNo: ZHANG_SAN.certNo }))).toBe('BUSY');
    expect(codeOf(await kiosk.page.take({ ...hall.command(), businessId: TAX }))).toBe('BUSY');
    await hall.advance(120 * SECOND);
    expect(await stepOf(kiosk)).toBe('printing');
    kiosk.printer.release();
    await hall.advance(0);
    expect(await stepOf(kiosk)).toBe('printed');
    expect(kiosk.printer.slips).toHaveLength(1);
  });
});

test('the same take twice is one number and one slip', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.reader.lay(LI_SI);
    const command = { ...hall.command(), businessId: GENERAL };
    const [first, atOnce] = await Promise.all([kiosk.page.take(command), kiosk.page.take(command)]);
    expect([codeOf(first), codeOf(atOnce)]).toEqual(['ok', 'BUSY']);
    await hall.advance(SECOND);
    expect(await kiosk.page.take(command)).toEqual(first);
    expect(kiosk.printer.slips).toHaveLength(1);
  });
});

test('without paper no number is taken', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.printer.ready = false;
    kiosk.reader.lay(LI_SI);
    const refused = await kiosk.page.take({ ...hall.command(), businessId: GENERAL });
    expect(refused).toMatchObject({ ok: false, error: { code: 'PRINTER_NOT_READY', sentence: expect.stringContaining('现在没有取号') } });
    expect(kiosk.line.calls).not.toContain('takeTicket');
    expect(await stepOf(kiosk)).toBe('choosing');
  });
});

/** What the printer says, what the citizen says, and what the hub and the console know then. */
test.each<[PrintFailureKind | null, boolean | null, string, PrintFailureKind | null, string]>([
  [null, null, 'WAITING', null, 'printed'],
  ['NOT_PRINTED', null, 'RESERVED', 'NOT_PRINTED', 'paper-failed'],
  ['UNKNOWN', null, 'RESERVED', 'UNKNOWN', 'paper-question'],
  ['UNKNOWN', true, 'WAITING', null, 'printed'],
  ['UNKNOWN', false, 'RESERVED', 'UNKNOWN', 'paper-failed'],
])('printer %s, citizen got it: %s', async (failure, got, state, unproven, step) => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    if (failure !== null) kiosk.printer.script(failure);
    const { ticketId } = await take(hall);
    await hall.advance(0);
    if (got !== null) must(await kiosk.page.answerPaper({ ticketId, got }));
    await hall.advance(SECOND);
    expect(hall.hubStore.findTicket(ticketId)?.state).toBe(state);
    expect((await hall.console.state()).unproven.map((ticket) => ticket.failure)).toEqual(unproven === null ? [] : [unproven]);
    expect(await stepOf(kiosk)).toBe(step);
  });
});

test('printed again at once: the same number, marked 重打, and each slip counted', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.printer.script('NOT_PRINTED', 'UNKNOWN');
    const { ticketId } = await take(hall);
    await hall.advance(0);
    expect((await Promise.all([kiosk.page.retryPrint({ ticketId }), kiosk.page.retryPrint({ ticketId })])).map(codeOf)).toEqual(['ok', 'NOT_ASKED']);
    await hall.advance(0);
    must(await kiosk.page.answerPaper({ ticketId, got: true }));
    await hall.advance(SECOND);
    expect(kiosk.printer.slips.map((slip) => [/A\d+/.exec(slipText(slip))?.[0], slipText(slip).includes('重打')])).toEqual([
      ['A001', false],
      ['A001', true],
    ]);
    expect(hall.hubStore.findTicket(ticketId)).toMatchObject({ state: 'WAITING', copies: 2 });
  });
});

/**
 * A printer in trouble finishes its buffer after the repair: the first slip may come out while the citizen asks for a
 * second one. So the second is made only after a look at a printer that has nothing left to print.
 */
test.each([
  ['it came after all', true, 1],
  ['it did not come', false, 2],
])('a slip of unknown fate, asked for again: first the citizen looks once more, %s', async (_name, got, slips) => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.printer.script('UNKNOWN');
    const { ticketId } = await take(hall);
    await hall.advance(0);
    must(await kiosk.page.answerPaper({ ticketId, got: false }));
    must(await kiosk.page.retryPrint({ ticketId }));
    expect((await kiosk.state()).session).toMatchObject({ step: 'paper-question', again: true });
    expect(kiosk.printer.slips).toHaveLength(1);
    must(await kiosk.page.answerPaper({ ticketId, got }));
    if (!got) must(await kiosk.page.retryPrint({ ticketId }));
    await hall.advance(SECOND);
    expect(await stepOf(kiosk)).toBe('printed');
    expect(kiosk.printer.slips).toHaveLength(slips);
  });
});

test('the console has a lost slip printed at another kiosk; a number no longer queued is not', async () => {
  await withHall({ kiosks: 2, counters: 1 }, async (hall) => {
    hall.kiosk(1).printer.script('NOT_PRINTED');
    const { ticketId } = await take(hall, hall.kiosk(1));
    await hall.advance(SECOND);
    const order = { ticketId, action: 'REPRINT', stationId: hall.kiosk(2).id } as const;
    must(await hall.console.page.resolveTicket({ ...hall.command(), ...order }));
    await hall.advance(SECOND);
    expect(slipText(hall.kiosk(2).printer.slips[0])).toMatch(/重打[\s\S]*A001/);
    expect(hall.hubStore.findTicket(ticketId)).toMatchObject({ state: 'WAITING', copies: 2 });
    hall.kiosk(2).line.cut();
    await hall.advance(SECOND);
    expect(codeOf(await hall.console.page.resolveTicket({ ...hall.command(), ...order }))).toBe('STATION_AWAY');
    hall.hubStore.write((tx) => tx.append({ type: 'ticket.voided', payload: { ticketId, reason: '' } }, { kind: 'SYSTEM', id: 'hub' }));
    expect(codeOf(await hall.console.page.resolveTicket({ ...hall.command(), ...order }))).toBe('NOT_PRINTABLE');
    const unknown = { ...order, ticketId: TicketId.parse(hall.newUlid()) };
    expect(codeOf(await hall.console.page.resolveTicket({ ...hall.command(), ...unknown }))).toBe('UNKNOWN_TICKET');
  });
});

test('with the printer stopped the console has nothing printed a second time, and is told so', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.printer.script('UNKNOWN');
    const { ticketId } = await take(hall);
    await hall.advance(SECOND);
    kiosk.printer.ready = false;
    must(await hall.console.page.resolveTicket({ ...hall.command(), ticketId, action: 'REPRINT', stationId: kiosk.id }));
    await hall.advance(SECOND);
    expect(kiosk.printer.slips).toHaveLength(1);
    const { alarms, unproven } = await hall.console.state();
    expect(alarms).toMatchObject([{ level: 'YELLOW', text: expect.stringContaining('号码 A001 没有补打') }]);
    expect(unproven).toMatchObject([{ no: 'A001', failure: 'UNKNOWN' }]);
  });
});

test('a kiosk that died in the middle of an offline print asks a person to look', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.line.cut();
    await hall.advance(SECOND);
    kiosk.printer.hold();
    await take(hall);
    await hall.advance(0);
    kiosk.line.heal();
    await kiosk.restart();
    await hall.advance(SECOND);
    expect((await hall.console.state()).unproven).toMatchObject([{ no: 'A501', failure: 'UNKNOWN' }]);
    expect(kiosk.reader.listenerCount()).toBe(1);
  });
});

test('a full disk at the hub is a hub that is away; a full disk here is told as such', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    hall.fullDisks.add('hub');
    expect(await take(hall)).toMatchObject({ no: 'A501', offline: true });
    await hall.advance(KIOSK_DELAYS.printedMs);
    hall.fullDisks.add('kiosk-1');
    kiosk.reader.lay(LI_SI);
    const refused = await kiosk.page.take({ ...hall.command(), businessId: GENERAL });
    expect(refused).toMatchObject({ ok: false, error: { code: 'STORE_DISK_FULL', sentence: expect.stringContaining('磁盘空间不足') } });
    expect(await stepOf(kiosk)).toBe('choosing');
    hall.fullDisks.clear();
    expect(must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }))).toMatchObject({ no: 'A001' });
    await hall.advance(60 * SECOND);
    expect(hall.hubStore.listTickets({ date: MONDAY }).map(({ no, state }) => [no, state])).toEqual([
      ['A501', 'WAITING'],
      ['A001', 'WAITING'],
    ]);
  });
});

test('where a number stands', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    await take(hall);
    await hall.advance(10 * SECOND);
    await take(hall);
    await hall.advance(SECOND);
    expect(await kiosk.page.ticketStatus({ no: TicketNo.parse('A002') })).toMatchObject({ ok: true, value: { ahead: 1, sentence: '“综合业务”前面还有 1 人' } });
    expect(codeOf(await kiosk.page.ticketStatus({ no: TicketNo.parse('A009') }))).toBe('UNKNOWN_TICKET');
    kiosk.line.cut();
    await hall.advance(SECOND);
    expect(codeOf(await kiosk.page.ticketStatus({ no: TicketNo.parse('A001') }))).toBe('HUB_AWAY');
  });
});

test('the alarm of a citizen reaches the console', async () => {
  await withHall(ONE, async (hall) => {
    must(await hall.kiosk().page.callStaff());
    await hall.advance(0);
    expect((await hall.console.state()).alarms).toMatchObject([{ level: 'YELLOW', text: '自助机1有群众需要帮助' }]);
    must(await hall.console.page.dismissAlarm({ alarmId: (await hall.console.state()).alarms[0]?.id ?? '' }));
    await hall.advance(0);
    expect((await hall.console.state()).alarms).toEqual([]);
  });
});
