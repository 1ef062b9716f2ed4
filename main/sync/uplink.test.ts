import { ManualClock } from '../../shared/basics/clock.ts';
import type { SyncBatch, SyncWelcome } from '../../shared/sync/wire.ts';
import { KIOSK_ACTOR, MONDAY_NINE, openTestStore } from '../../test/helpers/store.ts';
import type { StoreUnderTest } from '../../test/helpers/store.ts';
import { createInbound } from './inbound.ts';
import { retryDelay, SYNC_DELAYS } from './delays.ts';
import { createUplink } from './uplink.ts';
import type { Uplink } from './uplink.ts';

interface Hop {
  readonly clock: ManualClock;
  readonly station: StoreUnderTest;
  hub: StoreUnderTest;
  readonly uplink: Uplink;
  readonly batches: number[];
  isUp: boolean;
  /** Changes a batch on its way. */
  tamper: (batch: SyncBatch) => SyncBatch;
}

function hop(): Hop {
  const clock = new ManualClock(MONDAY_NINE);
  const state: Pick<Hop, 'hub' | 'isUp' | 'tamper' | 'batches'> = {
    hub: openTestStore(':memory:', clock),
    isUp: true,
    tamper: (batch) => batch,
    batches: [],
  };
  const station = openTestStore(':memory:', clock);
  const inbound = () => {
    if (!state.isUp) throw new Error('connection refused');
    return createInbound({ store: state.hub.store, clock });
  };
  const uplink = createUplink({
    store: station.store,
    peer: 'hub',
    transport: {
      hello: async (hello): Promise<SyncWelcome> => inbound().hello(hello),
      push: async (batch) => {
        state.batches.push(batch.records.length);
        return inbound().push(state.tamper(batch), 'station');
      },
    },
    clock,
    software: 'test',
  });
  return Object.assign(state, { clock, station, uplink });
}

function take(at: StoreUnderTest, count: number): void {
  at.store.write((tx) => {
    for (let i = 0; i < count; i += 1) tx.append(at.events.taken(), KIOSK_ACTOR);
  });
}

/** Lets every promise and timer that is due run, without time passing. */
async function breathe(clock: ManualClock): Promise<void> {
  for (let i = 0; i < 12; i += 1) await clock.advance(0);
}

test('a backlog goes in batches of 500; a new record goes at once, without waiting for a timer', async () => {
  const h = hop();
  take(h.station, 1_100);
  h.uplink.start();
  await breathe(h.clock);
  expect(h.batches).toEqual([500, 500, 100]);
  expect(h.uplink.status()).toMatchObject({ state: 'idle', backlog: 0, oldestUnsyncedMs: null, deadLetters: 0, lastError: '' });
  take(h.station, 1);
  await breathe(h.clock);
  expect(h.batches).toEqual([500, 500, 100, 1]);
  expect(h.hub.store.sync.vector()[0]?.seq).toBe(1_101);
  await h.uplink.stop();
});

test('a peer that is away shows as offline with backlog and age, and is tried again on a timer without any write', async () => {
  const h = hop();
  h.isUp = false;
  take(h.station, 3);
  h.uplink.start();
  await h.clock.advance(60_000);
  expect(h.uplink.status()).toMatchObject({
    state: 'offline', backlog: 3, oldestUnsyncedMs: 60_000, lastSuccessAt: null, lastError: 'connection refused',
  });
  h.isUp = true;
  // In small steps: the answers take turns of the event loop, in which no time may pass.
  for (let ms = 0; ms <= SYNC_DELAYS.longestRetry; ms += 1_000) await h.clock.advance(1_000);
  expect(h.uplink.status()).toMatchObject({ state: 'idle', backlog: 0, lastError: '' });
  await h.uplink.stop();
});

