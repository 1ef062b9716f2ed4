import { useEffect, useState } from 'react';
import type { CaseView } from '../../../shared/contract/common.ts';
import type { CounterClient } from '../client.ts';

const TYPING_MS = 200;
const MOST = 50;

export interface TodayCases {
  cases: readonly CaseView[];
  failed: boolean;
}

/** Today's cases for what is typed; asked again when `newest` changes, which is when a case was received here. */
export function useTodayCases(client: CounterClient, query: string, newest: string): TodayCases {
  const [today, setToday] = useState<TodayCases>({ cases: [], failed: false });
  useEffect(() => {
    let left = false;
    const timer = setTimeout(() => {
      client.listCases({ query: query.trim(), limit: MOST }).then(
        (cases) => {
          if (!left) setToday({ cases, failed: false });
        },
        () => {
          if (!left) setToday((last) => ({ ...last, failed: true }));
        },
      );
    }, query === '' ? 0 : TYPING_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, query, newest]);
  return today;
}
