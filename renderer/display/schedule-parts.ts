import type { ClipName, SpeechPart } from '../../shared/rules/speech-clips.ts';

export interface Schedule {
  readonly clips: readonly { readonly clip: ClipName; readonly at: number }[];
  /** When the last clip and the silence behind it are over. */
  readonly end: number;
}

/** Each clip exactly where the one before it ends; all times in seconds. */
export function scheduleParts(parts: readonly SpeechPart[], secondsOf: (clip: ClipName) => number, start: number): Schedule {
  const clips: { clip: ClipName; at: number }[] = [];
  let at = start;
  for (const part of parts) {
    if ('clip' in part) clips.push({ clip: part.clip, at });
    at += 'clip' in part ? secondsOf(part.clip) : part.pauseMs / 1_000;
  }
  return { clips, end: at };
}
