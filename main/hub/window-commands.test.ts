import { at, codeOf, GENERAL, must, openQueue, TAX, type QueueUnderTest } from '../../test/helpers/queue.ts';
import type { WindowCommand } from '../../shared/contract/hub.ts';
import { StationId, WindowId } from '../../shared/basics/ids.ts';
import type { Ticket } from '../../shared/types/ticket.ts';

const LATER_MS = 60_000;
const COMMANDS = ['open', 'close', 'pause', 'unpause', 'next', 'recall', 'miss', 'start', 'hold', 'finish', 'transfer', 'resume', 'reinstate'] as const;
type Type = (typeof COMMANDS)[number];

/** `about`: the ticket of resume and reinstate. */
function commandOf(q: QueueUnderTest, type: Type, about: Ticket['id'], n = 1): WindowCommand {
  const { windowId, workNo, clerkName } = at(n);
  const base = { commandId: q.newCommand(), windowId, workNo };
  switch (type) {
    case 'open':
      return { type, ...base, clerkName };
    case 'pause':
    case 'hold':
      return { type, ...base, reason: '缴费去了' };
    case 'transfer':
      return { type, ...base, toBusinessId: TAX, reason: '改办税务' };
    case 'resume':
    case 'reinstate':
      return { type, ...base, ticketId: about };
    case 'finish':
      return { type, ...base, caseIds: [] };
    default:
      return { type, ...base };
  }
}

async function give(q: QueueUnderTest, type: Type, about: Ticket['id'], n = 1) {
  return q.queue.command(commandOf(q, type, about, n), at(n).station);
}

/** Brings window 1 into a state; two more tickets wait behind. Returns the ticket it works on, or worked on. */
async function windowIn(q: QueueUnderTest, steps: readonly Type[]): Promise<Ticket> {
  const first = await q.waiting();
  await q.waiting();
  await q.waiting();
  for (const step of steps) {
    must(await give(q, step, first.id));
    await q.clock.advance(LATER_MS);
  }
  q.newEvents();
  return first;
}

const STATES = {
  CLOSED: [],
  OPEN: ['open'],
  PAUSED: ['open', 'pause'],
  CALLING: ['open', 'next'],
  SERVING: ['open', 'next', 'start'],
  'OPEN, one held': ['open', 'next', 'start', 'hold'],
  'OPEN, one missed': ['open', 'next', 'miss'],
  'SERVING, one missed': ['open', 'next', 'miss', 'next', 'start'],
} as const satisfies Record<string, readonly Type[]>;

