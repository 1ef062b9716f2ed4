import { useState } from 'react';
import type { CallerNotice } from '../../shared/contract/counter.ts';
import type { Operations } from './use-operations.ts';

/**
 * Follows the keys of the physical caller: what a key has to ask is asked here, what was refused is said here until it
 * is closed. What was there when the page opened is not asked again.
 */
export function useCallerNotice(notice: CallerNotice | null, operations: Operations): { sentence: string; close(): void } {
  const id = notice?.id ?? null;
  const [followed, setFollowed] = useState(id);
  const [closed, setClosed] = useState<number | null>(null);

  if (followed !== id) {
    setFollowed(id);
    if (notice === null) operations.closeQuestion();
    else if (notice.question !== null) operations.ask(notice.question);
  }

  return { sentence: notice === null || notice.id === closed ? '' : notice.sentence, close: () => setClosed(id) };
}