test('retryNow does not wait out the delay', async () => {
  const h = hop();
  h.isUp = false;
  take(h.station, 1);
  h.uplink.start();
  await breathe(h.clock);
  h.isUp = true;
  h.uplink.retryNow();
  await breathe(h.clock);
  expect(h.uplink.status()).toMatchObject({ state: 'idle', backlog: 0 });
  await h.uplink.stop();
});

test('a dead record is passed over and shown; what follows it arrives', async () => {
  const h = hop();
  take(h.station, 3);
  h.tamper = ({ records }) => ({ records: records.map((r, i) => (i === 1 ? { ...Object(r), payload: '{}' } : r)) });
  h.uplink.start();
  await breathe(h.clock);
  expect(h.uplink.status()).toMatchObject({ state: 'idle', backlog: 0, deadLetters: 1 });
  expect(h.station.store.sync.listRefusals('hub', 9)).toEqual([{ position: 2, reason: 'payload.ticketId: invalid_type' }]);
  expect(h.hub.store.sync.listDeadLetters(9)).toHaveLength(1);
  expect(h.hub.store.sync.vector()[0]?.seq).toBe(3);
  await h.uplink.stop();
});

test('a peer restored from an empty copy gets everything again, found at the next greeting', async () => {
  const h = hop();
  take(h.station, 20);
  h.uplink.start();
  await breathe(h.clock);
  h.hub = openTestStore(':memory:', h.clock);
  await h.clock.advance(SYNC_DELAYS.recheck);
  await breathe(h.clock);
  expect(h.hub.store.sync.vector()[0]?.seq).toBe(20);
  await h.uplink.stop();
});

test('a gap sends the uplink back to what the peer really holds', async () => {
  const h = hop();
  take(h.station, 600);
  h.uplink.start();
  await breathe(h.clock);
  h.hub = openTestStore(':memory:', h.clock);
  take(h.station, 1);
  await breathe(h.clock);
  await h.clock.advance(SYNC_DELAYS.firstRetry);
  await breathe(h.clock);
  expect(h.hub.store.sync.vector()[0]?.seq).toBe(601);
  await h.uplink.stop();
});

test('an answer that never comes counts as lost; the repeat stores nothing twice', async () => {
  const h = hop();
  take(h.station, 5);
  const store = h.hub.store;
  let isMute = true;
  const clock = h.clock;
  const uplink = createUplink({
    store: h.station.store,
    peer: 'mute',
    transport: {
      hello: async (hello) => createInbound({ store, clock }).hello(hello),
      push: async (batch) => {
        const reply = await createInbound({ store, clock }).push(batch, 'station');
        if (isMute) await new Promise(() => undefined);
        return reply;
      },
    },
    clock,
    software: 'test',
  });
  uplink.start();
  await clock.advance(SYNC_DELAYS.answer - 1);
  expect(uplink.status().state).toBe('syncing');
  isMute = false;
  await clock.advance(1 + SYNC_DELAYS.firstRetry);
  await breathe(clock);
  expect(uplink.status()).toMatchObject({ state: 'idle', backlog: 0 });
  expect(store.sync.listAfter(0, 99)).toHaveLength(5);
  await uplink.stop();
});

test('the delay doubles from half a second to half a minute', () => {
  expect([1, 2, 3, 4, 7, 8, 100].map(retryDelay)).toEqual([500, 1_000, 2_000, 4_000, 30_000, 30_000, 30_000]);
});

test('whoever watches hears when records are sent and when all are', async () => {
  const { clock, station, uplink } = hop();
  const seen: string[] = [];
  const stop = uplink.onChange(() => {
    const { state: now, backlog } = uplink.status();
    const line = `${now} ${backlog}`;
    if (seen.at(-1) !== line) seen.push(line);
  });
  uplink.start();
  await breathe(clock);
  take(station, 3);
  await breathe(clock);
  expect(seen).toEqual(['idle 0', 'syncing 0', 'idle 0']);
  stop();
  take(station, 1);
  await breathe(clock);
  expect(seen).toHaveLength(3);
  await uplink.stop();
});
