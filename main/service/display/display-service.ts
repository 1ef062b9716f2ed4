import { implement } from '@orpc/server';
import type { Voice } from '../../../devices/voice/types.ts';
import { liveValue } from '../../../shared/basics/live-value.ts';
import type { CallView } from '../../../shared/contract/common.ts';
import { displayContract, type DisplayState } from '../../../shared/contract/display.ts';
import { DONE } from '../../../shared/contract/outcome.ts';
import { callSentence } from '../../../shared/rules/call-text.ts';
import { storeRefusals } from '../../store/store-refusals.ts';
import type { StationContext } from '../context.ts';
import { unattended } from '../log.ts';
import { createPageSpeech } from './page-speech.ts';

const SHOWN_CALLS = 8;
const REFRESH_MS = 15_000;
/** A call that was older than this when the hub told of it is history: it is shown, but no longer spoken. */
const SPEAK_WITHIN_MS = 30_000;

/** Everything behind the hall's call display, and its voice. */
export function createDisplayService(context: StationContext, voice: Voice | null) {
  const { hall, hub, clock, log } = context;
  /** Calls announced here, with their time at the hub. */
  const spoken = new Map<string, number>();
  const state = liveValue<DisplayState>(compute);
  const stopping = new AbortController();
  const stop = hub.onChange(() => {
    state.invalidate();
    announceNew();
  });
  void refreshForEver();

  async function refreshForEver(): Promise<void> {
    while (!stopping.signal.aborted) {
      await clock.sleep(REFRESH_MS, stopping.signal);
      state.invalidate();
    }
  }

  function compute(): DisplayState {
    const snapshot = hub.hall();
    return {
      hallName: hall.hall.name,
      hubOnline: hub.online(),
      calls: snapshot?.calls.slice(0, SHOWN_CALLS) ?? [],
      businesses: snapshot?.businesses ?? [],
      windows: snapshot?.windows ?? [],
      missed: snapshot?.missed.map((ticket) => ticket.no) ?? [],
      notices: [...hall.hall.notices],
      serverTime: clock.now(),
    };
  }

  /** Oldest first, each once; what was called before this display was there is not called again. */
  function announceNew(): void {
    const snapshot = hub.hall();
    if (!snapshot) return;
    // Both times are the hub's: this machine's clock may be wrong.
    const isRecent = (at: number): boolean => snapshot.serverTime - at <= SPEAK_WITHIN_MS;
    for (const call of [...snapshot.calls].reverse()) {
      if (spoken.has(call.callId) || !isRecent(call.at)) continue;
      spoken.set(call.callId, call.at);
      announce(call);
    }
    for (const [id, at] of spoken) if (!isRecent(at)) spoken.delete(id);
  }

  function announce(call: CallView): void {
    if (voice === null) return;
    const spoke = voice.speak(callSentence({ no: call.no, windowNo: call.windowNo, nth: call.nth })).then((result) => {
      if (!result.ok) log.warn({ event: 'voice-failed', cause: result.error.cause }, '语音没有播报成功');
    });
    unattended(spoke, log, 'voice-failed');
  }

  const os = implement(displayContract).use(storeRefusals);
  const speech = createPageSpeech(voice?.pages ?? null);
  return {
    router: os.router({
      watch: os.watch.handler(({ signal }) => state.watch(signal)),
      announcements: os.announcements.handler(({ input, signal }) => speech.listen(input.page, input.sound, signal)),
      reportSound: os.reportSound.handler(({ input }) => {
        speech.report(input.page, input.sound);
        return DONE;
      }),
      announced: os.announced.handler(({ input }) => {
        speech.announced(input.page, input.id, input.outcome);
        return DONE;
      }),
      clips: os.clips.handler(() => [...(voice?.pages?.recordings ?? [])]),
    }),
    close(): void {
      stopping.abort();
      stop();
    },
  };
}
