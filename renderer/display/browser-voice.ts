import type { SpeechOutcome } from '../../shared/contract/speech.ts';

/** How long a browser may take to know its voices, in milliseconds. */
const VOICES_WITHIN_MS = 2_000;

function mandarinAmong(voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | null {
  // Cantonese is zh-HK; a voice that is not local is spoken by somebody's server.
  return voices.find(({ lang, localService }) => localService && /^(zh|cmn)([-_](CN|Hans|SG).*)?$/i.test(lang)) ?? null;
}

/** A Mandarin voice of this computer that needs no network, or null. */
export async function findMandarinVoice(): Promise<SpeechSynthesisVoice | null> {
  if (speechSynthesis.getVoices().length === 0) {
    await new Promise<void>((resolve) => {
      speechSynthesis.addEventListener('voiceschanged', () => resolve(), { once: true });
      setTimeout(resolve, VOICES_WITHIN_MS);
    });
  }
  return mandarinAmong(speechSynthesis.getVoices());
}

/** Longer than any call. A browser that has forgotten to say how it ended must not keep the next call waiting. */
const SAID_WITHIN_MS = 30_000;

export function sayWithBrowser(text: string, voice: SpeechSynthesisVoice): Promise<SpeechOutcome> {
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      speechSynthesis.cancel();
      resolve('failed');
    }, SAID_WITHIN_MS);
    function ended(how: SpeechOutcome): void {
      clearTimeout(late);
      resolve(how);
    }
    utterance.addEventListener('end', () => ended('spoken'));
    utterance.addEventListener('error', ({ error }) => ended(error === 'not-allowed' ? 'blocked' : 'failed'));
    speechSynthesis.speak(utterance);
  });
}
