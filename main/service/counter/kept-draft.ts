import { z } from 'zod';
import { TicketId } from '../../../shared/basics/ids.ts';
import { CaseDraft } from '../../../shared/contract/counter.ts';
import type { WindowConfig } from '../../../shared/types/hall.ts';
import type { Store } from '../../store/types.ts';
import { bugOf, type Log } from '../log.ts';

const Kept = z.strictObject({ ticketId: TicketId, draft: CaseDraft });
type Kept = z.infer<typeof Kept>;

/**
 * The unfinished form of the case at a window, on disk so that it outlives page and service. It belongs to one ticket
 * and is gone with it: it holds a person's name and phone.
 */
export function createKeptDraft(store: Store, window: WindowConfig, log: Log) {
  const key = `draft:${window.id}`;
  let kept: Kept | null = read();

  function read(): Kept | null {
    const text = store.findNote(key);
    const parsed = text === null ? null : Kept.safeParse(JSON.parse(text));
    return parsed?.success ? parsed.data : null;
  }

  return {
    of: (ticketId: TicketId | null): CaseDraft | null => (kept !== null && kept.ticketId === ticketId ? kept.draft : null),

    save(ticketId: TicketId, draft: CaseDraft): void {
      store.write((tx) => tx.saveNote(key, JSON.stringify({ ticketId, draft } satisfies Kept)));
      kept = { ticketId, draft };
    },

    /** Forgets the draft unless it is this ticket's. What it follows on has happened: a failing disk cannot undo that. */
    keepOnlyOf(ticketId: TicketId | null): void {
      if (kept === null || kept.ticketId === ticketId) return;
      kept = null;
      try {
        store.write((tx) => tx.saveNote(key, null));
      } catch (error) {
        log.error({ event: 'draft-not-forgotten', ...bugOf(error) }, '草稿没有从磁盘删除');
      }
    },
  };
}
