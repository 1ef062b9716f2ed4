import { z } from 'zod';

/** Hybrid logical clock as text that sorts: 13 digits of milliseconds, `-`, 5 digits of counter. */
export const Hlc = z.string().regex(/^\d{13}-\d{5}$/).brand<'Hlc'>();
export type Hlc = z.infer<typeof Hlc>;

const MAX_COUNTER = 99_999;

function format(ms: number, counter: number): Hlc {
  return `${String(ms).padStart(13, '0')}-${String(counter).padStart(5, '0')}` as Hlc;
}

function parse(hlc: Hlc): { ms: number; counter: number } {
  return { ms: Number(hlc.slice(0, 13)), counter: Number(hlc.slice(14)) };
}

/** The next stamp after `last` at wall time `now`; never goes back when the wall clock does. */
export function tick(last: Hlc | null, now: number): Hlc {
  if (last === null) return format(now, 0);
  const previous = parse(last);
  if (now > previous.ms) return format(now, 0);
  if (previous.counter < MAX_COUNTER) return format(previous.ms, previous.counter + 1);
  return format(previous.ms + 1, 0);
}

/** The later of two stamps: after receiving `remote` the local clock continues from here. */
export function later(local: Hlc | null, remote: Hlc): Hlc {
  return local !== null && local >= remote ? local : remote;
}

/** Wall clock milliseconds of a stamp. */
export function wallTime(hlc: Hlc): number {
  return parse(hlc).ms;
}
