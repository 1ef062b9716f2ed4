import type { CallDisplay } from '../../../devices/call-display/types.ts';
import type { WindowView } from '../../../shared/contract/common.ts';
import { ledText } from '../../../shared/rules/call-text.ts';
import { unattended, type Log } from '../log.ts';

/**
 * Keeps the LED strip over a window at what the window is doing. A strip that fails never holds anything up, and its
 * driver shows the newest text by itself when it comes back.
 */
export function createWindowStrip(strip: CallDisplay | null, log: Log) {
  let shown: string | null = null;

  function show(text: string): void {
    if (strip === null) return;
    unattended(
      strip.show(text).then((result) => {
        if (!result.ok) log.warn({ event: 'strip-failed', cause: result.error.cause }, '窗口屏没有显示成功');
      }),
      log,
      'strip-failed',
    );
  }

  return {
    update(window: WindowView): void {
      const text = ledText({ state: window.state, windowNo: window.no, no: window.ticketNo });
      if (text === shown) return;
      shown = text;
      show(text);
    },
    /** Something else was put on the strip. */
    again(): void {
      if (shown !== null) show(shown);
    },
  };
}
