import { canonicalText } from '../../shared/sync/chain.ts';
import type { EventRecord } from '../../shared/sync/wire.ts';
import { createNodeCrypto } from '../crypto/crypto-port.ts';
import { CLERK_ACTOR, KIOSK_ACTOR, MONDAY, openTestStore } from '../../test/helpers/store.ts';

const crypto = createNodeCrypto();

/** `count` records of a station, each a ticket taken. */
function stationRecords(count: number): EventRecord[] {
  const { store, events } = openTestStore(':memory:');
  return store.write((tx) => Array.from({ length: count }, () => tx.append(events.taken(), KIOSK_ACTOR)));
}

/** The same record with other content and a hash that fits it. */
function rewritten(record: EventRecord, change: Partial<EventRecord>): EventRecord {
  const changed = { ...record, ...change };
  return { ...changed, hash: crypto.sha256Hex(canonicalText(changed)) };
}

/** Like a chain whose nth record was made so at its origin: what follows refers to it. */
function withBadRecord(records: readonly EventRecord[], index: number, change: Partial<EventRecord>): EventRecord[] {
  let prevHash = '';
  return records.map((record, at) => {
    if (at < index) return record;
    const next = rewritten(record, at === index ? change : { prevHash });
    prevHash = next.hash;
    return next;
  });
}

async function verdictsOf(records: readonly unknown[], hub = openTestStore(':memory:').store): Promise<string[]> {
  const verdicts = await hub.sync.applyInbound(records, 'kiosk-1');
  return verdicts.map(({ verdict, reason }) => (reason === undefined ? verdict : `${verdict} ${reason}`));
}

test('records are stored with the same bytes, projected, and repeats answered', async () => {
  const { store: hub } = openTestStore(':memory:');
  const records = stationRecords(3);
  const heard: string[] = [];
  hub.onCommit((committed) => heard.push(...committed.map((r) => r.id)));
  expect(await verdictsOf(records, hub)).toEqual(['STORED', 'STORED', 'STORED']);
  expect(await verdictsOf(records, hub)).toEqual(['DUPLICATE', 'DUPLICATE', 'DUPLICATE']);
  expect(hub.sync.listAfter(0, 9).map((r) => r.record)).toEqual(records);
  expect(hub.listTickets({ date: MONDAY })).toHaveLength(3);
  expect(heard).toEqual(records.map((r) => r.id));
  expect(hub.sync.vector()).toEqual([{ nodeId: records[0]?.nodeId, epoch: 1, seq: 3 }]);
});

test('a record whose predecessor is missing is a gap and not stored', async () => {
  const [first, , third] = stationRecords(3);
  expect(await verdictsOf([first, third])).toEqual(['STORED', 'GAP']);
});

test.each<[string, Partial<EventRecord>, string]>([
  ['a payload that breaks its schema', { payload: '{}' }, 'DEAD payload.ticketId: invalid_type'],
  ['a payload that is no JSON', { payload: 'no' }, 'DEAD payload: not JSON'],
  ['a stream of another ticket', { stream: 'ticket:01JD0000000000000000000000' }, 'DEAD stream: expected ticket:'],
])('%s is dead, its neighbours are stored, and it goes on upstream as it came', async (_name, change, verdict) => {
  const { store: hub } = openTestStore(':memory:');
  const records = withBadRecord(stationRecords(3), 1, change);
  const verdicts = await verdictsOf(records, hub);
  expect(verdicts).toEqual(['STORED', expect.stringContaining(verdict), 'STORED']);
  expect(hub.sync.listAfter(0, 9).map((r) => r.record)).toEqual(records);
  expect(hub.sync.listDeadLetters(9)).toMatchObject([{ from: 'kiosk-1', record: JSON.stringify(records[1]) }]);
  expect(await verdictsOf(records, hub)).toEqual(['DUPLICATE', expect.stringContaining(verdict), 'DUPLICATE']);
  expect(hub.sync.countDeadLetters()).toBe(1);

  const { store: centre } = openTestStore(':memory:');
  expect(await verdictsOf(hub.sync.listAfter(0, 9).map((r) => r.record), centre)).toEqual(verdicts);
});

test('content changed on the way is dead: the hash tells', async () => {
  const records = stationRecords(2);
  const [first, second] = records;
  if (first === undefined || second === undefined) throw new Error('two records');
  const forged = { ...first, actor: { kind: 'MANAGER', id: 'x' } };
  expect(await verdictsOf([forged, second])).toEqual(['DEAD chain: hash does not fit the content', 'STORED']);
});

