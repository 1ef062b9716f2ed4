import { systemClock } from '../../shared/basics/clock.ts';
import { ulidFactory } from '../../shared/basics/ids.ts';
import type { displayContract } from '../../shared/contract/display.ts';
import type { PageSound, SpeechEngine, SpeechOrder, SpeechOutcome, SpeechRole } from '../../shared/contract/speech.ts';
import type { Connection } from '../api/connection.ts';
import { follow, type OpenStream } from '../api/follow.ts';
import { findMandarinVoice, sayWithBrowser } from './browser-voice.ts';
import type { HallSound, Recordings } from './hall-sound.ts';

type SpeakOrder = Extract<SpeechOrder, { type: 'speak' }>;

/** What this page has found out about the ways it could speak. */
interface Means {
  readonly recordings: Recordings | null;
  /** Null where the recordings are asked for, or where the browser has no voice. */
  readonly voice: SpeechSynthesisVoice | null;
  readonly sound: Exclude<PageSound, 'blocked'>;
}

const UNKNOWN: Means = { recordings: null, voice: null, sound: 'ready' };

/** Offers the page's loudspeaker to the service and says what it is told to, one announcement after the other, until the signal aborts. */
export async function runAnnouncer(
  connection: Connection<typeof displayContract>,
  sound: HallSound,
  onRole: (role: SpeechRole) => void,
  signal: AbortSignal,
): Promise<void> {
  const { client } = connection;
  const page = ulidFactory(() => Date.now())();
  let means: Promise<Means> | null = null;
  let state: Means['sound'] = 'ready';
  let last: Promise<void> = Promise.resolve();

  function current(): PageSound {
    return sound.audible() ? state : 'blocked';
  }

  /** Unheard reports are made up for by the next listening, which begins with the state. */
  function report(): void {
    client.reportSound({ page, sound: current() }).catch(() => undefined);
  }

  async function findMeans(engine: SpeechEngine): Promise<Means> {
    const voice = engine === 'web-speech' ? await findMandarinVoice() : null;
    if (voice !== null) return { recordings: null, voice, sound: 'ready' };
    try {
      const recordings = await sound.decode(await client.clips());
      return { recordings, voice, sound: engine === 'web-speech' ? 'no-mandarin-voice' : 'ready' };
    } catch {
      return { ...UNKNOWN, sound: 'no-clips' };
    }
  }

  async function prepare(engine: SpeechEngine): Promise<void> {
    means ??= findMeans(engine);
    const found = await means;
    state = found.sound;
    // Asked for again when the page is given its role again, as after a break.
    if (state === 'no-clips') means = null;
    if (state !== 'ready') report();
  }

  async function speak(order: SpeakOrder): Promise<SpeechOutcome> {
    const { recordings, voice } = (await means) ?? UNKNOWN;
    if (voice !== null) return sound.announceBy(() => sayWithBrowser(order.text, voice));
    return recordings === null ? 'failed' : sound.announce(order.parts, recordings);
  }

  async function obey(order: SpeakOrder): Promise<void> {
    // A failure nobody thought of must not silence what comes after it.
    const outcome = await speak(order).catch((): SpeechOutcome => 'failed');
    // Where the connection broke the service has long decided for itself.
    await client.announced({ page, id: order.id, outcome }).catch(() => undefined);
  }

  function take(order: SpeechOrder): void {
    if (order.type === 'speak') {
      last = last.then(() => obey(order));
      return;
    }
    onRole(order.role);
    if (order.role !== 'none') void prepare(order.engine);
  }

  await sound.settled;
  const unsubscribe = sound.subscribe(report);
  const timers = { sleep: systemClock.sleep, random: Math.random };
  const follower = { state: take, lost: () => undefined };
  const listen: OpenStream<typeof displayContract, SpeechOrder> = (_, options) => client.announcements({ page, sound: current() }, options);
  await follow(connection, listen, follower, timers, signal);
  unsubscribe();
}
