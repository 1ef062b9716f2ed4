import { parseOwnJson } from '../../shared/basics/own-json.ts';
import type { CommandId } from '../../shared/basics/ids.ts';
import type { Lease } from '../../shared/sync/wire.ts';
import type { SqliteDatabase } from './connection.ts';
import type { WriteTx } from './types.ts';

export type Numbers = Pick<
  WriteTx,
  'rememberOutcome' | 'findOutcome' | 'takeLeased' | 'leasedLeft' | 'addLease' | 'nextCounter' | 'nextCounterBlock' | 'counterValue'
>;

/** Counters, leased blocks of numbers and the stored answers to commands. */
export function createNumbers(db: SqliteDatabase): Numbers {
  const insertOutcome = db.prepare('INSERT INTO outcome (command_id, outcome) VALUES (?, ?)');
  const selectOutcome = db.prepare<[string], string>('SELECT outcome FROM outcome WHERE command_id = ?').pluck();
  const bumpCounter = db.prepare<[string, number], number>(
    `INSERT INTO counter (scope, value) VALUES (?, ?)
       ON CONFLICT (scope) DO UPDATE SET value = value + excluded.value RETURNING value`,
  ).pluck();
  const selectCounter = db.prepare<[string], number>('SELECT value FROM counter WHERE scope = ?').pluck();
  const insertLease = db.prepare('INSERT INTO lease (scope, from_no, to_no, next_no) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const takeFromLease = db.prepare<[string, string], number>(
    `UPDATE lease SET next_no = next_no + 1
       WHERE scope = ? AND from_no = (SELECT min(from_no) FROM lease WHERE scope = ? AND next_no <= to_no)
       RETURNING next_no - 1`,
  ).pluck();
  const sumLeft = db.prepare<[string], number>('SELECT coalesce(sum(to_no + 1 - next_no), 0) FROM lease WHERE scope = ?').pluck();

  function nextCounterBlock(scope: string, count: number): { from: number; to: number } {
    if (!Number.isInteger(count) || count < 1) throw new Error(`a block of ${count} numbers`);
    const to = bumpCounter.get(scope, count);
    if (to === undefined) throw new Error('the counter gave no value');
    return { from: to - count + 1, to };
  }

  return {
    rememberOutcome: (commandId: CommandId, outcome: unknown) => {
      insertOutcome.run(commandId, JSON.stringify(outcome));
    },
    findOutcome: (commandId) => {
      const outcome = selectOutcome.get(commandId);
      return outcome === undefined ? undefined : parseOwnJson<unknown>(outcome);
    },
    takeLeased: (scope) => takeFromLease.get(scope, scope) ?? null,
    leasedLeft: (scope) => sumLeft.get(scope) ?? 0,
    addLease: ({ scope, from, to }: Lease) => {
      insertLease.run(scope, from, to, from);
    },
    nextCounter: (scope) => nextCounterBlock(scope, 1).from,
    nextCounterBlock,
    counterValue: (scope) => selectCounter.get(scope) ?? 0,
  };
}
