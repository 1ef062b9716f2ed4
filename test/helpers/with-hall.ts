import { createORPCClient } from '@orpc/client';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import type { AnyRouter } from '@orpc/server';
import type { Logger } from 'pino';
import { renameSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Device } from '../../devices/core/device.ts';
import type { Voice } from '../../devices/voice/types.ts';
import { readAssets } from '../../main/app/assets.ts';
import { startHubRole, type HubRole } from '../../main/app/hub-station.ts';
import { startPageRole, type PageRoleService } from '../../main/app/page-station.ts';
import type { StationDevices } from '../../main/app/station-devices.ts';
import type { StationParts } from '../../main/app/station-parts.ts';
import { createNodeCrypto } from '../../main/crypto/crypto-port.ts';
import { documentFonts } from '../../main/service/documents/fonts.ts';
import { StoreUnavailable } from '../../main/store/errors.ts';
import type { Store } from '../../main/store/types.ts';
import type { PageRole } from '../../main/web/types.ts';
import { ManualClock, type Clock } from '../../shared/basics/clock.ts';
import { CommandId, StationId, ulidFactory } from '../../shared/basics/ids.ts';
import { consoleContract, type ConsoleState } from '../../shared/contract/console.ts';
import { counterContract, type CounterState } from '../../shared/contract/counter.ts';
import { devicesContract, type DevicesState } from '../../shared/contract/devices.ts';
import { displayContract, type DisplayState } from '../../shared/contract/display.ts';
import { kioskContract, type KioskState } from '../../shared/contract/kiosk.ts';
import { padContract, type PadState } from '../../shared/contract/pad.ts';
import { StationFile, type Hall } from '../../shared/types/hall.ts';
import { fakeCaller, fakeLocker, fakePad, fakePrinter, fakeReader, fakeScanner, fakeSocialCardReader, fakeStrip, fakeVoice } from './fake-devices.ts';
import { HubLine, pageLink } from './hub-line.ts';
import { createLogLines } from './log-lines.ts';
import { MONDAY_NINE, openStoreWith } from './store.ts';
import { testHall, type HallSize } from './test-hall.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SECOND = 1_000;

/** Turns of the event loop after which everything that needs no time has happened. */
const TURNS = 40;

export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

type Client<T extends AnyContractRouter> = ContractRouterClient<T>;

function clientOf<T extends AnyContractRouter>(_contract: T, router: () => AnyRouter): Client<T> {
  return createORPCClient<Client<T>>(pageLink(router));
}

/** What a page shows at this moment. */
async function firstOf<T>(open: (options: { signal: AbortSignal }) => Promise<AsyncIterable<T>>): Promise<T> {
  const enough = new AbortController();
  for await (const value of await open({ signal: enough.signal })) {
    enough.abort();
    return value;
  }
  throw new Error('a watch ended without a value');
}

/** One station with pages on its own file; its role is real, its devices and its wire to the hub are not. */
export class StationUnderTest {
  readonly id: StationId;
  readonly line: HubLine;
  readonly devicesPage: Client<typeof devicesContract>;
  readonly #hall: HallUnderTest;
  readonly #devices: StationDevices;
  #parts: StationParts;
  #role: PageRoleService;

  constructor(hall: HallUnderTest, id: string, devices: StationDevices) {
    this.id = StationId.parse(id);
    this.#hall = hall;
    this.#devices = devices;
    this.line = new HubLine(this.id, () => hall.hubRouter);
    this.devicesPage = clientOf(devicesContract, () => this.router('devices'));
    this.#parts = hall.partsOf(this.id, this.#devices);
    this.#role = startPageRole(this.#parts, this.line.connect);
  }

  devicesState(): Promise<DevicesState> {
    return firstOf((options) => this.devicesPage.watch(undefined, options));
  }

  get store(): Store {
    return this.#parts.store;
  }

  router(role: PageRole): AnyRouter {
    const router = this.#role.routers[role];
    if (router === undefined) throw new Error(`${this.id} has no page ${role}`);
    return router;
  }

  async stop(): Promise<void> {
    await this.#role.close();
    this.#parts.store.close();
  }

  start(): void {
    this.#parts = this.#hall.partsOf(this.id, this.#devices);
    this.#role = startPageRole(this.#parts, this.line.connect);
  }

  /** The process ends and begins again on the same file. */
  async restart(): Promise<void> {
    await this.stop();
    this.start();
    await this.#hall.advance(SECOND);
  }
}

