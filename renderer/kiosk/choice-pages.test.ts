import { BusinessId } from '../../shared/basics/ids.ts';
import type { BusinessView } from '../../shared/contract/common.ts';
import { choicePages } from './choice-pages.ts';

function business(id: string, zoneName: string): BusinessView {
  return {
    id: BusinessId.parse(id), name: id, zoneName, prefix: 'A', waiting: 0, expectedMinutes: 0, longestMinutes: 0,
    windowNos: [], open: true, closedReason: '',
  };
}

function told(businesses: BusinessView[], perPage: number): [string, string[]][][] {
  return choicePages(businesses, perPage).map((page) => page.map((group) => [group.zoneName, group.businesses.map((b) => b.name)]));
}

test('zones keep together in the order of their first business, and a zone goes on over the page', () => {
  const list = [business('a1', '甲区'), business('b1', '乙区'), business('a2', '甲区'), business('b2', '乙区'), business('b3', '乙区')];
  expect(told(list, 3)).toEqual([
    [['甲区', ['a1', 'a2']], ['乙区', ['b1']]],
    [['乙区', ['b2', 'b3']]],
  ]);
});

test('one business is one page, none is no page', () => {
  expect(told([business('a1', '甲区')], 6)).toEqual([[['甲区', ['a1']]]]);
  expect(told([], 6)).toEqual([]);
});
