import type { Result } from '../../../shared/basics/result.ts';
import type { Done } from '../../../shared/contract/outcome.ts';
import type { StationContext } from '../context.ts';
import { askHub, type HubSilence } from './ask-hub.ts';
import { HUB_DELAYS } from './hub-link.ts';

/** Tells the managers at the console what nobody at this station may see. The same `id` again is the same alarm. */
export function raiseAlarm({ hub, clock }: Pick<StationContext, 'hub' | 'clock'>, id: string, text: string, level: 'YELLOW' | 'RED' = 'YELLOW'): Promise<Result<Done, HubSilence>> {
  return askHub(hub, clock, HUB_DELAYS.commandMs, (client, signal) => client.raiseAlarm({ id, level, text }, { signal }));
}
