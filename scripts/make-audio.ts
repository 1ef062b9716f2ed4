/**
 * Makes the built-in clips of assets/audio with the speech program espeak-ng: `npm run audio`. The clips are kept in the
 * repository (docs/adr), so that this has to be run only after a change of the vocabulary or of the voice.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeWav, encodeWav, type Sound } from '../shared/basics/wav.ts';
import { CLIPS, type Clip } from '../shared/rules/speech-clips.ts';
import { shapeClip } from './audio/shape.ts';

const TARGET = fileURLToPath(new URL('../assets/audio/', import.meta.url));
/** Words a minute; slower than talk, because a hall echoes. */
const SPEED = '150';

/** Hanzi are given as pinyin: without its extra word list espeak-ng reads them in English. */
function voiceOf(clip: Clip): string {
  return clip.say.length === 1 ? 'cmn' : 'cmn-latn-pinyin';
}

function speak(clip: Clip, folder: string): Sound {
  const file = join(folder, `${clip.name}.wav`);
  const { status, error, stderr } = spawnSync('espeak-ng', ['-v', voiceOf(clip), '-s', SPEED, '-w', file, clip.say], { encoding: 'utf8' });
  if (error || status !== 0) throw new Error(`espeak-ng could not say ${clip.text}: ${error?.message ?? stderr}`);
  const sound = decodeWav(readFileSync(file));
  if (!sound.ok) throw new Error(`espeak-ng wrote no WAV file for ${clip.text}: ${sound.error}`);
  return sound.value;
}

const folder = mkdtempSync(join(tmpdir(), 'yichuang-audio-'));
try {
  mkdirSync(TARGET, { recursive: true });
  for (const clip of CLIPS) writeFileSync(join(TARGET, `${clip.name}.wav`), encodeWav(shapeClip(speak(clip, folder))));
  const known = new Set(CLIPS.map((clip) => `${clip.name}.wav`));
  for (const file of readdirSync(TARGET)) if (file.endsWith('.wav') && !known.has(file)) rmSync(join(TARGET, file));
} finally {
  rmSync(folder, { recursive: true });
}
