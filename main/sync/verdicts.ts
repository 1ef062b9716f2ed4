import { assertNever } from '../../shared/basics/assert-never.ts';
import type { SyncReply } from '../../shared/sync/wire.ts';
import type { OutboundRecord, Refusal } from '../store/types.ts';

/** What the answer to a batch means for the sender. */
export interface Judgement {
  /** The position up to which the peer has decided for good; null when it decided nothing. */
  readonly doneUpTo: number | null;
  readonly refused: readonly Refusal[];
  /** The peer lacks something before the record after `doneUpTo`. */
  readonly hasGap: boolean;
}

/** Reads the verdicts in order. A dead record is passed over, not waited for; a gap ends the reading. */
export function judge(records: readonly OutboundRecord[], reply: SyncReply): Judgement {
  if (reply.verdicts.length !== records.length) {
    throw new Error(`${reply.verdicts.length} verdicts for ${records.length} records`);
  }
  let doneUpTo: number | null = null;
  const refused: Refusal[] = [];
  for (const [index, { position }] of records.entries()) {
    const answer = reply.verdicts[index];
    if (answer === undefined) break;
    switch (answer.verdict) {
      case 'STORED':
      case 'DUPLICATE':
      case 'PARKED':
        break;
      case 'DEAD':
        refused.push({ position, reason: answer.reason ?? '' });
        break;
      case 'GAP':
        return { doneUpTo, refused, hasGap: true };
      default:
        assertNever(answer.verdict);
    }
    doneUpTo = position;
  }
  return { doneUpTo, refused, hasGap: false };
}