test('a second record with a number already held is a fork: dead, and the first stays', async () => {
  const { store: hub } = openTestStore(':memory:');
  const [first] = stationRecords(1);
  if (first === undefined) throw new Error('one record');
  const other = rewritten(first, { actor: CLERK_ACTOR });
  expect(await verdictsOf([first, other], hub)).toEqual(['STORED', 'DEAD fork: another record with this number is stored']);
  expect(hub.sync.listAfter(0, 9).map((r) => r.record)).toEqual([first]);
});

test('what is no record at all is dead and kept once, however often it comes', async () => {
  const { store: hub } = openTestStore(':memory:');
  const junk = [null, 'x', { seq: 1 }, []];
  const verdicts = await hub.sync.applyInbound([...junk, ...junk], 'kiosk-1');
  expect(new Set(verdicts.map((v) => v.verdict))).toEqual(new Set(['DEAD']));
  expect(hub.sync.countDeadLetters()).toBe(junk.length);
});

test('an unknown type is parked and travels on; a known one after it is stored', async () => {
  const { store: hub } = openTestStore(':memory:');
  const records = withBadRecord(stationRecords(2), 0, { type: 'locker.opened', stream: 'locker:1' });
  expect(await verdictsOf(records, hub)).toEqual(['PARKED', 'STORED']);
  expect(hub.sync.listAfter(0, 9).map((r) => r.record)).toEqual(records);
  expect(hub.listTickets({ date: MONDAY })).toHaveLength(1);
});

test('own stamps come after every stamp received', async () => {
  const station = openTestStore(':memory:');
  await station.clock.advance(3_600_000);
  const [late] = station.store.write((tx) => [tx.append(station.events.taken(), KIOSK_ACTOR)]);
  const { store: hub, events } = openTestStore(':memory:');
  await verdictsOf([late], hub);
  const own = hub.write((tx) => tx.append(events.taken(), KIOSK_ACTOR));
  expect(late && own.hlc > late.hlc).toBe(true);
});

test('events of one ticket fold alike in whatever order two nodes deliver them', async () => {
  const a = openTestStore(':memory:');
  const b = openTestStore(':memory:');
  const taken = a.events.taken();
  const { ticketId } = taken.payload;
  const fromA = a.store.write((tx) => [tx.append(taken, KIOSK_ACTOR), tx.append(a.events.printed(ticketId), KIOSK_ACTOR)]);
  await b.clock.advance(1_000);
  const fromB = b.store.write((tx) => [
    tx.append(b.events.opened(), CLERK_ACTOR),
    tx.append(b.events.called(ticketId), CLERK_ACTOR),
  ]);
  const { store: one } = openTestStore(':memory:');
  const { store: other } = openTestStore(':memory:');
  await verdictsOf([...fromA, ...fromB], one);
  await verdictsOf([...fromB, ...fromA], other);
  expect(one.findTicket(ticketId)?.state).toBe('CALLED');
  expect(other.audit.digestProjections()).toBe(one.audit.digestProjections());
});

test('paper witnessed before the ticket is known counts when the ticket comes', async () => {
  const kiosk = openTestStore(':memory:');
  const owner = openTestStore(':memory:');
  const taken = owner.events.taken();
  const fromOwner = owner.store.write((tx) => tx.append(taken, KIOSK_ACTOR));
  await kiosk.clock.advance(1_000);
  const fromKiosk = kiosk.store.write((tx) => tx.append(kiosk.events.printed(taken.payload.ticketId), KIOSK_ACTOR));
  const { store: centre } = openTestStore(':memory:');
  await verdictsOf([fromKiosk, fromOwner], centre);
  expect(centre.findTicket(taken.payload.ticketId)?.state).toBe('WAITING');
});

test('two windows that called one ticket while apart: the earlier call stands, the other is a conflict', async () => {
  const { store, events } = openTestStore(':memory:');
  const taken = events.taken();
  const { ticketId } = taken.payload;
  const second = store.write((tx) => {
    tx.append(taken, KIOSK_ACTOR);
    tx.append(events.printed(ticketId), KIOSK_ACTOR);
    tx.append(events.opened(), CLERK_ACTOR);
    tx.append(events.called(ticketId), CLERK_ACTOR);
    return tx.append(events.called(ticketId), CLERK_ACTOR);
  });
  expect(store.findTicket(ticketId)).toMatchObject({ state: 'CALLED', callCount: 1 });
  expect(store.audit.listConflicts(9)).toEqual([
    { entity: `ticket:${ticketId}`, eventId: second.id, reason: 'ticket.called: ticket is CALLED' },
    { entity: 'window:w1', eventId: second.id, reason: 'ticket.called: window is CALLING' },
  ]);
});
