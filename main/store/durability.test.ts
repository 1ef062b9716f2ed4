import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ManualClock } from '../../shared/basics/clock.ts';
import { ulidFactory } from '../../shared/basics/ids.ts';
import { freshStorePath, KIOSK_ACTOR, MONDAY_NINE, openTestStore } from '../../test/helpers/store.ts';
import { createNodeCrypto } from '../crypto/crypto-port.ts';
import { assertDurable, isSafeSqlite, migrate, openDatabase } from './connection.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openStore } from './open-store.ts';

function tryOpen(path: string): string {
  const clock = new ManualClock(MONDAY_NINE);
  const opened = openStore({ path, clock, newUlid: ulidFactory(() => clock.now()), crypto: createNodeCrypto() });
  if (!opened.ok) return opened.error.code;
  opened.value.close();
  return 'OPEN';
}

test('a second opener is refused while the first has the file, and served when it has closed', () => {
  const { store, path } = openTestStore();
  expect(tryOpen(path)).toBe('IN_USE');
  store.close();
  expect(tryOpen(path)).toBe('OPEN');
});

test('every safety setting is on, after the first write too', () => {
  const opened = openDatabase(freshStorePath());
  if (!opened.ok) throw new Error(opened.error.detail);
  const db = opened.value;
  db.prepare("INSERT INTO note (key, text) VALUES ('a', 'b')").run();
  const settings = ['synchronous', 'journal_mode', 'foreign_keys', 'trusted_schema', 'cell_size_check', 'secure_delete', 'locking_mode'];
  expect(settings.map((name) => db.pragma(name, { simple: true }))).toEqual([2, 'wal', 1, 0, 1, 1, 'exclusive']);
  expect(() => assertDurable(db)).not.toThrow();
  db.pragma('synchronous = NORMAL');
  expect(() => assertDurable(db)).toThrow('synchronous is 1');
  db.close();
});

test.each([
  ['3.51.2', false],
  ['3.51.3', true],
  ['3.9.9', false],
  ['3.53.0', true],
  ['4.0.0', true],
])('SQLite %s is safe: %s', (version, safe) => {
  expect(isSafeSqlite(version)).toBe(safe);
});

test('all tables are STRICT', () => {
  const { store, path } = openTestStore();
  store.close();
  const db = new Database(path);
  const loose = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'");
  expect(loose.all()).toEqual([]);
  db.close();
});

test('an older schema is brought up step by step and keeps its rows', () => {
  const path = freshStorePath();
  const old = new Database(path);
  migrate(old, 1);
  old.exec("INSERT INTO meta VALUES ('node_id', '01JD0000000000000000000000'), ('epoch', '3'), ('generation', '0')");
  expect(old.pragma('user_version', { simple: true })).toBe(1);
  old.close();
  const { store } = openTestStore(path);
  expect([store.nodeId, store.epoch]).toEqual(['01JD0000000000000000000000', 3]);
  store.close();
});

test('migrations count 1, 2, 3 …', () => {
  expect(MIGRATIONS.map((m) => m.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

test('a file of a newer version and a damaged file are refused, untouched', () => {
  const { store, path } = openTestStore();
  store.close();
  const db = new Database(path);
  db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
  db.close();
  expect(tryOpen(path)).toBe('TOO_NEW');

  const damaged = freshStorePath();
  const bytes = readFileSync(path);
  bytes.fill(0x5a, 0, 4_096);
  writeFileSync(damaged, bytes);
  expect(tryOpen(damaged)).toBe('DAMAGED');
  expect(readFileSync(damaged).equals(bytes)).toBe(true);
});

describe('a restored copy begins a new epoch', () => {
  test('when the file is put back over a newer one, and when it is moved without its companion', () => {
    const first = openTestStore();
    first.store.write((tx) => tx.append(first.events.taken(), KIOSK_ACTOR));
    first.store.close();
    const copy = `${first.path}.copy`;
    copyFileSync(first.path, copy);
    const second = openTestStore(first.path);
    expect(second.store.epoch).toBe(1);
    second.store.close();
    openTestStore(first.path).store.close();

    copyFileSync(copy, first.path);
    const restored = openTestStore(first.path);
    expect(restored.store.epoch).toBe(2);
    expect(restored.store.write((tx) => tx.append(restored.events.taken(), KIOSK_ACTOR))).toMatchObject({ epoch: 2, seq: 1 });
    restored.store.close();
    rmSync(`${first.path}.generation`);
    const moved = openTestStore(first.path);
    expect(moved.store.epoch).toBe(3);
    expect(moved.store.audit.findChainFaults()).toEqual([]);
  });

  test('when a peer holds more of its records than itself', () => {
    const { store, events } = openTestStore(':memory:');
    store.write((tx) => tx.append(events.taken(), KIOSK_ACTOR));
    expect(store.sync.beginEpochIfBehind([{ nodeId: store.nodeId, epoch: 1, seq: 1 }])).toBe(false);
    expect(store.sync.beginEpochIfBehind([{ nodeId: store.nodeId, epoch: 1, seq: 2 }])).toBe(true);
    expect(store.epoch).toBe(2);
    expect(store.write((tx) => tx.append(events.taken(), KIOSK_ACTOR))).toMatchObject({ epoch: 2, seq: 1 });
  });
});

test('a changed, a removed and an inserted record are found by the chain', () => {
  const { store, events, path } = openTestStore();
  store.write((tx) => Array.from({ length: 5 }, () => tx.append(events.taken(), KIOSK_ACTOR)));
  store.close();
  const db = new Database(path);
  db.pragma('foreign_keys = OFF');
  db.exec("UPDATE event SET actor_id = 'somebody' WHERE seq = 2; DELETE FROM event WHERE seq = 4");
  db.close();
  const { store: again } = openTestStore(path);
  expect(again.audit.findChainFaults().map(({ seq, fault }) => `${seq}: ${fault}`)).toEqual([
    '2: content does not fit its hash',
    '5: records are missing before it',
  ]);
  again.close();
});

test('a record parked by an older version is folded when this version opens the file', () => {
  const { store, events, path } = openTestStore();
  const taken = events.taken();
  store.write((tx) => tx.append(taken, KIOSK_ACTOR));
  const live = store.audit.digestProjections();
  store.close();
  const db = new Database(path);
  db.exec("UPDATE event SET state = 'PARKED'; DELETE FROM ticket");
  db.close();
  const { store: upgraded } = openTestStore(path);
  expect(upgraded.findTicket(taken.payload.ticketId)?.state).toBe('RESERVED');
  expect(upgraded.audit.digestProjections()).toBe(live);
  upgraded.close();
});
