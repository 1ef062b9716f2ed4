import { CommandId, type TicketId } from '../../shared/basics/ids.ts';
import type { EventRecord } from '../../shared/sync/wire.ts';
import { CLERK_ACTOR, KIOSK_ACTOR, MONDAY, openTestStore } from '../../test/helpers/store.ts';

describe('write', () => {
  test('an event is in the log and in the tables after the write, and after reopening', () => {
    const { store, events, path } = openTestStore();
    const taken = events.taken();
    const record = store.write((tx) => tx.append(taken, KIOSK_ACTOR));
    store.write((tx) => tx.append(events.printed(taken.payload.ticketId), KIOSK_ACTOR));
    store.close();

    const again = openTestStore(path).store;
    expect(again.nodeId).toBe(record.nodeId);
    expect(again.epoch).toBe(1);
    expect(again.findTicket(taken.payload.ticketId)).toMatchObject({ no: 'A001', state: 'WAITING', copies: 1 });
    expect(again.findTicketByCommand(taken.payload.commandId)?.id).toBe(taken.payload.ticketId);
    expect(again.findTicketByNo(MONDAY, 'A001')?.id).toBe(taken.payload.ticketId);
    expect(again.listStream(record.stream).map((r) => r.type)).toEqual(['ticket.taken', 'ticket.printed']);
    expect(again.audit.findChainFaults()).toEqual([]);
    again.close();
  });

  test('a throw rolls everything back, also the sequence and the counters', () => {
    const { store, events } = openTestStore(':memory:');
    const taken = events.taken();
    expect(() =>
      store.write((tx) => {
        tx.nextCounter('serial');
        tx.append(taken, KIOSK_ACTOR);
        throw new Error('refused');
      }),
    ).toThrow('refused');
    expect(store.findTicket(taken.payload.ticketId)).toBeNull();
    const record = store.write((tx) => tx.append(events.taken(), KIOSK_ACTOR));
    expect(record).toMatchObject({ seq: 1, prevHash: '0'.repeat(64) });
    expect(store.write((tx) => tx.nextCounter('serial'))).toBe(1);
  });

  test('a payload that breaks its schema is refused before it is stored', () => {
    const { store, events } = openTestStore(':memory:');
    const bad = events.taken({ no: 'Z9' });
    expect(() => store.write((tx) => tx.append(bad, KIOSK_ACTOR))).toThrow('payload.no: invalid_format');
    expect(store.sync.vector()).toEqual([]);
  });

  test('stamps go forward when the wall clock goes back', async () => {
    const { store, events, clock } = openTestStore(':memory:');
    const first = store.write((tx) => tx.append(events.taken(), KIOSK_ACTOR));
    await clock.advance(-3_600_000);
    const second = store.write((tx) => tx.append(events.taken(), KIOSK_ACTOR));
    expect(second.hlc > first.hlc).toBe(true);
  });

  test('listeners get the records of a commit after it, and a failed write tells nobody', () => {
    const { store, events } = openTestStore(':memory:');
    const heard: EventRecord[][] = [];
    const taken = events.taken();
    const stop = store.onCommit((records) => {
      expect(store.findTicket(taken.payload.ticketId)).not.toBeNull();
      heard.push([...records]);
    });
    store.write((tx) => tx.append(taken, KIOSK_ACTOR));
    expect(() => store.write(() => { throw new Error('no'); })).toThrow();
    store.write((tx) => tx.nextCounter('x'));
    stop();
    store.write((tx) => tx.append(events.taken(), KIOSK_ACTOR));
    expect(heard.map((records) => records.map((r) => r.type))).toEqual([['ticket.taken']]);
  });
});

describe('writeGrouped', () => {
  test('bodies of one turn share one commit; one that throws is undone alone', async () => {
    const { store, events } = openTestStore(':memory:');
    const commits: number[] = [];
    store.onCommit((records) => commits.push(records.length));
    const [a, b, c] = [events.taken(), events.taken(), events.taken()];
    const results = await Promise.allSettled([
      store.writeGrouped((tx) => tx.append(a, KIOSK_ACTOR).seq),
      store.writeGrouped((tx) => {
        tx.append(b, KIOSK_ACTOR);
        throw new Error('quota');
      }),
      store.writeGrouped((tx) => tx.append(c, KIOSK_ACTOR).seq),
    ]);
    expect(results.map((r) => (r.status === 'fulfilled' ? r.value : String(r.reason)))).toEqual([1, 'Error: quota', 2]);
    expect(commits).toEqual([2]);
    expect(store.findTicket(b.payload.ticketId)).toBeNull();
    expect(store.audit.findChainFaults()).toEqual([]);
  });
});

