import { createByteQueue, type ByteQueue } from './byte-queue.ts';
import type { FrameParser } from './exchange.ts';

/** What stands at the beginning of the bytes received so far. */
export type Scan<F> =
  | { readonly type: 'frame'; readonly frame: F; readonly length: number }
  | { readonly type: 'incomplete' }
  | { readonly type: 'damaged' };
export const DAMAGED = { type: 'damaged' } as const;
export const INCOMPLETE = { type: 'incomplete' } as const;

/** Puts frames together from chunks of any size. What `scan` calls damaged costs one byte, then it looks again. */
export function createScanParser<F>(scan: (bytes: ByteQueue) => Scan<F>): FrameParser<F> {
  const buffer = createByteQueue();
  return {
    get pending() {
      return buffer.length;
    },
    push(chunk) {
      buffer.push(chunk);
      const frames: F[] = [];
      while (buffer.length > 0) {
        const found = scan(buffer);
        if (found.type === 'incomplete') break;
        if (found.type === 'frame') frames.push(found.frame);
        buffer.drop(found.type === 'frame' ? found.length : 1);
      }
      return frames;
    },
    reset: () => buffer.clear(),
  };
}
