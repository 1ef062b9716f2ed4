import { useEffect } from 'react';
import { Sentence } from './sentence.tsx';
import type { Tone } from './status-dot.tsx';

const SHOWN_MS = 6000;

/** A sentence over the page that goes by itself. `onGone` must be stable. */
export function Toast({ tone, text, onGone }: { tone: Tone; text: string; onGone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onGone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text, onGone]);
  return (
    <div className="toast">
      <Sentence tone={tone} text={text} />
    </div>
  );
}
