import { at, codeOf, GENERAL, KIOSK, must, openQueue, TAX, type QueueUnderTest } from '../../test/helpers/queue.ts';
import { MONDAY } from '../../test/helpers/store.ts';
import type { WriteTx } from '../store/types.ts';
import { createQueueAuthority } from './queue-authority.ts';
import { TicketId, type CommandId } from '../../shared/basics/ids.ts';
import type { WindowCommand } from '../../shared/contract/hub.ts';

function next(q: QueueUnderTest, n: number, commandId = q.newCommand()) {
  const { windowId, workNo, station } = at(n);
  return q.queue.command({ type: 'next', commandId, windowId, workNo } satisfies WindowCommand, station);
}

async function open(q: QueueUnderTest, n: number): Promise<void> {
  const { windowId, workNo, clerkName, station } = at(n);
  must(await q.queue.command({ type: 'open', commandId: q.newCommand(), windowId, workNo, clerkName }, station));
}

async function finish(q: QueueUnderTest, n: number): Promise<void> {
  const { windowId, workNo, station } = at(n);
  must(await q.queue.command({ type: 'start', commandId: q.newCommand(), windowId, workNo }, station));
  must(await q.queue.command({ type: 'finish', commandId: q.newCommand(), windowId, workNo, caseIds: [] }, station));
}

function take(q: QueueUnderTest, commandId: CommandId = q.newCommand(), businessId = GENERAL) {
  return q.queue.takeTicket({ commandId, businessId, kind: 'NORMAL', identity: null, stationId: KIOSK });
}

test('two counters pressing at the same instant never get the same ticket, 100 times', async () => {
  const q = await openQueue();
  await open(q, 1);
  await open(q, 2);
  const called = new Set<string>();
  for (let round = 0; round < 100; round += 1) {
    await q.waiting();
    await q.waiting();
    for (const result of await Promise.all([next(q, 1), next(q, 2)])) called.add(must(result).ticket?.no ?? '');
    await finish(q, 1);
    await finish(q, 2);
  }
  expect(called.size).toBe(200);
  expect(q.store.audit.listConflicts(1)).toEqual([]);
  q.store.close();
});

test('one ticket, two counters: one gets it, the other hears that nobody waits', async () => {
  const q = await openQueue();
  await open(q, 1);
  await open(q, 2);
  await q.waiting();
  expect((await Promise.all([next(q, 1), next(q, 2)])).map(codeOf)).toEqual(['ok', 'NOBODY_WAITING']);
  q.store.close();
});

test('a repeated command gets the same answer and leaves no second event', async () => {
  const q = await openQueue();
  await open(q, 1);
  await q.waiting();
  await q.waiting();
  q.newEvents();
  const commandId = q.newCommand();
  const [first, atOnce] = await Promise.all([next(q, 1, commandId), next(q, 1, commandId)]);
  await q.clock.advance(60_000);
  const later = await next(q, 1, commandId);
  expect(atOnce).toEqual(first);
  expect(later).toEqual(first);
  expect(q.newEvents()).toEqual(['ticket.called']);
  const refusedOnce = q.newCommand();
  const refused = await next(q, 1, refusedOnce);
  await finish(q, 1);
  expect(await next(q, 1, refusedOnce)).toEqual(refused);
  q.store.close();
});

test('a repeated take is the same number', async () => {
  const q = await openQueue();
  const commandId = q.newCommand();
  const [first, again] = await Promise.all([take(q, commandId), take(q, commandId)]);
  expect(must(again).ticket).toEqual(must(first).ticket);
  expect(must(await take(q, commandId)).ticket.no).toBe('A001');
  expect(must(await take(q)).ticket.no).toBe('A002');
  q.store.close();
});

test('more than 500 numbers a day: gap-free to 500, then beside the blocks of the kiosks, none twice', async () => {
  const q = await openQueue();
  const leases = [must(await q.queue.leaseTickets(GENERAL, MONDAY)), must(await q.queue.leaseTickets(GENERAL, MONDAY))];
  expect(leases.map(({ from, to }) => [from, to])).toEqual([
    [501, 520],
    [521, 540],
  ]);
  const nos = await Promise.all(Array.from({ length: 520 }, () => take(q).then((taken) => must(taken).ticket.no)));
  expect(nos.slice(0, 500)).toEqual(Array.from({ length: 500 }, (_, i) => `A${String(i + 1).padStart(3, '0')}`));
  expect(nos.slice(500)).toEqual(Array.from({ length: 20 }, (_, i) => `A${541 + i}`));
  expect(must(await q.queue.leaseTickets(GENERAL, MONDAY))).toMatchObject({ from: 561, to: 580 });
  expect(must(await take(q, q.newCommand(), TAX)).ticket.no).toBe('C001');
  q.store.close();
});

test('the quota counts every number given but those void', async () => {
  const q = await openQueue({ general: { dailyQuota: 2 } });
  const first = must(await take(q)).ticket;
  must(await take(q));
  expect(codeOf(await take(q))).toBe('QUOTA_USED');
  must(await q.queue.resolveTicket({ commandId: q.newCommand(), ticketId: first.id, action: 'VOID', reason: '无人' }, { kind: 'MANAGER', id: 'm' }));
  expect((await Promise.all([take(q), take(q)])).map(codeOf)).toEqual(['ok', 'QUOTA_USED']);
  await q.clock.advance(86_400_000);
  expect(must(await take(q)).ticket.no).toBe('A001');
  q.store.close();
});

