import { useCallback, useEffect, useState } from 'react';
import type { Result } from '../../shared/basics/result.ts';
import type { Failure } from './central-client.ts';

export interface Asked<T> {
  /** The newest answer; stays while the next one is on its way. */
  value: T | null;
  failure: Failure | null;
  loading: boolean;
  again(): void;
}

/** Asks the centre whenever `key` changes or `again` is called; an answer to an earlier question is dropped. */
export function useAsked<T>(key: string, ask: (signal: AbortSignal) => Promise<Result<T, Failure>>): Asked<T> {
  const [answer, setAnswer] = useState<{ key: string; value: T | null; failure: Failure | null } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const question = `${attempt} ${key}`;

  useEffect(() => {
    const stop = new AbortController();
    void ask(stop.signal).then((result) => {
      if (stop.signal.aborted) return;
      setAnswer((last) =>
        result.ok
          ? { key: question, value: result.value, failure: null }
          : { key: question, value: last?.value ?? null, failure: result.error },
      );
    });
    return () => stop.abort();
    // The question says everything `ask` depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [question]);

  const again = useCallback(() => setAttempt((last) => last + 1), []);
  return { value: answer?.value ?? null, failure: answer?.failure ?? null, loading: answer?.key !== question, again };
}
