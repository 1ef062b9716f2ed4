import { ORPCError } from '@orpc/server';
import { LI_SI, slipText } from '../../test/helpers/fake-devices.ts';
import { MONDAY } from '../../test/helpers/store.ts';
import { CLERKS, PIN } from '../../test/helpers/test-hall.ts';
import { withHall, type CounterUnderTest, type HallUnderTest, type KioskUnderTest } from '../../test/helpers/with-hall.ts';
import { BusinessId, DeviceId, StationId, TicketId, WorkNo } from '../../shared/basics/ids.ts';
import { must } from '../../test/helpers/queue.ts';
import type { Ticket } from '../../shared/types/ticket.ts';

const GENERAL = BusinessId.parse('general');
const SECOND = 1_000;

async function take(hall: HallUnderTest, kiosk: KioskUnderTest, businessId = GENERAL) {
  kiosk.reader.lay(LI_SI);
  const taken = must(await kiosk.page.take({ ...hall.command(), businessId }));
  await hall.advance(SECOND);
  return taken;
}

async function openCounter(hall: HallUnderTest, n: number): Promise<CounterUnderTest> {
  const counter = hall.counter(n);
  must(await counter.page.login({ workNo: WorkNo.parse(CLERKS[n - 1]?.workNo), pin: PIN }));
  must(await counter.page.openWindow(hall.command()));
  await hall.advance(SECOND);
  return counter;
}

function ticketsOfHub(hall: HallUnderTest): Ticket[] {
  return hall.hubStore.listTickets({ date: MONDAY });
}

test('three kiosks, fifty takes each: 150 numbers from 001 on without a gap, and each on one slip', async () => {
  await withHall({ kiosks: 3, counters: 1 }, async (hall) => {
    for (let round = 0; round < 50; round += 1) {
      for (const kiosk of hall.kiosks) kiosk.reader.lay(LI_SI);
      const taken = await Promise.all(hall.kiosks.map((kiosk) => kiosk.page.take({ ...hall.command(), businessId: GENERAL })));
      taken.forEach(must);
      await hall.advance(0);
    }
    await hall.advance(SECOND);
    const expected = Array.from({ length: 150 }, (_, i) => `A${String(i + 1).padStart(3, '0')}`);
    expect(ticketsOfHub(hall).map((ticket) => ticket.no).sort()).toEqual(expected);
    expect(new Set(ticketsOfHub(hall).map((ticket) => ticket.state))).toEqual(new Set(['WAITING']));
    const printed = hall.kiosks.flatMap(({ printer }) => printer.slips.map((slip) => /A\d{3}/.exec(slipText(slip))?.[0]));
    expect(printed.sort()).toEqual(expected);
  });
});

test('without the hub every kiosk goes on with numbers of its own, and all of them reach the hub', async () => {
  await withHall({ kiosks: 2, counters: 1 }, async (hall) => {
    await take(hall, hall.kiosk(1));
    for (const { line } of hall.stations) line.cut();
    await hall.advance(SECOND);
    const offline = [];
    for (let round = 0; round < 12; round += 1) for (const kiosk of hall.kiosks) offline.push(await take(hall, kiosk));
    expect(new Set(offline.map((ticket) => ticket.offline))).toEqual(new Set([true]));
    const nos = offline.map((ticket) => ticket.no);
    expect(new Set(nos).size).toBe(24);
    expect(nos.every((no) => Number(no.slice(1)) > 500)).toBe(true);
    expect(slipText(hall.kiosk(1).printer.slips.at(-1))).toContain('离线');
    for (const { line } of hall.stations) line.heal();
    await hall.advance(60 * SECOND);
    expect(await take(hall, hall.kiosk(2))).toMatchObject({ no: 'A002', offline: false });
    expect(ticketsOfHub(hall)).toHaveLength(26);
    expect(new Set(ticketsOfHub(hall).map((ticket) => ticket.state))).toEqual(new Set(['WAITING']));
  });
});

test('a kiosk that used up its block sends the citizen to a person', async () => {
  await withHall({ kiosks: 1, counters: 1 }, async (hall) => {
    hall.kiosk().line.cut();
    await hall.advance(SECOND);
    for (let n = 0; n < 20; n += 1) await take(hall, hall.kiosk());
    hall.kiosk().reader.lay(LI_SI);
    const refused = await hall.kiosk().page.take({ ...hall.command(), businessId: GENERAL });
    expect(refused).toMatchObject({ ok: false, error: { code: 'NO_NUMBERS', sentence: expect.stringContaining('导办台') } });
  });
});

test('an answer lost after the hub’s commit: one valid slip, the hub’s own number is void', async () => {
  await withHall({ kiosks: 1, counters: 1 }, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.line.loseAnswers('takeTicket');
    kiosk.reader.lay(LI_SI);
    const asked = kiosk.page.take({ ...hall.command(), businessId: GENERAL });
    await hall.advance(2 * SECOND);
    const taken = must(await asked);
    await hall.advance(SECOND);
    expect(taken).toMatchObject({ no: 'A501', offline: true });
    expect(kiosk.printer.slips).toHaveLength(1);
    expect(ticketsOfHub(hall).map(({ no, state }) => [no, state])).toEqual([
      ['A001', 'VOID'],
      ['A501', 'WAITING'],
    ]);
  });
});

