import { useEffect, useState } from 'react';
import type { ItemId } from '../../../shared/basics/ids.ts';
import type { ServiceItem } from '../../../shared/types/catalogue.ts';
import type { CounterClient } from '../client.ts';

/** The item of a draft as the catalogue has it now; a restored draft keeps only its id. Null while it is looked up. */
export function useCatalogueItem(client: CounterClient, itemId: ItemId | null): [ServiceItem | null, (item: ServiceItem) => void] {
  const [item, setItem] = useState<ServiceItem | null>(null);
  const known = item?.id === itemId ? item : null;
  const wanted = known === null ? itemId : null;
  useEffect(() => {
    if (wanted === null) return undefined;
    let left = false;
    client.searchItems({ query: wanted }).then(
      (found) => {
        const match = found.find((candidate) => candidate.item.id === wanted);
        if (!left && match !== undefined) setItem(match.item);
      },
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [client, wanted]);
  return [known, setItem];
}
