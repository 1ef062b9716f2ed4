import { useSyncExternalStore } from 'react';

const LANDSCAPE = '(min-aspect-ratio: 1 / 1)';

function subscribe(changed: () => void): () => void {
  const query = matchMedia(LANDSCAPE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Whether the screen lies; the same line as in kiosk-pages.css. */
export function useLandscape(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(LANDSCAPE).matches);
}
