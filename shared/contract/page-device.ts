import { z } from 'zod';

/** What a page tells of a device that hangs on its own computer and that it drives itself. */
export const PageDeviceReport = z.strictObject({
  /** The page can see it. */
  present: z.boolean(),
  /** The page's own word: `ready`, `absent`, `in-use`. */
  state: z.string().min(1).max(40),
  /** A sentence for a person; empty when nothing needs to be done. */
  advice: z.string().max(200),
});
export type PageDeviceReport = z.infer<typeof PageDeviceReport>;
