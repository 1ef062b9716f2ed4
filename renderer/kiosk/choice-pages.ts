import type { BusinessView } from '../../shared/contract/common.ts';

/** Businesses of one zone that stand together on one page. */
export interface ChoiceGroup {
  zoneName: string;
  businesses: BusinessView[];
}

/** Splits businesses into pages of at most `perPage`, zones kept together in the order in which they first appear. */
export function choicePages(businesses: readonly BusinessView[], perPage: number): ChoiceGroup[][] {
  const zones = [...new Set(businesses.map((business) => business.zoneName))];
  const ordered = zones.flatMap((zone) => businesses.filter((business) => business.zoneName === zone));
  return pagesOf(ordered, perPage).map(grouped);
}

/** Cuts a list into pages of at most `perPage`. */
export function pagesOf<Entry>(entries: readonly Entry[], perPage: number): Entry[][] {
  const pages: Entry[][] = [];
  for (let start = 0; start < entries.length; start += perPage) pages.push(entries.slice(start, start + perPage));
  return pages;
}

function grouped(page: readonly BusinessView[]): ChoiceGroup[] {
  const groups: ChoiceGroup[] = [];
  for (const business of page) {
    const last = groups.at(-1);
    if (last?.zoneName === business.zoneName) last.businesses.push(business);
    else groups.push({ zoneName: business.zoneName, businesses: [business] });
  }
  return groups;
}
