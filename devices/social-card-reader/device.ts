import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, type Result } from '../../shared/basics/result.ts';
import { businessDateAt } from '../../shared/rules/business-date.ts';
import { createLink, type Connection } from '../core/link.ts';
import { createLock } from '../core/lock.ts';
import { untilAborted } from '../core/until-aborted.ts';
import type { PacketPipeFactory } from '../transports/packets.ts';
import { decodeCard } from './card-records.ts';
import { cardFailure, codeOf } from './failures.ts';
import { readRecords } from './read-card.ts';
import { createSlot, slotTransport, type ApduPipe, type Slot, type SlotState } from './slot.ts';
import type { SocialCardEvent, SocialCardFailure, SocialCardFields, SocialCardReader } from './types.ts';

export const SocialCardReaderOptions = z.strictObject({
  /** A card in the slot this many milliseconds after it was read raises 请取走您的社保卡. */
  cardLeftMs: z.number().int().min(1_000).max(600_000).default(15_000),
});

const READY = { health: 'ready', state: 'ready', advice: '' } as const;
const LEFT = { health: 'attention', state: 'card-left', advice: '有社保卡遗留在读卡器里，请提醒取走' } as const;

/** One card in the slot, until it is taken out. */
interface Visit {
  readonly ended: AbortController;
  stage: 'reading' | 'over' | 'silent';
}

/** Reads each card once when it is put in. Nothing is asked while the slot is empty: the system tells of a card by itself. */
export function createSocialCardReader(parts: {
  readonly factory: PacketPipeFactory;
  readonly clock: Clock;
  readonly options?: z.input<typeof SocialCardReaderOptions>;
}): SocialCardReader {
  const { factory, clock } = parts;
  const { cardLeftMs } = SocialCardReaderOptions.parse(parts.options ?? {});
  const listeners = new Set<(event: SocialCardEvent) => void>();
  const link = createLink({ factory: slotTransport(factory), clock, deviceName: '社保卡读卡器', session });
  /** The read of a card that was taken ends before the next one's begins. */
  const lock = createLock();
  let visit: Visit | null = null;

  function emit(event: SocialCardEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  async function session(connection: Connection): Promise<void> {
    const slot = createSlot(connection, clock);
    slot.onState((state) => stateChanged(state, slot, connection));
    link.markGood();
    link.set(READY);
    await untilAborted(connection.signal);
    if (visit?.stage === 'reading') failed('CARD_SILENT');
    taken();
  }

  function stateChanged(state: SlotState, slot: Slot, connection: Connection): void {
    const before = visit?.stage;
    if (before === 'reading') failed('CARD_REMOVED');
    taken();
    link.markGood();
    link.set(READY);
    // A late answer must not meet the next card: the reader is opened afresh, and tells its state again.
    if (before === 'silent') connection.giveUp();
    else if (state !== 'absent') inserted(state, slot);
  }

  function inserted(state: 'present' | 'mute', slot: Slot): void {
    const current: Visit = { ended: new AbortController(), stage: state === 'present' ? 'reading' : 'over' };
    visit = current;
    emit({ type: 'card-inserted' });
    if (state === 'mute') failed('CARD_MUTE');
    else void read(current, slot);
  }

  async function read(current: Visit, slot: Slot): Promise<void> {
    const result = await readCard({ transmit: (command) => lock.run(async () => (current.ended.signal.aborted ? fail('removed') : slot.transmit(command))) });
    // What was read of a card that is gone belongs to nobody.
    if (current.ended.signal.aborted) return;
    current.stage = !result.ok && result.error === 'CARD_SILENT' ? 'silent' : 'over';
    if (!result.ok) return failed(result.error);
    link.count('done');
    emit({ type: 'card-read', card: result.value });
    void alarmWhenLeft(current);
  }

  async function readCard(card: ApduPipe): Promise<Result<SocialCardFields, SocialCardFailure['code']>> {
    const values = await readRecords(card);
    return values.ok ? decodeCard(values.value, businessDateAt(clock.now()).replaceAll('-', '')) : fail(codeOf(values.error));
  }

  function failed(code: SocialCardFailure['code']): void {
    link.count('failed');
    emit({ type: 'card-failed', failure: cardFailure(code) });
  }

  async function alarmWhenLeft(current: Visit): Promise<void> {
    await clock.sleep(cardLeftMs, current.ended.signal);
    if (current.ended.signal.aborted) return;
    link.set(LEFT);
    emit({ type: 'card-left' });
  }

  /** The slot is empty, or nobody can tell any more. */
  function taken(): void {
    if (visit === null) return;
    visit.ended.abort();
    visit = null;
    emit({ type: 'card-removed' });
  }

  return {
    kind: 'socialCardReader',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    onCard(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
