import { useEffect, useLayoutEffect, useState } from 'react';

/**
 * The service's time in epoch ms, refreshed every `everyMs`: the clock of a wall screen or a tablet is often wrong,
 * so pages count from the `serverTime` that came with the newest state.
 */
export function useNow(serverTime: number | null, everyMs = 1000): number {
  const [offset, setOffset] = useState(0);
  const [local, setLocal] = useState(() => Date.now());
  useLayoutEffect(() => {
    if (serverTime === null) return;
    // Before the picture is painted: a wrong clock must not flash up a count-down that is already over.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setOffset(serverTime - Date.now());
    setLocal(Date.now());
  }, [serverTime]);
  useEffect(() => {
    const timer = setInterval(() => setLocal(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return local + offset;
}
