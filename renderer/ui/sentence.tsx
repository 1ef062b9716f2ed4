import { chinesePunctuation } from './chinese-punctuation.ts';
import { StatusShape } from './status-dot.tsx';
import type { Tone } from './status-dot.tsx';

/** What happened and what to do, said where the person looks. Read out by screen readers when it appears. */
export function Sentence({ tone, text }: { tone: Tone; text: string }) {
  return (
    <p className={`sentence sentence-${tone}`} role={tone === 'fault' ? 'alert' : 'status'}>
      <StatusShape tone={tone} />
      <span>{chinesePunctuation(text)}</span>
    </p>
  );
}