/** What each command comes to in each state: the events it leaves, or the code of its refusal. */
const TABLE: Record<keyof typeof STATES, Record<Type, string>> = {
  CLOSED: {
    open: 'window.opened',
    close: 'NOT_YOUR_WINDOW',
    pause: 'NOT_YOUR_WINDOW',
    unpause: 'NOT_YOUR_WINDOW',
    next: 'NOT_YOUR_WINDOW',
    recall: 'NOT_YOUR_WINDOW',
    miss: 'NOT_YOUR_WINDOW',
    start: 'NOT_YOUR_WINDOW',
    hold: 'NOT_YOUR_WINDOW',
    finish: 'NOT_YOUR_WINDOW',
    transfer: 'NOT_YOUR_WINDOW',
    resume: 'NOT_YOUR_WINDOW',
    reinstate: 'NOT_YOUR_WINDOW',
  },
  OPEN: {
    open: 'WINDOW_OPEN',
    close: 'window.closed',
    pause: 'window.paused',
    unpause: 'WINDOW_OPEN',
    next: 'ticket.called',
    recall: 'NOTHING_CALLED',
    miss: 'WRONG_TICKET_STATE',
    start: 'WRONG_TICKET_STATE',
    hold: 'WRONG_TICKET_STATE',
    finish: 'WRONG_TICKET_STATE',
    transfer: 'WRONG_TICKET_STATE',
    resume: 'WRONG_TICKET_STATE',
    reinstate: 'WRONG_TICKET_STATE',
  },
  PAUSED: {
    open: 'WINDOW_PAUSED',
    close: 'window.closed',
    pause: 'WINDOW_PAUSED',
    unpause: 'window.unpaused',
    next: 'WINDOW_PAUSED',
    recall: 'NOTHING_CALLED',
    miss: 'WRONG_TICKET_STATE',
    start: 'WRONG_TICKET_STATE',
    hold: 'WRONG_TICKET_STATE',
    finish: 'WRONG_TICKET_STATE',
    transfer: 'WRONG_TICKET_STATE',
    resume: 'WINDOW_PAUSED',
    reinstate: 'WRONG_TICKET_STATE',
  },
  CALLING: {
    open: 'WINDOW_CALLING',
    close: 'WINDOW_CALLING',
    pause: 'WINDOW_CALLING',
    unpause: 'WINDOW_CALLING',
    next: 'WINDOW_CALLING',
    recall: 'ticket.recalled',
    miss: 'ticket.missed',
    start: 'ticket.started',
    hold: 'WRONG_TICKET_STATE',
    finish: 'WRONG_TICKET_STATE',
    transfer: 'WRONG_TICKET_STATE',
    resume: 'WINDOW_CALLING',
    reinstate: 'WRONG_TICKET_STATE',
  },
  SERVING: {
    open: 'WINDOW_SERVING',
    close: 'WINDOW_SERVING',
    pause: 'WINDOW_SERVING',
    unpause: 'WINDOW_SERVING',
    next: 'WINDOW_SERVING',
    recall: 'NOTHING_CALLED',
    miss: 'WRONG_TICKET_STATE',
    start: 'WRONG_TICKET_STATE',
    hold: 'ticket.held',
    finish: 'ticket.finished',
    transfer: 'ticket.transferred',
    resume: 'WINDOW_SERVING',
    reinstate: 'WRONG_TICKET_STATE',
  },
  'OPEN, one held': {
    open: 'WINDOW_OPEN',
    close: 'window.closed',
    pause: 'window.paused',
    unpause: 'WINDOW_OPEN',
    next: 'ticket.called',
    recall: 'NOTHING_CALLED',
    miss: 'WRONG_TICKET_STATE',
    start: 'WRONG_TICKET_STATE',
    hold: 'WRONG_TICKET_STATE',
    finish: 'WRONG_TICKET_STATE',
    transfer: 'WRONG_TICKET_STATE',
    resume: 'ticket.resumed',
    reinstate: 'WRONG_TICKET_STATE',
  },
  'OPEN, one missed': {
    open: 'WINDOW_OPEN',
    close: 'window.closed',
    pause: 'window.paused',
    unpause: 'WINDOW_OPEN',
    next: 'ticket.called',
    recall: 'NOTHING_CALLED',
    miss: 'WRONG_TICKET_STATE',
    start: 'WRONG_TICKET_STATE',
    hold: 'WRONG_TICKET_STATE',
    finish: 'WRONG_TICKET_STATE',
    transfer: 'WRONG_TICKET_STATE',
    resume: 'WRONG_TICKET_STATE',
    reinstate: 'ticket.reinstated',
  },
  'SERVING, one missed': {
    open: 'WINDOW_SERVING',
    close: 'WINDOW_SERVING',
    pause: 'WINDOW_SERVING',
    unpause: 'WINDOW_SERVING',
    next: 'WINDOW_SERVING',
    recall: 'NOTHING_CALLED',
    miss: 'WRONG_TICKET_STATE',
    start: 'WRONG_TICKET_STATE',
    hold: 'ticket.held',
    finish: 'ticket.finished',
    transfer: 'ticket.transferred',
    resume: 'WINDOW_SERVING',
    reinstate: 'ticket.reinstated',
  },
};

describe.each(Object.entries(STATES))('window %s', (state, steps) => {
  test.each(COMMANDS)('%s', async (type) => {
    const q = await openQueue();
    const about = await windowIn(q, steps);
    const result = await give(q, type, about.id);
    const expected = TABLE[state as keyof typeof STATES][type];
    const events = q.newEvents();
    expect(result.ok ? events.join() : result.error.code).toBe(expected);
    if (!result.ok) expect(events).toEqual([]);
    expect(q.store.audit.listConflicts(5)).toEqual([]);
    q.store.close();
  });
});

