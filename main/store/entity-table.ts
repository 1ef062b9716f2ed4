import { orderKey, type FoldStep, type StampedEvent } from '../../shared/rules/fold.ts';
import type { LoggedEvent } from './event-row.ts';

/** One projection whose rows are folded entities. */
export interface EntityTable<T> {
  readonly kind: string;
  fold(state: T | null, event: StampedEvent): FoldStep<T>;
  find(id: string): { readonly state: T; readonly lastKey: string } | null;
  insert(id: string, state: T, lastKey: string, created: LoggedEvent): void;
  update(id: string, state: T, lastKey: string): void;
  remove(id: string): void;
  /** Whether the log has events of the entity before a position. */
  hasHistory(id: string, before: number): boolean;
  /** The applied events of the entity up to a position of the log, in order of orderKey. */
  history(id: string, upTo: number): LoggedEvent[];
}

/** The table `conflict`. */
export interface ConflictTable {
  add(entity: string, eventId: string, reason: string): void;
  clear(entity: string): void;
}

/**
 * Folds one more event into an entity. An event older than one already folded (two nodes wrote to the entity while
 * apart) folds the whole entity anew in the common order, so that every node arrives at the same row.
 */
export function project<T>(table: EntityTable<T>, conflicts: ConflictTable, id: string, logged: LoggedEvent): void {
  const found = table.find(id);
  const key = orderKey(logged.record);
  const isNewest = found === null ? !table.hasHistory(id, logged.position) : key > found.lastKey;
  if (!isNewest) {
    refold(table, conflicts, id, logged.position);
    return;
  }
  const { next, conflict } = table.fold(found?.state ?? null, { event: logged.event, hlc: logged.record.hlc });
  if (conflict !== null) conflicts.add(entityName(table, id), logged.record.id, conflict);
  if (next === null) return;
  if (found === null) table.insert(id, next, key, logged);
  else table.update(id, next, key);
}

function refold<T>(table: EntityTable<T>, conflicts: ConflictTable, id: string, upTo: number): void {
  const entity = entityName(table, id);
  table.remove(id);
  conflicts.clear(entity);
  let state: T | null = null;
  let created: LoggedEvent | null = null;
  let lastKey = '';
  for (const logged of table.history(id, upTo)) {
    const step: FoldStep<T> = table.fold(state, { event: logged.event, hlc: logged.record.hlc });
    if (step.conflict !== null) conflicts.add(entity, logged.record.id, step.conflict);
    if (state === null && step.next !== null) created = logged;
    state = step.next;
    lastKey = orderKey(logged.record);
  }
  if (state !== null && created !== null) table.insert(id, state, lastKey, created);
}

function entityName<T>(table: EntityTable<T>, id: string): string {
  return `${table.kind}:${id}`;
}
