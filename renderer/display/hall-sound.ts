import type { SoundClip, SpeechOutcome } from '../../shared/contract/speech.ts';
import type { ClipName, SpeechPart } from '../../shared/rules/speech-clips.ts';
import { playGong } from './gong.ts';
import { scheduleParts } from './schedule-parts.ts';

export type Recordings = ReadonlyMap<ClipName, AudioBuffer>;

/** The page's loudspeaker. Whatever is played comes after what is still being played. */
export interface HallSound {
  /** Resolves when it is known whether the browser lets the page be heard without a touch. */
  readonly settled: Promise<void>;
  audible(): boolean;
  subscribe(changed: () => void): () => void;
  /** Counts only while the page handles a press. */
  open(): void;
  decode(clips: readonly SoundClip[]): Promise<Recordings>;
  gong(): void;
  /** The gong, then the parts. */
  announce(parts: readonly SpeechPart[], recordings: Recordings): Promise<SpeechOutcome>;
  /** The gong, then what `speak` says. */
  announceBy(speak: () => Promise<SpeechOutcome>): Promise<SpeechOutcome>;
}

/** Scheduled so far ahead that the beginning is not missed, in seconds. */
const HEAD_START = 0.05;
/** A browser that lets the page sound begins within this time, in milliseconds. */
const SETTLING_MS = 1_000;

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer;
}

export function createHallSound(audio = new AudioContext()): HallSound {
  /** Everything scheduled so far is over then. */
  let free = 0;

  function audible(): boolean {
    return audio.state === 'running';
  }

  function subscribe(changed: () => void): () => void {
    audio.addEventListener('statechange', changed);
    return () => audio.removeEventListener('statechange', changed);
  }

  function nextStart(): number {
    return Math.max(audio.currentTime + HEAD_START, free);
  }

  /** Waits for this time of the context; false when the browser takes the sound away before. */
  function reached(time: number): Promise<boolean> {
    const clock = new ConstantSourceNode(audio, { offset: 0 });
    clock.connect(audio.destination);
    clock.start();
    clock.stop(time);
    return new Promise((resolve) => {
      const unsubscribe = subscribe(() => audible() || end(false));
      function end(inTime: boolean): void {
        unsubscribe();
        clock.disconnect();
        resolve(inTime);
      }
      clock.addEventListener('ended', () => end(true), { once: true });
    });
  }

  function play(buffer: AudioBuffer, at: number): AudioBufferSourceNode {
    const source = new AudioBufferSourceNode(audio, { buffer });
    source.connect(audio.destination);
    source.start(at);
    return source;
  }

  return {
    settled: new Promise((resolve) => {
      audio.addEventListener('statechange', () => resolve(), { once: true });
      setTimeout(resolve, audible() ? 0 : SETTLING_MS);
    }),
    audible,
    subscribe,
    open: () => void audio.resume(),
    async decode(clips) {
      return new Map(await Promise.all(clips.map(async ({ clip, wav }) => [clip, await audio.decodeAudioData(bytesOf(wav))] as const)));
    },
    gong() {
      if (audible()) free = playGong(audio, nextStart());
    },
    async announce(parts, recordings) {
      if (!audible()) return 'blocked';
      if (parts.some((part) => 'clip' in part && !recordings.has(part.clip))) return 'failed';
      const { clips, end } = scheduleParts(parts, (clip) => recordings.get(clip)?.duration ?? 0, playGong(audio, nextStart()));
      const sources = clips.flatMap(({ clip, at }) => {
        const buffer = recordings.get(clip);
        return buffer === undefined ? [] : [play(buffer, at)];
      });
      free = end;
      if (await reached(end)) return 'spoken';
      for (const source of sources) source.stop();
      return 'blocked';
    },
    async announceBy(speak) {
      if (!audible()) return 'blocked';
      free = playGong(audio, nextStart());
      return (await reached(free)) ? speak() : 'blocked';
    },
  };
}
