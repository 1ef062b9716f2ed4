import { loudnessOf } from '../../shared/basics/wav.ts';
import { HIGHEST_PEAK_DB, shapeClip, TARGET_RMS_DB } from './shape.ts';

const RATE = 16_000;

/** A tone of so many seconds between silences of 0.2 s. */
function spoken(amplitude: number, seconds: number): Float32Array {
  const silence = RATE / 5;
  const samples = new Float32Array(2 * silence + seconds * RATE);
  for (let i = 0; i < seconds * RATE; i += 1) samples[silence + i] = amplitude * Math.sin((2 * Math.PI * 440 * i) / RATE);
  return samples;
}

test.each([0.01, 0.3, 1])('a word spoken at %d comes out without silence and at one loudness', (amplitude) => {
  const { sampleRate, samples } = shapeClip({ sampleRate: RATE, samples: spoken(amplitude, 0.5) });
  expect(sampleRate).toBe(RATE);
  expect(samples.length / RATE).toBeCloseTo(0.5, 2);
  expect(loudnessOf(samples).rmsDb).toBeCloseTo(TARGET_RMS_DB, 0);
});

test('both ends are soft', () => {
  const { samples } = shapeClip({ sampleRate: RATE, samples: spoken(0.5, 0.5) });
  expect(loudnessOf(samples.slice(0, 8)).peakDb).toBeLessThan(-35);
  expect(loudnessOf(samples.slice(-8)).peakDb).toBeLessThan(-35);
});

test('a click in a quiet word keeps it from being loud, it is not cut off', () => {
  const samples = spoken(0.01, 0.5);
  samples[RATE / 2] = 1;
  expect(loudnessOf(shapeClip({ sampleRate: RATE, samples }).samples).peakDb).toBeCloseTo(HIGHEST_PEAK_DB, 1);
});
