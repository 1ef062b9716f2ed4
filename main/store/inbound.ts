import { claimedHash, parseRecord } from '../../shared/sync/validate.ts';
import type { ParsedRecord, RecordHeader } from '../../shared/sync/validate.ts';
import { isHashRight } from '../../shared/sync/chain.ts';
import { tick } from '../../shared/basics/hlc.ts';
import { windowOf } from '../../shared/rules/fold-window.ts';
import type { EventRecord, RecordVerdict } from '../../shared/sync/wire.ts';
import type { SqliteDatabase } from './connection.ts';
import type { EventLog, Head } from './event-log.ts';
import type { Identity } from './identity.ts';
import type { Projections } from './projections.ts';
import type { StoreOptions } from './types.ts';

/** A dead letter keeps at most this much of what came in. */
const MAX_LETTER = 400_000;

export interface InboundDeps {
  readonly log: EventLog;
  readonly projections: Projections;
  readonly identity: () => Identity;
  readonly options: StoreOptions;
  /** Told of each record that is now in the log, for onCommit. */
  readonly onStored: (record: EventRecord) => void;
}

/**
 * Receives one record of another node, inside a transaction, and answers what became of it. A record refused for
 * good still takes its place in its chain where it has one, so that what follows it is not held up, here or upstream.
 */
export function createReceive(db: SqliteDatabase, deps: InboundDeps): (raw: unknown, from: string) => RecordVerdict {
  const { log, projections, identity, options } = deps;
  const selectStored = db.prepare<[number, number], { hash: string; state: string; reason: string | null }>(
    `SELECT e.hash, e.state, d.reason FROM event e LEFT JOIN dead_letter d ON d.position = e.position
       WHERE e.origin = ? AND e.seq = ?`,
  );
  const selectById = db.prepare<[string]>('SELECT 1 FROM event WHERE id = ?');
  const insertLetter = db.prepare(
    `INSERT INTO dead_letter (peer, at, reason, digest, record, position) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (peer, digest) DO UPDATE SET position = coalesce(position, excluded.position)`,
  );

  function receive(raw: unknown, from: string): RecordVerdict {
    const parsed = parseRecord(raw);
    const header = parsed.kind === 'DEAD' ? parsed.header : parsed.record;
    if (header === null) return bury(raw, from, deadReason(parsed), null);
    const head = log.headOf(header.nodeId, header.epoch);
    if (header.seq <= head.seq) return answerRepeat(raw, from, parsed, header, head);
    if (isOwnChain(header)) return bury(raw, from, 'record: of the receiver itself', null);
    if (header.seq > head.seq + 1) return { verdict: 'GAP' };
    const reason = deadReason(parsed) || chainFault(parsed, head);
    if (parsed.kind === 'DEAD' || reason !== '') return bury(raw, from, reason, header);
    return store(parsed);
  }

  function store(parsed: Exclude<ParsedRecord, { kind: 'DEAD' }>): RecordVerdict {
    const { record } = parsed;
    if (parsed.kind === 'PARKED') {
      log.insert(record, 'PARKED', null);
      deps.onStored(record);
      return { verdict: 'PARKED' };
    }
    const position = log.insert(record, 'APPLIED', windowOf(parsed.event));
    projections.apply({ position, record, event: parsed.event });
    deps.onStored(record);
    return { verdict: 'STORED' };
  }

  /** What is wrong with a well-formed record as the next of its chain; empty when nothing is. */
  function chainFault(parsed: ParsedRecord, head: Head): string {
    if (parsed.kind === 'DEAD') return '';
    const { record } = parsed;
    if (head.hash !== '' && record.prevHash !== head.hash) return 'chain: prevHash is not the hash of the record before';
    if (!isHashRight(record, options.crypto.sha256Hex)) return 'chain: hash does not fit the content';
    if (selectById.get(record.id) !== undefined) return 'record: id used by another record';
    return '';
  }

  function answerRepeat(raw: unknown, from: string, parsed: ParsedRecord, header: RecordHeader, head: Head): RecordVerdict {
    const stored = head.origin === null ? undefined : selectStored.get(head.origin, header.seq);
    if (stored?.state === 'DEAD') return { verdict: 'DEAD', reason: stored.reason ?? 'refused before' };
    if (parsed.kind !== 'DEAD' && stored?.hash === parsed.record.hash) return { verdict: 'DUPLICATE' };
    return bury(raw, from, 'fork: another record with this number is stored', null);
  }

  function isOwnChain(header: RecordHeader): boolean {
    return header.nodeId === identity().nodeId && header.epoch === identity().epoch;
  }

  /** Keeps what was refused for a person to see; `header` gives it its place in the chain. */
  function bury(raw: unknown, from: string, reason: string, header: RecordHeader | null): RecordVerdict {
    const text = letterText(raw, header);
    const position = header === null ? null : insertPlaceholder(raw, header);
    insertLetter.run(from, options.clock.now(), reason, options.crypto.sha256Hex(text), text, position);
    return { verdict: 'DEAD', reason };
  }

  function insertPlaceholder(raw: unknown, { nodeId, epoch, seq }: RecordHeader): number {
    return log.insertDead({ nodeId, epoch, seq, hash: claimedHash(raw), hlc: tick(log.lastHlc(), options.clock.now()) });
  }

  return receive;
}

function deadReason(parsed: ParsedRecord): string {
  return parsed.kind === 'DEAD' ? parsed.reason : '';
}

function letterText(raw: unknown, header: RecordHeader | null): string {
  const text = JSON.stringify(raw) ?? 'null';
  if (text.length <= MAX_LETTER) return text;
  return JSON.stringify({ ...header, hash: claimedHash(raw), cutAt: MAX_LETTER, start: text.slice(0, 2_000) });
}
