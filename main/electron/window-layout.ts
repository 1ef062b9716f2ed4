import type { Display, Rectangle } from 'electron';
import type { WindowSettings } from './shell-settings.ts';

/**
 * The screen a window belongs on, or null while that screen is not there: a citizen's window must not appear on the
 * wall because its own screen was unplugged.
 */
export function findBounds(
  settings: Pick<WindowSettings, 'displayId' | 'bounds' | 'screen'>,
  displays: readonly Pick<Display, 'id' | 'bounds'>[],
  primary: Pick<Display, 'id' | 'bounds'>,
): Rectangle | null {
  const { displayId, bounds, screen } = settings;
  if (screen !== undefined) return inOrder(displays, primary.id)[screen - 1]?.bounds ?? null;
  if (displayId === null && bounds === null) return primary.bounds;
  const byId = displays.find((display) => display.id === displayId);
  const byPlace = displays.find((display) => bounds !== null && isSame(display.bounds, bounds));
  return (byId ?? byPlace)?.bounds ?? null;
}

function inOrder(displays: readonly Pick<Display, 'id' | 'bounds'>[], primaryId: number): readonly Pick<Display, 'id' | 'bounds'>[] {
  const others = displays.filter(({ id }) => id !== primaryId).sort((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y);
  return [...displays.filter(({ id }) => id === primaryId), ...others];
}

function isSame(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
