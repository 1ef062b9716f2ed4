import type { PointerEvent } from 'react';
import type { PenSample } from './pen.ts';

/** Where the pointer was since the last event, in parts of the element: a quick stroke has several places a frame. */
export function samplesOf(event: PointerEvent): readonly PenSample[] {
  const box = event.currentTarget.getBoundingClientRect();
  const between = event.nativeEvent.getCoalescedEvents();
  const all = between.length === 0 ? [event.nativeEvent] : between;
  return all.map((one) => ({
    partX: (one.clientX - box.left) / box.width,
    partY: (one.clientY - box.top) / box.height,
    // Only a pen measures; mouse and most screens answer with a constant.
    pressure: one.pointerType === 'pen' ? one.pressure : null,
    at: one.timeStamp,
  }));
}
