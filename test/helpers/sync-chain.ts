import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { ManualClock } from '../../shared/basics/clock.ts';
import type { Random } from '../../shared/basics/seeded-random.ts';
import type { EventRecord } from '../../shared/sync/wire.ts';
import { createInbound } from '../../main/sync/inbound.ts';
import { createUplink } from '../../main/sync/uplink.ts';
import type { SyncTransport, Uplink } from '../../main/sync/uplink.ts';
import { freshStorePath, MONDAY_NINE, openTestStore } from './store.ts';
import type { EventMaker, StoreUnderTest } from './store.ts';

/** Files without a disk below them: a simulated crash is a close, which needs no fsync to be real. */
const RAM_FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Small, so that two batches are often under way and overtake each other. */
const BATCH = 4;

/** How bad the links are, each a probability. */
export interface LinkFaults {
  readonly drop: number;
  readonly duplicate: number;
  readonly late: number;
}

/** One node of the chain on its own file; `restart` is a crash: the uplink is cut off, the file opened anew. */
export class ChainNode {
  readonly path = freshStorePath(RAM_FOLDER);
  readonly #clock: ManualClock;
  #opened: StoreUnderTest;
  #uplink: Uplink | null = null;
  readonly #transport: SyncTransport | null;

  constructor(clock: ManualClock, transport: SyncTransport | null) {
    this.#clock = clock;
    this.#transport = transport;
    this.#opened = openTestStore(this.path, clock);
    this.#startUplink();
  }

  get store() {
    return this.#opened.store;
  }

  get events(): EventMaker {
    return this.#opened.events;
  }

  get uplink(): Uplink {
    if (this.#uplink === null) throw new Error('the last node of the chain has no uplink');
    return this.#uplink;
  }

  restart(): void {
    this.#opened.store.close();
    void this.#uplink?.stop();
    this.#opened = openTestStore(this.path, this.#clock);
    this.#startUplink();
  }

  async close(): Promise<void> {
    const stopped = this.#uplink?.stop();
    await this.#clock.advance(0);
    await stopped;
    this.#opened.store.close();
    rmSync(dirname(this.path), { recursive: true });
  }

  #startUplink(): void {
    if (this.#transport === null) return;
    this.#uplink = createUplink({
      store: this.store,
      peer: 'upstream',
      transport: this.#transport,
      clock: this.#clock,
      software: 'test',
      batchSize: BATCH,
    });
    this.#uplink.start();
  }
}

/** station → hub → centre in one process, on links that lose, repeat and delay. */
export class SyncChain {
  readonly clock = new ManualClock(MONDAY_NINE);
  readonly station: ChainNode;
  readonly hub: ChainNode;
  readonly centre: ChainNode;
  faults: LinkFaults;
  readonly #random: Random;

  constructor(random: Random, faults: LinkFaults) {
    this.#random = random;
    this.faults = faults;
    this.centre = new ChainNode(this.clock, null);
    this.hub = new ChainNode(this.clock, this.#link(() => this.centre));
    this.station = new ChainNode(this.clock, this.#link(() => this.hub));
  }

  get nodes(): readonly ChainNode[] {
    return [this.station, this.hub, this.centre];
  }

  /** Repairs the links and lets time pass until every uplink is idle. */
  async settle(): Promise<void> {
    this.faults = { drop: 0, duplicate: 0, late: 0 };
    for (let round = 0; round < 200; round += 1) {
      const isDone = [this.station, this.hub].every((node) => {
        const { state, backlog } = node.uplink.status();
        return state === 'idle' && backlog === 0;
      });
      if (isDone) return;
      await this.clock.advance(1_000);
    }
    throw new Error(`not settled: ${JSON.stringify([this.station.uplink.status(), this.hub.uplink.status()])}`);
  }

  async close(): Promise<void> {
    for (const node of this.nodes) await node.close();
  }

  #link(peer: () => ChainNode): SyncTransport {
    return {
      hello: (hello) => this.#carry(async () => createInbound({ store: peer().store, clock: this.clock }).hello(hello)),
      push: (batch) =>
        this.#carry(() => createInbound({ store: peer().store, clock: this.clock }).push(overTheWire(batch), 'downstream')),
    };
  }

  async #carry<T>(deliver: () => Promise<T>): Promise<T> {
    if (this.#happens(this.faults.late)) await this.clock.sleep(this.#random() * 15_000);
    if (this.#happens(this.faults.drop)) throw new Error('request lost');
    const answers = this.#happens(this.faults.duplicate) ? [deliver(), deliver()] : [deliver()];
    const [answer] = await Promise.all(answers);
    if (answer === undefined || this.#happens(this.faults.drop)) throw new Error('answer lost');
    return answer;
  }

  #happens(probability: number): boolean {
    return this.#random() < probability;
  }
}

function overTheWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** Every record of a store in log order. */
export function allRecords(node: ChainNode): EventRecord[] {
  return node.store.sync.listAfter(0, 100_000).map(({ record }) => record as EventRecord);
}
