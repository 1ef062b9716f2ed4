/**
 * Does on the page what typing this character would have done: the handlers of keys see it, and unless one of them takes
 * it, it goes into the field that has the focus.
 */
export function typeCharacter(character: string): void {
  const target = document.activeElement ?? document.body;
  const press = new KeyboardEvent('keydown', { key: character, bubbles: true, cancelable: true, composed: true });
  if (!target.dispatchEvent(press)) return;
  // The one way to type into a field that keeps its undo, its length limit and the page's own handlers; it does nothing elsewhere.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('insertText', false, character);
}
