import { BusinessId } from '../../shared/basics/ids.ts';
import type { BusinessView } from '../../shared/contract/common.ts';
import { waitingRows } from './waiting-rows.ts';

function business(id: string, zoneName: string, waiting: number, expectedMinutes: number, open = true): BusinessView {
  return {
    id: BusinessId.parse(id), name: id, zoneName, prefix: 'A', waiting, expectedMinutes, longestMinutes: 0,
    windowNos: ['1'], open, closedReason: open ? '' : '今日已停止取号',
  };
}

const BUSINESSES = [
  business('a1', '甲区', 3, 12),
  business('a2', '甲区', 4, 30),
  business('b1', '乙区', 9, 25),
  business('c1', '丙区', 1, 5, false),
  business('d1', '丁区', 2, 8),
];

function told(most: number): [string, number, number, boolean, number][] {
  return waitingRows(BUSINESSES, most).map((row) => [row.name, row.waiting, row.expectedMinutes, row.open, row.rest]);
}

test('businesses that fit are shown one by one in their own order', () => {
  expect(told(5)).toEqual([
    ['a1', 3, 12, true, 0], ['a2', 4, 30, true, 0], ['b1', 9, 25, true, 0], ['c1', 1, 5, false, 0], ['d1', 2, 8, true, 0],
  ]);
});

test('more are added up by zone with the longest expectation', () => {
  expect(told(4)).toEqual([
    ['甲区', 7, 30, true, 0], ['乙区', 9, 25, true, 0], ['丙区', 1, 5, false, 0], ['丁区', 2, 8, true, 0],
  ]);
});

test('zones that do not fit share the last line, the longest queues stay', () => {
  expect(told(3)).toEqual([['乙区', 9, 25, true, 0], ['甲区', 7, 30, true, 0], ['', 3, 8, true, 2]]);
});

test('nobody is lost from the sum', () => {
  for (const most of [1, 2, 3, 4, 5]) {
    expect(waitingRows(BUSINESSES, most).reduce((sum, row) => sum + row.waiting, 0)).toBe(19);
  }
});
