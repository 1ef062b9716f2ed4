import type { BusinessView } from '../../shared/contract/common.ts';

/** One line of the waiting table. */
export interface WaitingRow {
  key: string;
  /** Business or zone; empty for what did not fit. */
  name: string;
  waiting: number;
  expectedMinutes: number;
  open: boolean;
  /** How many zones this line stands for when it is the rest. */
  rest: number;
}

/**
 * What the board says about waiting. It never scrolls, because nothing but the newest call moves: when the
 * businesses do not fit they are added up by zone, and when the zones do not fit the longest queues stay and the
 * others share the last line.
 */
export function waitingRows(businesses: readonly BusinessView[], most: number): WaitingRow[] {
  if (businesses.length <= most) {
    return businesses.map(({ id, name, waiting, expectedMinutes, open }) => ({ key: id, name, waiting, expectedMinutes, open, rest: 0 }));
  }
  const zones = new Map<string, WaitingRow>();
  for (const business of businesses) {
    const zone = zones.get(business.zoneName) ?? emptyRow(business.zoneName);
    zones.set(business.zoneName, add(zone, business));
  }
  const rows = [...zones.values()];
  if (rows.length <= most) return rows;
  const longestFirst = rows.toSorted((a, b) => b.waiting - a.waiting);
  const others = longestFirst.slice(most - 1);
  const rest = others.reduce((sum, row) => add(sum, row), emptyRow(''));
  return [...longestFirst.slice(0, most - 1), { ...rest, rest: others.length }];
}

function emptyRow(name: string): WaitingRow {
  return { key: `zone ${name}`, name, waiting: 0, expectedMinutes: 0, open: false, rest: 0 };
}

function add(row: WaitingRow, part: Pick<WaitingRow, 'waiting' | 'expectedMinutes' | 'open'>): WaitingRow {
  return {
    ...row,
    waiting: row.waiting + part.waiting,
    expectedMinutes: Math.max(row.expectedMinutes, part.expectedMinutes),
    open: row.open || part.open,
  };
}
