import { useEffect, useRef } from 'react';
import { createWedgeRecogniser, GAP_MS, type KeyStroke } from './recogniser.ts';
import { typeCharacter } from './type-character.ts';

/** A timer later than this was held up by a busy page: keys may be waiting that came in time. */
const TIMER_SLACK_MS = 16;

function strokeOf(event: KeyboardEvent): KeyStroke {
  return { key: event.key, at: event.timeStamp, plain: !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat && !event.isComposing };
}

/**
 * Hands on the codes of a scanner that types. Its keys reach no field, no button and no short cut of the page; what a
 * person types reaches them at most `GAP_MS` later.
 */
export function useWedge(onCode: (code: string) => void): void {
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => listenForCodes(window, (code) => latest.current(code)), []);
}

/** Returns what stops it. What is kept back then goes to the page. */
function listenForCodes(page: Window, onCode: (code: string) => void): () => void {
  const wedge = createWedgeRecogniser();
  let timer: number | undefined;

  function letGo(): void {
    page.clearTimeout(timer);
    wedge.release().forEach(typeCharacter);
  }

  function watchForPause(): void {
    page.clearTimeout(timer);
    const due = performance.now() + GAP_MS;
    timer = page.setTimeout(() => {
      if (performance.now() - due > TIMER_SLACK_MS) watchForPause();
      else letGo();
    }, GAP_MS);
  }

  function pressed(event: KeyboardEvent): void {
    // Our own replay, not a key.
    if (!event.isTrusted) return;
    const { release, keep, code } = wedge.press(strokeOf(event));
    release.forEach(typeCharacter);
    if (keep) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (wedge.holding) watchForPause();
    else page.clearTimeout(timer);
    if (code !== null) onCode(code);
  }

  // Before everything else on the page, so that nothing sees a key that may be a scanner's.
  page.addEventListener('keydown', pressed, { capture: true });
  // The person turns to something else: what was typed belongs where it was typed.
  page.addEventListener('pointerdown', letGo, { capture: true });
  page.addEventListener('compositionstart', letGo, { capture: true });
  return () => {
    letGo();
    page.removeEventListener('keydown', pressed, { capture: true });
    page.removeEventListener('pointerdown', letGo, { capture: true });
    page.removeEventListener('compositionstart', letGo, { capture: true });
  };
}
