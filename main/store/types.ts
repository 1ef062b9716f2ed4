import type { Hlc } from '../../shared/basics/hlc.ts';
import type { BusinessDate, BusinessId, CaseId, CommandId, DocumentId, NodeId, TicketId, WindowId } from '../../shared/basics/ids.ts';
import type { Actor, EventRecord, Lease, RecordVerdict, VectorEntry } from '../../shared/sync/wire.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import type { NewUlid } from '../../shared/basics/ids.ts';
import type { CryptoPort } from '../crypto/crypto-port.ts';
import type { DeviceJob, DeviceJobKind } from '../../shared/types/device-job.ts';
import type { CaseFile } from '../../shared/types/case-file.ts';
import type { DomainEvent } from '../../shared/types/events.ts';
import type { ServiceWindow, Ticket, TicketState } from '../../shared/types/ticket.ts';

export interface StoreOptions {
  /** Path of the SQLite file, or `:memory:` in tests. Its folder must exist. */
  readonly path: string;
  readonly clock: Clock;
  readonly newUlid: NewUlid;
  readonly crypto: CryptoPort;
}

/** What a write transaction may do. Everything in one `write` is durable together or not at all. */
export interface WriteTx extends Reads {
  /** Appends to this node's own log and brings every projection up to date. Returns the record as stored. */
  append(event: DomainEvent, actor: Actor): EventRecord;
  /** Keeps the answer given to a command, so that a repeat gets the same one. `outcome` must survive JSON. */
  rememberOutcome(commandId: CommandId, outcome: unknown): void;
  /** Takes the next number of a leased block; null when no block of that scope has numbers left. */
  takeLeased(scope: string): number | null;
  addLease(lease: Lease): void;
  /** The next value of a counter of this node that nobody else writes (from 1, gap-free); leases come out of it too. */
  nextCounter(scope: string): number;
  /** Takes `count` values of the counter at once. */
  nextCounterBlock(scope: string, count: number): { from: number; to: number };
  /** Keeps a small fact of this station alone (a draft, the hall's identity key); null forgets it. Never synchronised. */
  saveNote(key: string, text: string | null): void;
  /** Writes a device job as it stands now, over what stood there under its id. Never synchronised. */
  saveDeviceJob(job: DeviceJob): void;
  /** Forgets jobs that ended done or failed before this time (epoch ms). */
  forgetDeviceJobs(endedBefore: number): void;
}

export interface Reads {
  /** The stored answer to a command; undefined when there is none. */
  findOutcome(commandId: CommandId): unknown;
  findTicket(id: TicketId): Ticket | null;
  /** The first of listTicketsByCommand. */
  findTicketByCommand(commandId: CommandId): Ticket | null;
  /** By time of taking. More than one when an answer was lost and the station went on alone: the hub voids its own. */
  listTicketsByCommand(commandId: CommandId): Ticket[];
  findTicketByNo(date: BusinessDate, no: string): Ticket | null;
  /** In order of taking. */
  listTickets(filter: { date: BusinessDate; states?: readonly TicketState[]; businessId?: BusinessId; limit?: number }): Ticket[];
  findWindow(id: WindowId): ServiceWindow | null;
  listWindows(): ServiceWindow[];
  findCase(id: CaseId): CaseFile | null;
  /** Newest first; `before` continues after the last case of the page before. */
  listCases(filter: { date?: BusinessDate; limit: number; before?: CaseId }): CaseFile[];
  findDocument(id: DocumentId): { caseId: CaseId; sha256: string } | null;
  /** Numbers left over all blocks of a scope. */
  leasedLeft(scope: string): number;
  /** The last value a counter gave; 0 before the first. */
  counterValue(scope: string): number;
  findNote(key: string): string | null;
  findDeviceJob(id: string): DeviceJob | null;
  /** Jobs that are queued, started or unknown, oldest first. */
  listOpenDeviceJobs(about?: { readonly kind: DeviceJobKind; readonly reference: string }): DeviceJob[];
  /** Every event of a stream in order of its HLC. */
  listStream(stream: string): EventRecord[];
}

