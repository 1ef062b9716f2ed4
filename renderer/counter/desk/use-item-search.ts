import { useEffect, useState } from 'react';
import type { ServiceItem } from '../../../shared/types/catalogue.ts';
import type { CounterClient } from '../client.ts';

export interface FoundItem {
  readonly item: ServiceItem;
  /** Why it may not be handled; null when it may. */
  readonly unavailable: string | null;
}

export type ItemSearch = { status: 'loading' } | { status: 'failed' } | { status: 'found'; query: string; items: readonly FoundItem[] };

const TYPING_MS = 150;

/** The items for what is typed; the service knows pinyin. The last result stays while the next is looked up. */
export function useItemSearch(client: CounterClient, query: string): ItemSearch {
  const [search, setSearch] = useState<ItemSearch>({ status: 'loading' });
  useEffect(() => {
    let left = false;
    const timer = setTimeout(() => {
      client.searchItems({ query: query.trim() }).then(
        (items) => {
          if (!left) setSearch({ status: 'found', query, items });
        },
        () => {
          if (!left) setSearch({ status: 'failed' });
        },
      );
    }, query === '' ? 0 : TYPING_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, query]);
  return search;
}
