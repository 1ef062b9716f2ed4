import { useCallback, useEffect, useRef } from 'react';

const TAPS = 5;
const WITHIN_MS = 3_000;

/** The taps of the last seconds with one more at `now`; they open the door when there are enough of them. */
export function withTap(taps: readonly number[], now: number): { readonly taps: readonly number[]; readonly opens: boolean } {
  const recent = [...taps.filter((at) => now - at < WITHIN_MS), now];
  return recent.length >= TAPS ? { taps: [], opens: true } : { taps: recent, opens: false };
}

/**
 * The door of the staff on a page for the public: five taps on the clock within 3 s, or Ctrl+Alt+D. It is no secret:
 * behind it is a login. Returns what a tap on the clock does.
 */
export function useStaffDoor(open: () => void): () => void {
  const taps = useRef<readonly number[]>([]);
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    function pressed(event: KeyboardEvent): void {
      if (event.ctrlKey && event.altKey && event.code === 'KeyD') latest.current();
    }
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return useCallback(() => {
    const after = withTap(taps.current, Date.now());
    taps.current = after.taps;
    if (after.opens) latest.current();
  }, []);
}
