import { z } from 'zod';

/** Why a frame was refused; goes into the log, so nothing of its content is in it. */
export type FrameRefusal = 'not-text' | 'too-large' | 'not-json' | 'too-deep' | 'odd-text' | 'odd-key' | 'wrong-shape';

/** Characters a page may send in one frame; a station sends batches of records. */
export const PAGE_FRAME_LIMIT = 256 * 1024;
export const STATION_FRAME_LIMIT = 4 * 1024 * 1024;

const MAX_DEPTH = 32;

const REQUEST = 1;
const CANCEL = 4;

/**
 * The two messages a client sends in oRPC's peer protocol: a request and the cancelling of one. The protocol also knows
 * files, forms and streams from the client; no procedure here takes any, so they do not pass.
 */
const Frame = z.union([
  z.strictObject({
    i: z.string().min(1).max(40),
    t: z.literal(REQUEST).optional(),
    p: z.strictObject({
      u: z.string().regex(/^\/[A-Za-z/]{1,100}$/),
      b: z.unknown().optional(),
      h: z.strictObject({ 'last-event-id': z.string().max(40) }).optional(),
    }),
  }),
  z.strictObject({ i: z.string().min(1).max(40), t: z.literal(CANCEL) }),
]);

/** Looks at one frame before anything acts on it. Null: it may pass. */
export function refuseFrame(raw: unknown, limit: number): FrameRefusal | null {
  if (typeof raw !== 'string') return 'not-text';
  if (raw.length > limit) return 'too-large';
  const parsed = parseJson(raw);
  if (parsed === undefined) return 'not-json';
  const oddity = findOddity(parsed);
  if (oddity) return oddity;
  return Frame.safeParse(parsed).success ? null : 'wrong-shape';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Walks without recursion: a deep value must not be able to exhaust the stack. */
function findOddity(root: unknown): FrameRefusal | null {
  const open = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (depth > MAX_DEPTH) return 'too-deep';
    if (typeof value === 'string' && !value.isWellFormed()) return 'odd-text';
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (key === '__proto__' || !key.isWellFormed()) return 'odd-key';
      open.push({ value: child, depth: depth + 1 });
    }
  }
  return null;
}
