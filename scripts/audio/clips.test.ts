import { readdirSync, readFileSync } from 'node:fs';
import { decodeWav, loudnessOf, type Sound } from '../../shared/basics/wav.ts';
import { CLIPS } from '../../shared/rules/speech-clips.ts';

const FOLDER = new URL('../../assets/audio/', import.meta.url);

function read(file: string): Sound {
  const sound = decodeWav(readFileSync(new URL(file, FOLDER)));
  if (!sound.ok) throw new Error(`${file}: ${sound.error}`);
  return sound.value;
}

test('there is one file for every clip of the vocabulary, and no other', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(CLIPS.map((clip) => `${clip.name}.wav`).sort());
});

test.each(CLIPS.map((clip) => [clip.name, clip] as const))('%s has the length of its words and the loudness of all', (name, clip) => {
  const { sampleRate, samples } = read(`${name}.wav`);
  const syllables = /[A-Z]/.test(clip.text) ? 1 : clip.text.length;
  expect(sampleRate).toBe(22_050);
  expect(samples.length / sampleRate).toBeGreaterThan(0.15 * syllables);
  expect(samples.length / sampleRate).toBeLessThan(0.55 * syllables);
  const { rmsDb, peakDb } = loudnessOf(samples);
  expect(rmsDb).toBeGreaterThan(-19);
  expect(rmsDb).toBeLessThan(-17);
  // A sample at full scale would be one that was cut off.
  expect(peakDb).toBeLessThan(-0.9);
});

test('no two letters or digits of a number sound the same', () => {
  const names = CLIPS.map((clip) => clip.name).filter((name) => /^(letter|digit)-/.test(name));
  expect(new Set(names.map((name) => readFileSync(new URL(`${name}.wav`, FOLDER)).toString('base64'))).size).toBe(names.length);
});
