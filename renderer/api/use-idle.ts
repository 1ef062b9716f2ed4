import { useEffect, useState } from 'react';

const TICK_MS = 1000;

/** Whole seconds until nobody has touched the page for `limitMs`; starts over at every touch or key. */
export function useIdleSeconds(limitMs: number): number {
  const [left, setLeft] = useState(limitMs / 1000);
  useEffect(() => {
    let lastTouch = Date.now();
    const touched = (): void => {
      lastTouch = Date.now();
      setLeft(limitMs / 1000);
    };
    const tick = (): void => setLeft(Math.max(0, Math.ceil((lastTouch + limitMs - Date.now()) / 1000)));
    const timer = setInterval(tick, TICK_MS);
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, [limitMs]);
  return left;
}
