import { useEffect, useRef, useState } from 'react';
import type { CallView } from '../../shared/contract/common.ts';
import { newCalls } from './new-calls.ts';

const NONE: ReadonlySet<string> = new Set();

/** The ids of the calls that came with the newest state; `announce` runs once for each state that brings some. */
export function useNewCalls(calls: readonly CallView[] | null, announce: () => void): ReadonlySet<string> {
  const before = useRef<readonly CallView[] | null>(null);
  const [fresh, setFresh] = useState(NONE);
  useEffect(() => {
    if (calls === null) return;
    const added = newCalls(before.current, calls);
    before.current = calls;
    if (added.length === 0) return;
    setFresh(new Set(added.map((call) => call.callId)));
    announce();
  }, [calls, announce]);
  return fresh;
}
