import { doorPlaces, LockerOptions } from './options.ts';

test.each([
  [{}, 24, { name: '1', board: 1, lock: 1 }, { name: '24', board: 1, lock: 24 }],
  [{ doors: 30 }, 30, { name: '1', board: 1, lock: 1 }, { name: '30', board: 2, lock: 6 }],
  [{ protocol: 'wkly', locksPerBoard: 12, doors: 13 }, 13, { name: '1', board: 0, lock: 1 }, { name: '13', board: 1, lock: 1 }],
  [{ protocol: 'kerong-cu16' }, 16, { name: '1', board: 0, lock: 1 }, { name: '16', board: 0, lock: 16 }],
  [{ doors: [{ name: 'A3', board: 2, lock: 7 }] }, 1, { name: 'A3', board: 2, lock: 7 }, { name: 'A3', board: 2, lock: 7 }],
] as const)('%j', (input, count, first, last) => {
  const places = doorPlaces(LockerOptions.parse(input));
  expect([places.length, places[0], places.at(-1)]).toEqual([count, first, last]);
});

test.each([
  [{ doors: [{ name: '1', board: 0, lock: 1 }] }, '锁控板编号应在 1 到 32 之间'],
  [{ doors: 800 }, ''],
  [{ protocol: 'kerong-cu16', doors: [{ name: '1', board: 0, lock: 17 }] }, '锁编号应在 1 到 16 之间'],
  [{ protocol: 'kerong-cu16', doors: 257 }, '柜门“257”的锁控板编号应在 0 到 15 之间'],
  [{ doors: [{ name: '1', board: 1, lock: 1 }, { name: '1', board: 1, lock: 2 }] }, '柜门名称“1”重复'],
  [{ doors: [{ name: '1', board: 1, lock: 1 }, { name: '2', board: 1, lock: 1 }] }, '柜门“2”的锁已用于另一个门'],
  [{ locksPerBoard: 16 }, ''],
  [{ closedReads: 2 }, ''],
  [{ protocol: 'winnsen' }, ''],
])('%j is refused: %s', (input, part) => {
  const parsed = LockerOptions.safeParse(input);
  expect(parsed.error?.message).toContain(part);
});
