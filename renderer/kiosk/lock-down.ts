/** A touch screen in public: no menu, no selection, no dragging in or out, no zoom. */
const REFUSED = ['contextmenu', 'selectstart', 'dragstart', 'dragover', 'drop', 'gesturestart'] as const;

export function lockDown(page: Pick<Window, 'addEventListener'>): void {
  for (const event of REFUSED) page.addEventListener(event, (happened) => happened.preventDefault());
  page.addEventListener('wheel', (turned) => { if (turned.ctrlKey) turned.preventDefault(); }, { passive: false });
  page.addEventListener('touchmove', (moved) => { if (moved.touches.length > 1) moved.preventDefault(); }, { passive: false });
}
