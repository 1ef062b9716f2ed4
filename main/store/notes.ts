import type { SqliteDatabase } from './connection.ts';
import type { WriteTx } from './types.ts';

export type Notes = Pick<WriteTx, 'findNote' | 'saveNote'>;

/** Small facts of this station alone. */
export function createNotes(db: SqliteDatabase): Notes {
  const select = db.prepare<[string], string>('SELECT text FROM note WHERE key = ?').pluck();
  const upsert = db.prepare('INSERT INTO note (key, text) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET text = excluded.text');
  const remove = db.prepare('DELETE FROM note WHERE key = ?');
  return {
    findNote: (key) => select.get(key) ?? null,
    saveNote: (key, text) => {
      if (text === null) remove.run(key);
      else upsert.run(key, text);
    },
  };
}
