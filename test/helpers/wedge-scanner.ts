import type { Page } from 'playwright-core';

/** A key as the browser's own protocol sends it. */
export function keyEvent(key: string): { key: string; text: string; windowsVirtualKeyCode: number } {
  return key === 'Enter'
    ? { key, text: '\r', windowsVirtualKeyCode: 13 }
    : { key, text: key, windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0) };
}

/** A scanner: real keys of the browser, so many milliseconds apart by their own time, however busy this machine is. */
export async function scan(page: Page, code: string, gapMs = 4): Promise<void> {
  const wire = await page.context().newCDPSession(page);
  const begun = Date.now();
  const keys = [...code, 'Enter'];
  const sent = keys.flatMap((key, i) => {
    const timestamp = (begun + i * gapMs) / 1_000;
    return [
      wire.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, ...keyEvent(key) }),
      wire.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp: timestamp + 0.001, ...keyEvent(key) }),
    ];
  });
  await Promise.all(sent);
  await wire.detach();
}
