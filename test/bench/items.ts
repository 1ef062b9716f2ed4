import { join } from 'node:path';
import { readAssets } from '../../main/app/assets.ts';
import { ItemId } from '../../shared/basics/ids.ts';
import { findItems } from '../../shared/rules/item-search.ts';
import type { ServiceItem } from '../../shared/types/catalogue.ts';
import { percentile, tenths, type BenchFigure } from './statistics.ts';

const ITEMS = 5_000;
const ROUNDS = 40;
const TARGET_MS = 20;

/** As people type: a beginning letter by letter, initials, syllables, two words, a code, a theme, an answer, nothing that fits. */
const QUERIES = ['营', '营业', '营业执照', 'yyzz', 'y', 'yingye', '许可 变更', '11990101990000017G', '开公司', '一件事', '丢失', 'gongjijin', '二手房过户', '不存在的事项'];

/** Search in a catalogue of 5,000 items: the one that comes with the program, over and over under other names. */
export async function benchItems(): Promise<BenchFigure[]> {
  const { catalogue } = await readAssets(join(import.meta.dirname, '..', '..'));
  const items: ServiceItem[] = [];
  for (let n = 0; items.length < ITEMS; n += 1) {
    items.push(...catalogue.items.map((item) => ({ ...item, id: ItemId.parse(`${item.id.slice(0, 30)}-${n}`), name: `${item.name}（${n} 类）` })));
  }
  const offered = items.slice(0, ITEMS);
  const first = timed(() => findItems(offered, 'yyzz', catalogue.themes));
  const samples = Array.from({ length: ROUNDS }, () => QUERIES.map((query) => timed(() => findItems(offered, query, catalogue.themes)))).flat();
  const p95 = percentile(samples, 0.95);
  return [
    { name: `${ITEMS} 个事项中查找，p95`, value: tenths(p95), unit: 'ms', target: TARGET_MS, ok: p95 <= TARGET_MS },
    { name: '第一次查找（含拼音）', value: tenths(first), unit: 'ms', target: 0, ok: true },
  ];
}

function timed(search: () => readonly unknown[]): number {
  const begun = performance.now();
  search();
  return performance.now() - begun;
}
