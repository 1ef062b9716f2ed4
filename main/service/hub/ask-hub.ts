import type { Clock } from '../../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../../shared/basics/result.ts';
import type { HubClient, HubLink } from './hub-link.ts';

/** AWAY: not asked at all. UNKNOWN: asked, but the answer did not come; the hub may or may not have done it. */
export type HubSilence = 'AWAY' | 'UNKNOWN';

/** Asks the hub and waits no longer than `ms` for its answer. */
export async function askHub<T>(
  link: HubLink,
  clock: Clock,
  ms: number,
  ask: (client: HubClient, signal: AbortSignal) => Promise<T>,
): Promise<Result<T, HubSilence>> {
  const client = link.client();
  if (!client) return fail('AWAY');
  const giveUp = new AbortController();
  const answered = new AbortController();
  const answer = ask(client, giveUp.signal).then(
    (value): Result<T, HubSilence> => ok(value),
    (): Result<T, HubSilence> => fail('UNKNOWN'),
  );
  const timeout = clock.sleep(ms, answered.signal).then((): Result<T, HubSilence> => fail('UNKNOWN'));
  const first = await Promise.race([answer, timeout]);
  answered.abort();
  giveUp.abort();
  return first;
}