test('the twin is void although the hub went down in between', async () => {
  await withHall({ kiosks: 1, counters: 1 }, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.line.loseAnswers('takeTicket');
    kiosk.reader.lay(LI_SI);
    const asked = kiosk.page.take({ ...hall.command(), businessId: GENERAL });
    await hall.advance(SECOND);
    await hall.stopHub();
    await hall.advance(2 * SECOND);
    expect(must(await asked)).toMatchObject({ no: 'A501', offline: true });
    await hall.startHub();
    await hall.advance(40 * SECOND);
    expect(ticketsOfHub(hall).map(({ no, state }) => [no, state])).toEqual([
      ['A001', 'VOID'],
      ['A501', 'WAITING'],
    ]);
  });
});

test('a number being printed survives the hub’s restart, and nobody is bothered about it', async () => {
  await withHall({ kiosks: 1, counters: 1 }, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.printer.hold();
    await take(hall, kiosk);
    await hall.stopHub();
    await hall.startHub();
    expect(ticketsOfHub(hall)).toMatchObject([{ no: 'A001', state: 'RESERVED', printFailure: null }]);
    expect((await hall.console.state()).unproven).toEqual([]);
    kiosk.printer.release();
    await hall.advance(40 * SECOND);
    expect(ticketsOfHub(hall)).toMatchObject([{ no: 'A001', state: 'WAITING', printFailure: null }]);
    expect(await take(hall, kiosk)).toMatchObject({ no: 'A002' });
  });
});

test('a number whose kiosk fell silent comes to the console', async () => {
  await withHall({ kiosks: 1, counters: 1 }, async (hall) => {
    hall.kiosk().printer.hold();
    await take(hall, hall.kiosk());
    await hall.advance(20 * SECOND);
    expect((await hall.console.state()).unproven).toEqual([]);
    await hall.advance(30 * SECOND);
    expect((await hall.console.state()).unproven).toMatchObject([{ no: 'A001', failure: null }]);
    hall.kiosk().printer.release();
    await hall.advance(SECOND);
    expect((await hall.console.state()).unproven).toEqual([]);
  });
});

test('a station may do only what its role is for', async () => {
  await withHall({ kiosks: 1, counters: 1 }, async (hall) => {
    const kiosk = await hall.kiosk().line.connect();
    const ticketId = TicketId.parse(hall.newUlid());
    const forbidden = expect.objectContaining({ code: 'FORBIDDEN' });
    await expect(kiosk.client.resolveTicket({ ...hall.command(), ticketId, action: 'VOID', reason: '' })).rejects.toEqual(forbidden);
    await expect(kiosk.client.orderReprint({ ...hall.command(), ticketId, stationId: null })).rejects.toBeInstanceOf(ORPCError);
    const [deviceId, workNo, stationId] = [DeviceId.parse('counter-1/callDisplay'), WorkNo.parse('1001'), StationId.parse('counter-1')];
    await expect(kiosk.client.orderSelfTest({ deviceId, workNo })).rejects.toEqual(forbidden);
    await expect(kiosk.client.settleJob({ stationId, jobId: hall.newUlid(), verdict: 'DONE', workNo })).rejects.toEqual(forbidden);
    const counter = await hall.counter().line.connect();
    await expect(counter.client.takeTicket({ ...hall.command(), businessId: GENERAL, kind: 'NORMAL', identity: null })).rejects.toEqual(forbidden);
  });
});

test('the clock of a kiosk is an hour slow: what it printed still counts', async () => {
  await withHall({ kiosks: 2, counters: 1, skewMs: { 'kiosk-2': -3_600 * SECOND } }, async (hall) => {
    hall.kiosk(1).printer.script('NOT_PRINTED');
    const { ticketId } = await take(hall, hall.kiosk(1));
    const hubAhead = hall.hubStore.lastHlc();
    must(await hall.console.page.resolveTicket({ ...hall.command(), ticketId, action: 'REPRINT', stationId: hall.kiosk(2).id }));
    await hall.advance(SECOND);
    expect(hall.hubStore.findTicket(ticketId)?.state).toBe('WAITING');
    const [printed] = hall.kiosk(2).store.listStream(`ticket:${ticketId}`);
    expect(printed?.type).toBe('ticket.printed');
    expect(String(printed?.hlc) > String(hubAhead)).toBe(true);
  });
});

test('midnight: the hall begins anew by itself, and who is being served stays', async () => {
  const tenMinutesBefore = Date.parse('2026-11-23T23:50:00+08:00');
  await withHall({ kiosks: 1, counters: 2, startAt: tenMinutesBefore }, async (hall) => {
    for (let n = 0; n < 3; n += 1) await take(hall, hall.kiosk());
    const [one, two] = [await openCounter(hall, 1), await openCounter(hall, 2)];
    must(await one.page.next(hall.command()));
    must(await one.page.start(hall.command()));
    must(await two.page.next(hall.command()));
    await hall.advance(11 * 60 * SECOND);
    expect(ticketsOfHub(hall).map(({ state }) => state)).toEqual(['SERVING', 'EXPIRED', 'EXPIRED']);
    expect(await two.state()).toMatchObject({ window: { state: 'CLOSED' }, current: null, waitingTotal: 0 });
    expect(await one.state()).toMatchObject({ window: { state: 'SERVING' }, current: { no: 'A001' } });
    must(await one.page.finish(hall.command()));
    expect(ticketsOfHub(hall)[0]).toMatchObject({ state: 'DONE', businessDate: MONDAY });
    expect((await take(hall, hall.kiosk())).no).toBe('A001');
  });
});