test('a window obeys its own station and its own clerk only', async () => {
  const q = await openQueue();
  must(await give(q, 'open', (await q.waiting()).id));
  const foreign = commandOf(q, 'next', (await q.waiting()).id);
  expect(codeOf(await q.queue.command(foreign, StationId.parse('counter-2')))).toBe('NOT_YOUR_WINDOW');
  const colleague = { ...commandOf(q, 'next', (await q.waiting()).id), workNo: at(2).workNo };
  expect(codeOf(await q.queue.command(colleague, at(1).station))).toBe('NOT_YOUR_WINDOW');
  expect(codeOf(await q.queue.command({ ...colleague, commandId: q.newCommand(), windowId: WindowId.parse('w9') }, at(1).station))).toBe('UNKNOWN_WINDOW');
  q.store.close();
});

test('a number is called again only after a pause and not for ever', async () => {
  const q = await openQueue({ queue: { maxCalls: 3, minRecallSeconds: 5 } });
  const ticket = await windowIn(q, ['open']);
  must(await give(q, 'next', ticket.id));
  const codes: string[] = [];
  for (const seconds of [4, 1, 4, 1, 60]) {
    await q.clock.advance(seconds * 1000);
    codes.push(codeOf(await give(q, 'recall', ticket.id)));
  }
  expect(codes).toEqual(['CALLED_JUST_NOW', 'ok', 'CALLED_JUST_NOW', 'ok', 'CALLED_TOO_OFTEN']);
  expect(q.find(ticket.id)).toMatchObject({ state: 'CALLED', callCount: 3 });
  q.store.close();
});

test('the third miss is the last: the number is abandoned', async () => {
  const q = await openQueue({ queue: { maxMissed: 2 } });
  const ticket = await q.waiting();
  must(await give(q, 'open', ticket.id));
  const states: (string | undefined)[] = [];
  for (let round = 0; round < 3; round += 1) {
    must(await give(q, 'next', ticket.id));
    must(await give(q, 'miss', ticket.id));
    states.push(q.find(ticket.id)?.state);
    if (round < 2) must(await give(q, 'reinstate', ticket.id));
  }
  expect(states).toEqual(['MISSED', 'MISSED', 'ABANDONED']);
  expect(codeOf(await give(q, 'reinstate', ticket.id))).toBe('WRONG_TICKET_STATE');
  q.store.close();
});

test('transfer keeps number and place, and is refused where it makes no sense', async () => {
  const q = await openQueue();
  const ticket = await windowIn(q, STATES.SERVING);
  const to = (toBusinessId: string): WindowCommand => ({ ...commandOf(q, 'transfer', ticket.id), ...{ toBusinessId } }) as WindowCommand;
  expect(codeOf(await q.queue.command(to('general'), at(1).station))).toBe('SAME_BUSINESS');
  expect(codeOf(await q.queue.command(to('nowhere'), at(1).station))).toBe('UNKNOWN_BUSINESS');
  expect(codeOf(await q.queue.command(to('late'), at(1).station))).toBe('BUSINESS_CLOSED');
  must(await q.queue.command(to('tax'), at(1).station));
  expect(q.find(ticket.id)).toMatchObject({ no: ticket.no, state: 'WAITING', businessId: TAX, queuedAt: ticket.queuedAt });
  q.store.close();
});

test('two priority calls never follow each other while others wait, not even in one commit', async () => {
  const q = await openQueue();
  for (const kind of ['PRIORITY', 'PRIORITY', 'NORMAL', 'NORMAL'] as const) await q.waiting(kind, GENERAL);
  const any = (await q.waiting()).id;
  must(await give(q, 'open', any, 1));
  must(await give(q, 'open', any, 2));
  const both = await Promise.all([give(q, 'next', any, 1), give(q, 'next', any, 2)]);
  expect(both.map((result) => must(result).ticket?.kind)).toEqual(['PRIORITY', 'NORMAL']);
  q.store.close();
});

test('a window whose number expired overnight can be closed', async () => {
  const q = await openQueue();
  const ticket = await windowIn(q, STATES.CALLING);
  q.store.write((tx) => tx.append({ type: 'ticket.expired', payload: { ticketId: ticket.id } }, { kind: 'SYSTEM', id: 'hub' }));
  expect(codeOf(await give(q, 'start', ticket.id))).toBe('WRONG_TICKET_STATE');
  expect(must(await give(q, 'close', ticket.id)).window).toMatchObject({ state: 'CLOSED', ticketId: null });
  q.store.close();
});
