import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { BusinessView, CallView, WindowView } from './common.ts';

export const DisplayState = z.strictObject({
  hallName: z.string(),
  hubOnline: z.boolean(),
  /** Newest first, at most eight. */
  calls: z.array(CallView),
  businesses: z.array(BusinessView),
  windows: z.array(WindowView),
  /** Numbers passed over today that may still be taken up again. */
  missed: z.array(z.string()),
  notices: z.array(z.string()),
  serverTime: z.number().int(),
});
export type DisplayState = z.infer<typeof DisplayState>;

export const displayContract = {
  watch: oc.output(eventIterator(DisplayState)),
};
