import { z } from 'zod';
import { ClipName, SpeechPart } from '../rules/speech-clips.ts';

/** clips: recorded words joined together. web-speech: the browser's own voice, where it has a Mandarin one that needs no network. */
export const SpeechEngine = z.enum(['clips', 'web-speech']);
export type SpeechEngine = z.infer<typeof SpeechEngine>;

/**
 * What a page knows of its loudspeaker. blocked: the browser wants a touch before a page may sound. no-mandarin-voice: it
 * speaks with clips, though the browser's voice was asked for. no-clips: the recordings did not arrive or are broken.
 */
export const PageSound = z.enum(['ready', 'blocked', 'no-mandarin-voice', 'no-clips']);
export type PageSound = z.infer<typeof PageSound>;

export const SpeechOutcome = z.enum(['spoken', 'blocked', 'failed']);
export type SpeechOutcome = z.infer<typeof SpeechOutcome>;

/** speaker: it says what follows, with the gong before it. silent: another page does. none: the hall has a voice of its own, or none. */
export const SpeechRole = z.enum(['speaker', 'silent', 'none']);
export type SpeechRole = z.infer<typeof SpeechRole>;

/** What the service tells a display page to do with its loudspeaker. */
export const SpeechOrder = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('role'), role: SpeechRole, engine: SpeechEngine }),
  z.strictObject({ type: z.literal('speak'), id: z.string(), text: z.string(), parts: z.array(SpeechPart) }),
]);
export type SpeechOrder = z.infer<typeof SpeechOrder>;

/** One recording: a whole WAV file in base64. */
export const SoundClip = z.strictObject({ clip: ClipName, wav: z.string() });
export type SoundClip = z.infer<typeof SoundClip>;