/**
 * One SQLite file. The only way to state; every connection runs WAL with synchronous=FULL. Every method throws
 * `StoreUnavailable` (errors.ts) when the disk fails; the store reopens itself and the next call may succeed.
 */
export interface Store extends Reads {
  readonly nodeId: NodeId;
  /** Grows when the file turns out to be an older copy of itself; own records are then numbered anew. */
  readonly epoch: number;
  readonly sync: SyncStore;
  readonly audit: StoreAudit;
  /** Runs `body` in one transaction and returns after the fsynced commit. A throw rolls everything back. */
  write<T>(body: (tx: WriteTx) => T): T;
  /**
   * The same, but all bodies handed in during one turn of the event loop share one commit (group commit).
   * A body that throws is rolled back alone (savepoint) and rejects alone; resolves after the fsynced commit.
   */
  writeGrouped<T>(body: (tx: WriteTx) => T): Promise<T>;
  /** The newest stamp this node has given or seen; null in an empty log. */
  lastHlc(): Hlc | null;
  /** Another node answered with this stamp: what this node appends next comes after it. */
  observe(hlc: Hlc): void;
  /** Called after the commit with the records of that commit, own and received, in log order. */
  onCommit(listener: (records: readonly EventRecord[]) => void): () => void;
  close(): void;
}

/** Checks a person can ask for. */
export interface StoreAudit {
  /** Every break of a hash chain in the log: what was changed, removed or put in. Reads the whole log. */
  findChainFaults(): { nodeId: NodeId; epoch: number; seq: number; fault: string }[];
  /** Computes every projection anew from the log. */
  rebuildProjections(): void;
  /** Hash of all projections; equal at two nodes that hold the same records. */
  digestProjections(): string;
  /** Events that took no effect, because two sides did something contrary while apart. */
  listConflicts(limit: number): { entity: string; eventId: string; reason: string }[];
}

/** A record on its way upstream; a dead one goes as it came. `chars`: about how long it is on the wire. */
export interface OutboundRecord {
  readonly position: number;
  readonly record: unknown;
  readonly chars: number;
}

export interface Refusal {
  readonly position: number;
  readonly reason: string;
}

/** The sync side of the same file: used by main/sync only. */
export interface SyncStore {
  /** Own and received records with a local position after `after`, oldest first: what a peer upstream lacks. */
  listAfter(after: number, limit: number): OutboundRecord[];
  /** The position up to which a peer with this vector holds everything: where sending to it goes on. */
  findResumePosition(vector: readonly VectorEntry[]): number;
  /**
   * Begins a new epoch when a peer holds more of this node's records than this file: the file was restored from a
   * copy, and numbers after its end are used up. Returns whether it did.
   */
  beginEpochIfBehind(vector: readonly VectorEntry[]): boolean;
  findCursor(peer: string): number;
  /** Saves how far the peer has answered, and what it refused for good, in one transaction. */
  saveCursor(peer: string, position: number, refused: readonly Refusal[]): void;
  /** What the peer refused for good, newest first. */
  listRefusals(peer: string, limit: number): Refusal[];
  countRefusals(peer: string): number;
  vector(): VectorEntry[];
  /**
   * Applies records of other nodes in one transaction, shared with whatever else arrives in this turn of the event
   * loop: checks chain and schema, stores, projects. One verdict each, after the fsynced commit.
   */
  applyInbound(records: readonly unknown[], from: string): Promise<RecordVerdict[]>;
  listDeadLetters(limit: number): { id: number; from: string; at: number; reason: string; record: string }[];
  countDeadLetters(): number;
  /** Records with a position after the peer's cursor, and the time of the oldest of them (epoch ms). */
  backlog(peer: string): { count: number; oldestAt: number | null };
}
