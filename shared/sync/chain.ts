import type { EventRecord } from './wire.ts';

/** The prevHash of the first record of an epoch. */
export const FIRST_PREV_HASH = '0'.repeat(64);

/** Everything of a record except its own hash. */
export type UnhashedRecord = Omit<EventRecord, 'hash'>;

/**
 * The text a record's hash is taken of. Every field is preceded by its length, so that no character can be
 * moved from one field into the next without changing the text.
 */
export function canonicalText(record: UnhashedRecord): string {
  return (
    field(record.nodeId) +
    field(String(record.epoch)) +
    field(String(record.seq)) +
    field(record.id) +
    field(record.hlc) +
    field(record.stream) +
    field(record.type) +
    field(String(record.version)) +
    field(record.actor.kind) +
    field(record.actor.id) +
    field(record.prevHash) +
    field(record.payload)
  );
}

function field(text: string): string {
  return `${text.length}:${text},`;
}

/** Hash function over UTF-8 text, hex; handed in because shared code has no cryptography of its own. */
export type Sha256Hex = (text: string) => string;

export function isHashRight(record: EventRecord, sha256Hex: Sha256Hex): boolean {
  return sha256Hex(canonicalText(record)) === record.hash;
}
