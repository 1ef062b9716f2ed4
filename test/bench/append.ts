import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { systemClock } from '../../shared/basics/clock.ts';
import type { EventRecord } from '../../shared/sync/wire.ts';
import { freshStorePath, KIOSK_ACTOR, openStoreWith } from '../helpers/store.ts';
import type { BenchFigure } from './statistics.ts';

const PAIRS = 80;
const WARM_UP_ROUNDS = 8;
const APPENDS_PER_ROUND = 20;
const TARGET_RATIO = 2;

/**
 * The price of a durable event through the store (schema check, hash chain, projections, listeners) against the
 * cheapest durable thing SQLite can do with the same bytes: one insert with a unique id, one transaction each, FULL.
 * Rounds of both alternate, so that whatever else the machine does hits both; the value is the median of the ratios
 * of neighbouring rounds.
 */
export async function benchAppend(): Promise<BenchFigure[]> {
  const { store, events, path } = openStoreWith(freshStorePath(), systemClock);
  const bare = openBareTable(join(mkdtempSync(join(tmpdir(), 'yichuang-bare-')), 'bare.sqlite'));
  const ratios: number[] = [];
  const ours: number[] = [];
  // The first rounds compile the code and are not counted.
  for (let round = -WARM_UP_ROUNDS; round < PAIRS; round += 1) {
    const taken = Array.from({ length: APPENDS_PER_ROUND }, () => events.taken());
    const records: EventRecord[] = [];
    const product = perCall(taken, (event) => records.push(store.write((tx) => tx.append(event, KIOSK_ACTOR))));
    const reference = perCall(
      records.map((record) => ({ id: record.id, body: JSON.stringify(record) })),
      ({ id, body }) => bare.insert(id, body),
    );
    if (round < 0) continue;
    ratios.push(product / reference);
    ours.push(product);
  }
  store.close();
  bare.close();
  rmSync(dirname(path), { recursive: true });
  const ratio = median(ratios);
  return [
    { name: 'append ÷ bare FULL insert', value: round2(ratio), unit: 'x', target: TARGET_RATIO, ok: ratio <= TARGET_RATIO },
    { name: 'append, median', value: round2(median(ours)), unit: 'ms', target: 5, ok: median(ours) <= 5 },
  ];
}

/** Milliseconds per call. */
function perCall<T>(inputs: readonly T[], call: (input: T) => unknown): number {
  const start = performance.now();
  for (const input of inputs) call(input);
  return (performance.now() - start) / inputs.length;
}

function openBareTable(path: string): { insert(id: string, body: string): void; close(): void } {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE record (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO record (id, body) VALUES (?, ?)');
  return {
    insert: (id, body) => {
      insert.run(id, body);
    },
    close: () => {
      db.close();
      rmSync(dirname(path), { recursive: true });
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (upper + lower) / 2;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