export class KioskUnderTest extends StationUnderTest {
  readonly printer = fakePrinter();
  readonly reader = fakeReader();
  readonly socialCards = fakeSocialCardReader();
  readonly scanner = fakeScanner();
  readonly locker = fakeLocker();
  readonly page: Client<typeof kioskContract>;

  constructor(hall: HallUnderTest, id: string) {
    const devices = { ticketPrinter: fakePrinter(), idCardReader: fakeReader(), socialCardReader: fakeSocialCardReader(), scanner: fakeScanner(), locker: fakeLocker() };
    super(hall, id, devices);
    this.printer = devices.ticketPrinter;
    this.reader = devices.idCardReader;
    this.socialCards = devices.socialCardReader;
    this.scanner = devices.scanner;
    this.locker = devices.locker;
    this.page = clientOf(kioskContract, () => this.router('kiosk'));
  }

  state(): Promise<KioskState> {
    return firstOf((options) => this.page.watch(undefined, options));
  }
}

export class CounterUnderTest extends StationUnderTest {
  readonly reader;
  readonly socialCards;
  readonly strip;
  readonly pad;
  readonly caller;
  readonly page: Client<typeof counterContract>;
  readonly padPage: Client<typeof padContract>;

  constructor(hall: HallUnderTest, id: string) {
    const devices = { idCardReader: fakeReader(), socialCardReader: fakeSocialCardReader(), callDisplay: fakeStrip(), evaluationPad: fakePad(), physicalCaller: fakeCaller() };
    super(hall, id, devices);
    this.reader = devices.idCardReader;
    this.socialCards = devices.socialCardReader;
    this.strip = devices.callDisplay;
    this.pad = devices.evaluationPad;
    this.caller = devices.physicalCaller;
    this.page = clientOf(counterContract, () => this.router('counter'));
    this.padPage = clientOf(padContract, () => this.router('pad'));
  }

  state(): Promise<CounterState> {
    return firstOf((options) => this.page.watch(undefined, options));
  }

  padState(): Promise<PadState> {
    return firstOf((options) => this.padPage.watch(undefined, options));
  }
}

export class DisplayUnderTest extends StationUnderTest {
  readonly voice;
  readonly page: Client<typeof displayContract>;

  readonly #devices: StationDevices;

  constructor(hall: HallUnderTest) {
    const voice = fakeVoice();
    const devices: StationDevices = { voice };
    super(hall, 'display-1', devices);
    this.#devices = devices;
    this.voice = voice;
    this.page = clientOf(displayContract, () => this.router('display'));
  }

  state(): Promise<DisplayState> {
    return firstOf((options) => this.page.watch(undefined, options));
  }

  /** The station begins again with another voice. */
  async changeVoice(voice: Voice): Promise<void> {
    this.#devices.voice = voice;
    await this.restart();
  }
}

export class ConsoleUnderTest extends StationUnderTest {
  readonly page: Client<typeof consoleContract>;

  constructor(hall: HallUnderTest) {
    super(hall, 'console-1', {});
    this.page = clientOf(consoleContract, () => this.router('console'));
  }

  state(): Promise<ConsoleState> {
    return firstOf((options) => this.page.watch(undefined, options));
  }
}

interface Shared {
  readonly hall: Hall;
  readonly folder: string;
  readonly assets: StationParts['assets'];
  readonly log: Logger;
  readonly logLines: readonly string[];
  readonly skewMs: Readonly<Record<string, number>>;
}

/** A store on a disk that a test can fill: it reads on, and refuses to write as SQLite would. */
function fillable(store: Store, isFull: () => boolean): Store {
  function write<T>(body: Parameters<typeof store.write<T>>[0]): T {
    if (isFull()) throw new StoreUnavailable('DISK_FULL', null);
    return store.write(body);
  }
  async function writeGrouped<T>(body: Parameters<typeof store.writeGrouped<T>>[0]): Promise<T> {
    if (isFull()) throw new StoreUnavailable('DISK_FULL', null);
    return store.writeGrouped(body);
  }
  return Object.defineProperties(Object.create(store), { write: { value: write }, writeGrouped: { value: writeGrouped } });
}

/** A clock that is wrong by a constant. */
function skewed(clock: ManualClock, ms: number): Clock {
  return { now: () => clock.now() + ms, sleep: (duration, signal) => clock.sleep(duration, signal) };
}

