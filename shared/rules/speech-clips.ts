import { z } from 'zod';
import { fail, ok, type Result } from '../basics/result.ts';

/**
 * Every sound an announcement is joined from: its name, which is also the file's name, the words it says, and how the
 * built-in one is made (pinyin with tones, or a letter by itself). Docs/devices/voice.md lists them for halls that record their own.
 */
const VOCABULARY = [
  ['digit-0', '零', 'ling2'],
  ['digit-1', '一', 'yi1'],
  ['digit-2', '二', 'er4'],
  ['digit-3', '三', 'san1'],
  ['digit-4', '四', 'si4'],
  ['digit-5', '五', 'wu3'],
  ['digit-6', '六', 'liu4'],
  ['digit-7', '七', 'qi1'],
  ['digit-8', '八', 'ba1'],
  ['digit-9', '九', 'jiu3'],
  ['ten', '十', 'shi2'],
  ['hundred', '百', 'bai3'],
  ['letter-a', 'A', 'A'],
  ['letter-c', 'C', 'C'],
  ['letter-d', 'D', 'D'],
  ['letter-e', 'E', 'E'],
  ['letter-f', 'F', 'F'],
  ['letter-g', 'G', 'G'],
  ['letter-h', 'H', 'H'],
  ['letter-j', 'J', 'J'],
  ['letter-k', 'K', 'K'],
  ['letter-l', 'L', 'L'],
  ['letter-m', 'M', 'M'],
  ['letter-n', 'N', 'N'],
  ['letter-p', 'P', 'P'],
  ['letter-q', 'Q', 'Q'],
  // As one letter it would sound like the digit 2.
  ['letter-r', 'R', 'a4 er2'],
  ['letter-t', 'T', 'T'],
  ['letter-u', 'U', 'U'],
  ['letter-v', 'V', 'V'],
  ['letter-w', 'W', 'W'],
  ['letter-x', 'X', 'X'],
  ['letter-y', 'Y', 'Y'],
  ['please', '请', 'qing3'],
  ['number', '号', 'hao4'],
  ['to', '到', 'dao4'],
  ['at-window', '号窗口办理', 'hao4 chuang1kou3 ban4li3'],
  ['nth', '第', 'di4'],
  ['nth-call', '次呼叫', 'ci4 hu1jiao4'],
] as const;

export const ClipName = z.enum(VOCABULARY.map(([name]) => name));
export type ClipName = z.infer<typeof ClipName>;

export interface Clip {
  readonly name: ClipName;
  readonly text: string;
  readonly say: string;
}

export const CLIPS: readonly Clip[] = VOCABULARY.map(([name, text, say]) => ({ name, text, say }));

/** No clip, a hall's own included, is longer than this. */
export const LONGEST_CLIP_SECONDS = 3;

/** A piece of an announcement: a clip, or silence in milliseconds. */
export const SpeechPart = z.union([z.strictObject({ clip: ClipName }), z.strictObject({ pauseMs: z.number().int().positive() })]);
export type SpeechPart = z.infer<typeof SpeechPart>;

/** Silence that a mark stands for, in milliseconds. */
const PAUSES: ReadonlyMap<string, number> = new Map([
  ['、', 90],
  ['，', 300],
  ['。', 600],
]);

/** A longer phrase is tried before a word that begins it. */
const LONGEST_FIRST = [...CLIPS].sort((a, b) => b.text.length - a.text.length);

/**
 * The clips of a sentence as `callSentence` makes it, in order. The error lists the characters that no clip says: such a
 * sentence is not spoken at all, because half a call sends people to the wrong window.
 */
export function speechParts(sentence: string): Result<readonly SpeechPart[], readonly string[]> {
  const parts: SpeechPart[] = [];
  const missing = new Set<string>();
  for (let rest = sentence; rest !== ''; ) {
    const [char = ''] = rest;
    const pauseMs = PAUSES.get(char);
    const clip = LONGEST_FIRST.find(({ text }) => rest.startsWith(text));
    if (pauseMs !== undefined) parts.push({ pauseMs });
    else if (clip !== undefined) parts.push({ clip: clip.name });
    else missing.add(char);
    rest = rest.slice(clip?.text.length ?? char.length);
  }
  return missing.size > 0 ? fail([...missing]) : ok(parts);
}