test('no number outside the opening hours', async () => {
  const q = await openQueue({ general: { openHours: [{ from: '09:00', to: '12:00' }] } });
  expect(codeOf(await take(q))).toBe('ok');
  await q.clock.advance(3 * 3_600_000);
  expect(codeOf(await take(q))).toBe('BUSINESS_CLOSED');
  q.store.close();
});

test.each([
  ['CONFIRM', 'WAITING'],
  ['VOID', 'VOID'],
] as const)('a number without proven paper: %s makes it %s, once', async (action, state) => {
  const q = await openQueue();
  const { ticket } = must(await take(q));
  q.newEvents();
  const request = { commandId: q.newCommand(), ticketId: ticket.id, action, reason: '管理台' };
  const actor = { kind: 'MANAGER', id: 'console-1' } as const;
  const answers = [await q.queue.resolveTicket(request, actor), await q.queue.resolveTicket(request, actor)];
  expect(answers.map(codeOf)).toEqual(['ok', 'ok']);
  expect(q.newEvents()).toHaveLength(1);
  expect(q.find(ticket.id)?.state).toBe(state);
  expect(codeOf(await q.queue.resolveTicket({ ...request, commandId: q.newCommand() }, actor))).toBe('ALREADY_SETTLED');
  q.store.close();
});

test.each([
  ['as its record comes in', -3_600_000, (q: QueueUnderTest, commandId: CommandId) => q.queue.voidUnheard([commandId])],
  ['as its record comes in', 3_600_000, (q: QueueUnderTest, commandId: CommandId) => q.queue.voidUnheard([commandId])],
  ['by the next tidying, had the hub gone down just then', 0, (q: QueueUnderTest) => q.queue.tidy()],
])('of two numbers for one command the kiosk’s own stays: settled %s, its clock %i ms off', async (_when, skew, settle) => {
  const q = await openQueue();
  const commandId = q.newCommand();
  const { ticket } = must(await take(q, commandId));
  const own = TicketId.parse(q.newUlid());
  const offline = q.events.length;
  q.store.write((tx) =>
    tx.append(
      {
        type: 'ticket.taken',
        payload: { ...takenOf(ticket, commandId), ticketId: own, no: 'A501', serial: 501, offline: true, at: q.clock.now() + skew },
      },
      { kind: 'SYSTEM', id: KIOSK },
    ),
  );
  expect(q.events.length).toBe(offline + 1);
  await settle(q, commandId);
  await settle(q, commandId);
  expect([q.find(ticket.id)?.state, q.find(own)?.state]).toEqual(['VOID', 'RESERVED']);
  expect(q.store.audit.listConflicts(1)).toEqual([]);
  q.store.close();
});

function takenOf(ticket: { businessId: typeof GENERAL; businessDate: typeof MONDAY }, commandId: CommandId) {
  const { businessId, businessDate } = ticket;
  return { commandId, businessId, businessDate, kind: 'NORMAL', stationId: KIOSK, identity: null, aheadAtIssue: 0 } as const;
}

test('the books of a day are closed at midnight; who is served keeps the old date and is finished', async () => {
  const q = await openQueue();
  const [served, called, waits] = [await q.waiting(), await q.waiting(), await q.waiting()];
  await open(q, 1);
  await open(q, 2);
  must(await next(q, 1));
  const { windowId, workNo, station } = at(1);
  must(await q.queue.command({ type: 'start', commandId: q.newCommand(), windowId, workNo }, station));
  must(await next(q, 2));
  await q.clock.advance(15 * 3_600_000);
  await q.queue.tidy();
  await q.queue.tidy();
  expect([served, called, waits].map((ticket) => q.find(ticket.id)?.state)).toEqual(['SERVING', 'EXPIRED', 'EXPIRED']);
  expect(q.store.findWindow(at(2).windowId)?.state).toBe('CLOSED');
  const hold = await q.queue.command({ type: 'hold', commandId: q.newCommand(), windowId, workNo, reason: '缴费' }, station);
  expect(codeOf(hold)).toBe('OTHER_DAY');
  must(await q.queue.command({ type: 'finish', commandId: q.newCommand(), windowId, workNo, caseIds: [] }, station));
  expect(q.find(served.id)).toMatchObject({ state: 'DONE', businessDate: MONDAY });
  expect(q.store.audit.listConflicts(1)).toEqual([]);
  q.store.close();
});

test('a call that was undone leaves nothing on the board', async () => {
  const q = await openQueue();
  const { store, hall, board, newUlid } = q;
  await open(q, 1);
  const ticket = await q.waiting();
  const undoing = { ...store, writeGrouped: <T>(body: (tx: WriteTx) => T) => store.writeGrouped((tx) => undone(tx, body)) };
  /** The worst case: the command is done, another in the same commit has looked at the board, then all is undone. */
  function undone<T>(tx: WriteTx, body: (tx: WriteTx) => T): T {
    body(tx);
    board.tickets(tx, MONDAY);
    throw new Error('undone');
  }

  const broken = createQueueAuthority({ store: undoing, hall, board, now: () => q.clock.now(), newUlid });
  const { windowId, workNo, station } = at(1);
  await expect(broken.command({ type: 'next', commandId: q.newCommand(), windowId, workNo }, station)).rejects.toThrow('undone');
  expect(board.tickets(store, MONDAY)).toMatchObject([{ id: ticket.id, state: 'WAITING' }]);
  expect(must(await next(q, 1)).ticket?.id).toBe(ticket.id);
  store.close();
});
