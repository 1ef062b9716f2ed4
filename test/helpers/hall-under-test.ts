import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { createNodeCrypto } from '../../main/crypto/crypto-port.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { Store } from '../../main/store/types.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { ulidFactory } from '../../shared/basics/ids.ts';
import { Hall, StationFile } from '../../shared/types/hall.ts';
import { startHall, type RunningHall } from '../scenario/running-hall.ts';
import {
  openConsolePage, openCounterPage, openDisplayPage, openKioskPage, openPadPage, pause,
  type ConsolePage, type CounterPage, type DisplayPage, type KioskPage, type PadPage,
} from './page-client.ts';

/** A station tells its backlog every two seconds; a figure from before the last write is no longer the newest after this. */
const REPORT_MS = 2_500;

/** The demonstration hall on a folder of its own, with its pages open. */
export interface HallUnderTest extends RunningHall {
  readonly data: string;
  readonly kiosk: KioskPage;
  readonly counters: readonly [CounterPage, CounterPage];
  readonly pads: readonly [PadPage, PadPage];
  readonly display: DisplayPage;
  readonly console: ConsolePage;
  /** Waits until no station and no hub has anything left to send. */
  synced(ms: number): Promise<void>;
  /** Rows straight from the centre's database. */
  atCentre<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  /** What one process of the hall has logged so far. */
  log(name: string): string;
  /** Ends the hall, once; its data stay until `discard`. Resolves with the exit code. */
  end(): Promise<number | null>;
  discard(): Promise<void>;
}

export function freshHallDir(): string {
  return mkdtempSync(join(tmpdir(), 'yichuang-hall-'));
}

export async function openHall(data = freshHallDir()): Promise<HallUnderTest> {
  const hall = await startHall(data);
  const { urls } = hall.ready;
  const [counter1 = '', counter2 = ''] = urls.counter;
  const [pad1 = '', pad2 = ''] = urls.pad;
  const [kiosk, display, hallConsole, counterA, counterB, padA, padB] = await Promise.all([
    openKioskPage(urls.kiosk),
    openDisplayPage(urls.display),
    openConsolePage(urls.console),
    openCounterPage(counter1),
    openCounterPage(counter2),
    openPadPage(pad1),
    openPadPage(pad2),
  ]);
  const pages = [kiosk, display, hallConsole, counterA, counterB, padA, padB];
  await kiosk.until('the kiosk has the hub', 20_000, (state) => state.hubOnline && state.printer.ready);

  let ended: Promise<number | null> | null = null;
  function end(): Promise<number | null> {
    for (const page of pages) page.close();
    ended ??= hall.stop();
    return ended;
  }

  return {
    ...hall,
    data,
    kiosk,
    display,
    console: hallConsole,
    counters: [counterA, counterB],
    pads: [padA, padB],
    synced: async (ms) => {
      await pause(REPORT_MS);
      await hallConsole.until('everything is at the centre', ms, (state) => isSynced(state));
    },
    atCentre: (text, values) => askCentre(data, text, values),
    log: (name) => readFileSync(join(data, 'logs', `${name}.log`), 'utf8'),
    end,
    async discard() {
      await end();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function isSynced({ sync, stations }: { sync: { state: string; backlog: number }; stations: readonly { role: string; connected: boolean; sync: { backlog: number } | null }[] }): boolean {
  const all = stations.filter((station) => station.role !== 'hub');
  return sync.state === 'idle' && sync.backlog === 0 && all.every((station) => station.connected && station.sync?.backlog === 0);
}

async function askCentre<R extends pg.QueryResultRow>(data: string, text: string, values: unknown[] = []): Promise<R[]> {
  const port = readFileSync(join(data, 'centre', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(data, 'centre', 'postgres-password'), 'utf8');
  const client = new pg.Client({ connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` });
  await client.connect();
  try {
    return (await client.query<R>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The store of a station of a hall that has ended. */
export function openStationStore(data: string, station: string): Store {
  const opened = openStore({
    path: join(data, 'stations', station, 'station.sqlite'),
    clock: systemClock,
    newUlid: ulidFactory(() => Date.now()),
    crypto: createNodeCrypto(),
  });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
  return opened.value;
}

/** The ids of all records of a store, own and received, sorted. */
export function recordIds(store: Store): string[] {
  return store.sync
    .listAfter(0, 1_000_000)
    .map(({ record }) => Identified.parse(record).id)
    .sort();
}

const Identified = z.object({ id: z.string() });

/** hall.json of a hall, checked. */
export function readHallFile(data: string): Hall {
  return Hall.parse(JSON.parse(readFileSync(join(data, 'hall.json'), 'utf8')));
}

/** The station.json of one of its stations. */
export function readStationFile(data: string, station: string): StationFile {
  return StationFile.parse(JSON.parse(readFileSync(join(data, 'stations', `${station}.json`), 'utf8')));
}

export interface LogLine {
  readonly node_id: string;
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  readonly hash: string;
  readonly type: string;
}

/** Every record the centre holds. */
export async function logAtCentre(hall: HallUnderTest): Promise<LogLine[]> {
  return hall.atCentre<LogLine>('select node_id, epoch::int, seq::int, id, hash, type from event order by node_id, epoch, seq');
}