/** A whole hall in one process, put together by the product's own roles. */
export class HallUnderTest {
  readonly clock: ManualClock;
  readonly newUlid = ulidFactory(() => this.clock.now());
  readonly logLines: readonly string[];
  readonly config: Hall;
  /** Stations whose disk takes nothing more. */
  readonly fullDisks = new Set<string>();
  readonly kiosks: KioskUnderTest[];
  readonly counters: CounterUnderTest[];
  readonly display: DisplayUnderTest;
  readonly console: ConsoleUnderTest;
  readonly #shared: Shared;
  #hubParts: StationParts;
  #hub: HubRole;

  constructor(shared: Shared, { kiosks, counters, startAt = MONDAY_NINE }: HallSize) {
    this.clock = new ManualClock(startAt);
    this.#shared = shared;
    this.config = shared.hall;
    this.logLines = shared.logLines;
    this.#hubParts = this.partsOf(StationId.parse('hub'), {});
    this.#hub = startHubRole(this.#hubParts);
    this.kiosks = Array.from({ length: kiosks }, (_, i) => new KioskUnderTest(this, `kiosk-${i + 1}`));
    this.counters = Array.from({ length: counters }, (_, i) => new CounterUnderTest(this, `counter-${i + 1}`));
    this.display = new DisplayUnderTest(this);
    this.console = new ConsoleUnderTest(this);
  }

  get hubRouter(): AnyRouter {
    return this.#hub.hub.router;
  }

  get hubStore(): Store {
    return this.#hubParts.store;
  }

  get stations(): StationUnderTest[] {
    return [...this.kiosks, ...this.counters, this.display, this.console];
  }

  kiosk(n = 1): KioskUnderTest {
    return mustHave(this.kiosks[n - 1]);
  }

  counter(n = 1): CounterUnderTest {
    return mustHave(this.counters[n - 1]);
  }

  command(): { commandId: CommandId } {
    return { commandId: CommandId.parse(this.newUlid()) };
  }

  get documentsDir(): string {
    return join(this.#shared.folder, 'documents');
  }

  /** While broken, letters have nowhere to go. */
  breakDocuments(isBroken: boolean): void {
    const aside = `${this.documentsDir}-aside`;
    if (isBroken) renameSync(this.documentsDir, aside);
    else renameSync(aside, this.documentsDir);
  }

  partsOf(id: StationId, devices: StationDevices): StationParts {
    const { hall, folder, assets, log } = this.#shared;
    const station = mustHave(hall.stations.find((s) => s.id === id));
    const file = StationFile.parse({ hall: 'hall.json', station: id, key: 'k'.repeat(16), data: 'data', pageKey: 'p'.repeat(16) });
    const clock = skewed(this.clock, this.#shared.skewMs[id] ?? 0);
    const opened = openStoreWith(join(folder, `${id}.sqlite`), clock);
    const store = fillable(opened.store, () => this.fullDisks.has(id));
    const monitored = Object.values(devices).flatMap((device: Device | undefined) => (device === undefined ? [] : [{ device, simulated: true }]));
    return {
      setting: { hall, station, file, dataDir: folder },
      store,
      clock,
      newUlid: this.newUlid,
      crypto: createNodeCrypto(),
      assets,
      fonts: documentFonts(ROOT),
      built: { devices, monitored },
      documentsDir: this.documentsDir,
      log,
    };
  }

  /** Time passes; what was under way goes on. */
  async advance(ms: number): Promise<void> {
    await settled();
    await this.clock.advance(ms);
    await settled();
  }

  async stopHub(): Promise<void> {
    for (const { line } of this.stations) line.cut();
    await settled();
    await this.#hub.close();
    this.#hubParts.store.close();
  }

  async startHub(): Promise<void> {
    this.#hubParts = this.partsOf(StationId.parse('hub'), {});
    this.#hub = startHubRole(this.#hubParts);
    for (const { line } of this.stations) line.heal();
    await this.advance(5 * SECOND);
  }

  async close(): Promise<void> {
    for (const station of this.stations) await station.stop();
    await this.#hub.close();
    this.#hubParts.store.close();
  }
}

function mustHave<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test asks for something its hall does not have');
  return value;
}

const assets = readAssets(ROOT);

/** Runs a test in a hall whose stations are connected, and takes the hall down after it. */
export async function withHall(size: HallSize, test: (hall: HallUnderTest) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'yichuang-hall-'));
  await mkdir(join(folder, 'documents'));
  const { log, lines: logLines } = createLogLines();
  const hall = new HallUnderTest({ hall: await testHall(size), folder, assets: await assets, log, logLines, skewMs: size.skewMs ?? {} }, size);
  try {
    await hall.advance(SECOND);
    await test(hall);
  } finally {
    await hall.close();
    await rm(folder, { recursive: true });
  }
}
