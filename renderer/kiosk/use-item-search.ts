import { useEffect, useState } from 'react';
import type { ServiceItem } from '../../shared/types/catalogue.ts';

const PAUSE_MS = 150;

export type Found = { state: 'searching' } | { state: 'found'; items: readonly ServiceItem[] } | { state: 'failed' };

/** Asks after a short pause in typing; only the answer to the newest question counts. `search` must be stable. */
export function useItemSearch(query: string, search: (query: string) => Promise<ServiceItem[]>): Found {
  const [found, setFound] = useState<Found>({ state: 'searching' });
  useEffect(() => {
    let newest = true;
    const timer = setTimeout(() => {
      search(query).then(
        (items) => {
          if (newest) setFound({ state: 'found', items });
        },
        () => {
          if (newest) setFound({ state: 'failed' });
        },
      );
    }, PAUSE_MS);
    return () => {
      newest = false;
      clearTimeout(timer);
    };
  }, [query, search]);
  return found;
}