describe('numbers and outcomes', () => {
  test('leased numbers come from the lowest block first and end', () => {
    const { store } = openTestStore(':memory:');
    store.write((tx) => {
      tx.addLease({ scope: 's', from: 20, to: 21 });
      tx.addLease({ scope: 's', from: 5, to: 6 });
      tx.addLease({ scope: 'other', from: 1, to: 9 });
    });
    expect(store.leasedLeft('s')).toBe(4);
    const got = store.write((tx) => Array.from({ length: 5 }, () => tx.takeLeased('s')));
    expect(got).toEqual([5, 6, 20, 21, null]);
    expect(store.leasedLeft('s')).toBe(0);
  });

  test('a lease handed over twice counts once', () => {
    const { store } = openTestStore(':memory:');
    store.write((tx) => tx.addLease({ scope: 's', from: 1, to: 2 }));
    store.write((tx) => tx.takeLeased('s'));
    store.write((tx) => tx.addLease({ scope: 's', from: 1, to: 2 }));
    expect(store.leasedLeft('s')).toBe(1);
  });

  test('counters count from 1 without gaps, singly and in blocks', () => {
    const { store } = openTestStore(':memory:');
    const got = store.write((tx) => [tx.nextCounter('a'), tx.nextCounterBlock('a', 10), tx.nextCounter('a'), tx.nextCounter('b')]);
    expect(got).toEqual([1, { from: 2, to: 11 }, 12, 1]);
    expect([store.counterValue('a'), store.counterValue('never')]).toEqual([12, 0]);
  });

  test('a note is kept, replaced and forgotten', () => {
    const { store } = openTestStore(':memory:');
    expect(store.findNote('draft')).toBeNull();
    store.write((tx) => tx.saveNote('draft', 'one'));
    store.write((tx) => tx.saveNote('draft', 'two'));
    expect(store.findNote('draft')).toBe('two');
    store.write((tx) => tx.saveNote('draft', null));
    expect(store.findNote('draft')).toBeNull();
  });

  test('the outcome of a command is kept as given', () => {
    const { store, newUlid } = openTestStore(':memory:');
    const commandId = CommandId.parse(newUlid());
    expect(store.findOutcome(commandId)).toBeUndefined();
    store.write((tx) => tx.rememberOutcome(commandId, { no: 'A001', ahead: null }));
    expect(store.findOutcome(commandId)).toEqual({ no: 'A001', ahead: null });
  });
});

describe('reads', () => {
  test('tickets by state and business in order of taking; windows; cases newest first', async () => {
    const { store, events, clock } = openTestStore(':memory:');
    const ids: TicketId[] = [];
    for (let i = 0; i < 3; i += 1) {
      const taken = events.taken();
      ids.push(taken.payload.ticketId);
      store.write((tx) => {
        tx.append(taken, KIOSK_ACTOR);
        if (i > 0) tx.append(events.printed(taken.payload.ticketId), KIOSK_ACTOR);
      });
      await clock.advance(1_000);
    }
    const [reserved, first, second] = ids;
    const filter = { date: MONDAY, states: ['WAITING'] } as const;
    expect(store.listTickets(filter).map((t) => t.id)).toEqual([first, second]);
    expect(store.listTickets({ ...filter, limit: 1 }).map((t) => t.id)).toEqual([first]);
    expect(store.listTickets({ date: MONDAY }).map((t) => t.id)).toEqual([reserved, first, second]);

    const received = [events.received(), events.received(), events.received()];
    store.write((tx) => received.forEach((event) => tx.append(event, CLERK_ACTOR)));
    const caseIds = received.map((event) => event.payload.caseId);
    const page = store.listCases({ date: MONDAY, limit: 2 });
    expect(page.map((c) => c.id)).toEqual([caseIds[2], caseIds[1]]);
    const [, oldestOfPage] = page;
    expect(oldestOfPage && store.listCases({ limit: 2, before: oldestOfPage.id }).map((c) => c.id)).toEqual([caseIds[0]]);

    store.write((tx) => tx.append(events.opened(), CLERK_ACTOR));
    expect(store.listWindows()).toMatchObject([{ id: 'w1', state: 'OPEN', workNo: '1001' }]);
  });

  test('an issued document is found by its id', () => {
    const { store, events } = openTestStore(':memory:');
    const received = events.received();
    const issued = events.documentIssued(received.payload.caseId);
    store.write((tx) => {
      tx.append(received, CLERK_ACTOR);
      tx.append(issued, CLERK_ACTOR);
    });
    expect(store.findDocument(issued.payload.document.id)).toEqual({ caseId: received.payload.caseId, sha256: 'b'.repeat(64) });
  });
});
