import { useEffect, useState } from 'react';
import type { CaseView } from '../../../shared/contract/common.ts';
import type { CounterClient } from '../client.ts';

const TYPING_MS = 200;
const MOST = 50;
/** Until a list that could not be had is asked for again. */
const AGAIN_MS = 2_000;

export interface TodayCases {
  cases: readonly CaseView[];
  failed: boolean;
}

/** Today's cases for what is typed; asked again when `newest` changes, which is when a case was received here. */
export function useTodayCases(client: CounterClient, query: string, newest: string): TodayCases {
  const [today, setToday] = useState<TodayCases>({ cases: [], failed: false });
  useEffect(() => {
    let left = false;
    let timer = setTimeout(ask, query === '' ? 0 : TYPING_MS);
    function ask(): void {
      client.listCases({ query: query.trim(), limit: MOST }).then(
        (cases) => {
          if (!left) setToday({ cases, failed: false });
        },
        () => {
          if (left) return;
          setToday((last) => ({ ...last, failed: true }));
          timer = setTimeout(ask, AGAIN_MS);
        },
      );
    }
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, query, newest]);
  return today;
}
