import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { BusinessView, CallView, WindowView } from './common.ts';
import { Done } from './outcome.ts';
import { PageSound, SoundClip, SpeechOrder, SpeechOutcome } from './speech.ts';

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

/** Made up by each page when it is loaded; who listens under a name again takes the place he had. */
const PageName = z.string().min(1).max(40);

export const displayContract = {
  watch: oc.output(eventIterator(DisplayState)),
  /** The page offers its loudspeaker for as long as it listens here, under a name of its own. */
  announcements: oc.input(z.strictObject({ page: PageName, sound: PageSound })).output(eventIterator(SpeechOrder)),
  /** Whether the page's loudspeaker can be heard has changed. */
  reportSound: oc.input(z.strictObject({ page: PageName, sound: PageSound })).output(Done),
  announced: oc.input(z.strictObject({ page: PageName, id: z.string().max(20), outcome: SpeechOutcome })).output(Done),
  /** All recordings that announcements are joined from. */
  clips: oc.output(z.array(SoundClip)),
};
