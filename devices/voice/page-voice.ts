import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { SpeechEngine, type PageSound, type SoundClip, type SpeechOrder, type SpeechOutcome, type SpeechRole } from '../../shared/contract/speech.ts';
import { LONGEST_CLIP_SECONDS, speechParts, type SpeechPart } from '../../shared/rules/speech-clips.ts';
import { createPageDevice } from '../core/page-device.ts';
import { createSpeechQueue, type SpeechJob } from './speech-queue.ts';
import type { SpeakingPage, SpeakingPages, Voice, VoiceFailure } from './types.ts';

/** How a voice at `page://` is set up; every field has a default. */
export const PageVoiceOptions = z.strictObject({
  engine: SpeechEngine.default('clips'),
  /** Sentences that may wait; one more, and the oldest waiting one is dropped. */
  maxWaiting: z.number().int().min(1).max(50).default(8),
});

/** For the gong and the way to the page, beside what the clips take, in milliseconds. */
const SPARE_MS = 6_000;

interface Announcement {
  readonly text: string;
  readonly parts: readonly SpeechPart[];
}

/** hung: it did not say how an announcement ended. */
type SeatSound = PageSound | 'hung';

interface Seat {
  sound: SeatSound;
  role: SpeechRole | null;
  readonly deliver: (order: SpeechOrder) => void;
}

type Ending = SpeechOutcome | 'left' | 'hung';

const ADVICE: Readonly<Record<SeatSound, string>> = {
  'ready': '',
  'blocked': '浏览器不让大屏自动发声，请在大屏上按“打开声音”',
  'no-mandarin-voice': '这台电脑没有不需要网络的普通话语音，已改用录音播报',
  'no-clips': '大屏页面没有取到播报录音，请刷新大屏页面',
  'hung': '大屏页面没有报告播报结果，请刷新大屏页面',
};

const UNSPOKEN: Readonly<Record<Exclude<Ending, 'spoken'>, VoiceFailure>> = {
  blocked: { cause: 'refused', sentence: ADVICE.blocked },
  failed: { cause: 'refused', sentence: '大屏页面没有播出声音，请检查音响后重呼' },
  left: { cause: 'disconnected', sentence: '大屏页面已关闭，本次播报没有说完，请打开页面后重呼' },
  hung: { cause: 'timeout', sentence: ADVICE.hung },
};

const NO_PAGE: VoiceFailure = { cause: 'disconnected', sentence: '叫号大屏的页面没有打开，不能播报，请打开页面，必要时请人工叫号' };

function canSpeak({ sound }: Seat): boolean {
  return sound === 'ready' || sound === 'no-mandarin-voice';
}

/** The longest an announcement may take on a page that works. */
function limitOf(parts: readonly SpeechPart[]): number {
  return parts.reduce((ms, part) => ms + ('clip' in part ? LONGEST_CLIP_SECONDS * 1_000 : part.pauseMs), SPARE_MS);
}

/**
 * A voice whose loudspeaker hangs on a computer that shows the call display. The queue is here and hands out one
 * announcement at a time to one page; the page says how it ended. What a page has not spoken is never spoken later.
 */
export function createPageVoice(dependencies: {
  readonly address: string;
  readonly clock: Clock;
  readonly recordings: readonly SoundClip[];
  readonly options: z.input<typeof PageVoiceOptions>;
}): Voice {
  const { address, clock, recordings } = dependencies;
  const { engine, maxWaiting } = PageVoiceOptions.parse(dependencies.options);
  const device = createPageDevice({ kind: 'voice', address, deviceName: '语音播报', clock });
  const queue = createSpeechQueue<Announcement>(maxWaiting);
  let started = false;
  /** In the order in which they came. */
  let seats: Seat[] = [];
  let speaker: Seat | null = null;
  let speaking: { readonly id: string; readonly seat: Seat; end(how: Ending): void } | null = null;
  let announcements = 0;

  /** The page that speaks goes on speaking as long as it can; otherwise the first that can, or the first to be asked for a touch. */
  function elect(): void {
    if (speaker === null || !seats.includes(speaker) || !canSpeak(speaker)) speaker = seats.find(canSpeak) ?? seats[0] ?? null;
    for (const seat of seats) {
      const role = seat === speaker ? 'speaker' : 'silent';
      if (seat.role === role) continue;
      seat.role = role;
      seat.deliver({ type: 'role', role, engine });
    }
    if (speaker === null) device.gone();
    else device.report({ present: true, state: speaker.sound, advice: ADVICE[speaker.sound] });
  }

  /** Why nothing can be spoken now; null when it can. */
  function obstacle(): VoiceFailure | null {
    if (!started || speaker === null) return NO_PAGE;
    return canSpeak(speaker) ? null : { cause: 'refused', sentence: ADVICE[speaker.sound] };
  }

  function speakNext(): void {
    if (speaking !== null) return;
    const problem = obstacle();
    if (problem !== null) queue.failAll(problem);
    const job = queue.next();
    if (job !== undefined && speaker !== null) hand(job, speaker);
  }

  function hand(job: SpeechJob<Announcement>, seat: Seat): void {
    announcements += 1;
    const id = String(announcements);
    const ended = new AbortController();
    function end(how: Ending): void {
      ended.abort();
      speaking = null;
      device.count(how === 'spoken' ? 'done' : 'failed');
      job.settle(how === 'spoken' ? ok(undefined) : fail(UNSPOKEN[how]));
      if (how === 'hung' || how === 'blocked') seat.sound = how;
      elect();
      speakNext();
    }
    speaking = { id, seat, end };
    void clock.sleep(limitOf(job.content.parts), ended.signal).then(() => ended.signal.aborted || end('hung'));
    seat.deliver({ type: 'speak', id, text: job.content.text, parts: [...job.content.parts] });
  }

  function speak(text: string): Promise<Result<void, VoiceFailure>> {
    const parts = speechParts(text);
    if (!parts.ok) {
      return Promise.resolve(fail({ cause: 'not-encodable', sentence: `语音播报读不出“${parts.error.join('、')}”，请改用其他文字` }));
    }
    if (parts.value.length === 0) return Promise.resolve(ok(undefined));
    const problem = obstacle();
    if (problem !== null) return Promise.resolve(fail(problem));
    const outcome = queue.add({ text, parts: parts.value });
    speakNext();
    return outcome;
  }

  function pageOf(seat: Seat): SpeakingPage {
    return {
      report(sound) {
        seat.sound = sound;
        elect();
      },
      announced(id, outcome) {
        // A page that answers at last is there again.
        if (seat.sound === 'hung') seat.sound = 'ready';
        if (speaking?.seat === seat && speaking.id === id) speaking.end(outcome);
        else elect();
      },
      leave() {
        seats = seats.filter((other) => other !== seat);
        if (speaking?.seat === seat) speaking.end('left');
        else elect();
      },
    };
  }

  const pages: SpeakingPages = {
    engine,
    recordings,
    join(sound, deliver) {
      const seat: Seat = { sound, role: null, deliver };
      seats.push(seat);
      elect();
      return pageOf(seat);
    },
  };

  return {
    kind: 'voice',
    address,
    status: device.status,
    onStatus: device.onStatus,
    start() {
      started = true;
      device.start();
      if (seats.length > 0) elect();
    },
    async stop() {
      started = false;
      queue.failAll(NO_PAGE);
      speaking?.end('left');
      await device.stop();
    },
    pages,
    speak,
  };
}
