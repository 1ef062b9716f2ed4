import { loudnessOf, type Sound } from '../../shared/basics/wav.ts';

/** Quieter than this at either end is cut away, in dB below full scale, after the sound has its level. */
const SILENCE_DB = -45;
/** Every clip is as loud as this, unless its peaks would then go beyond the other. */
export const TARGET_RMS_DB = -18;
export const HIGHEST_PEAK_DB = -1;
/** Faded in and out, so that no joint clicks. */
const FADE_SECONDS = 0.005;

function fromDb(db: number): number {
  return 10 ** (db / 20);
}

function trim({ sampleRate, samples }: Sound): Sound {
  const audible = fromDb(SILENCE_DB);
  const first = samples.findIndex((sample) => Math.abs(sample) >= audible);
  const last = samples.findLastIndex((sample) => Math.abs(sample) >= audible);
  return { sampleRate, samples: samples.slice(Math.max(0, first), last + 1) };
}

function level({ sampleRate, samples }: Sound): Sound {
  const { rmsDb, peakDb } = loudnessOf(samples);
  const gain = fromDb(Math.min(TARGET_RMS_DB - rmsDb, HIGHEST_PEAK_DB - peakDb));
  return { sampleRate, samples: samples.map((sample) => sample * gain) };
}

function fade({ sampleRate, samples }: Sound): Sound {
  const length = Math.min(Math.round(FADE_SECONDS * sampleRate), Math.floor(samples.length / 2));
  const gainAt = (i: number): number => Math.min(1, i / length, (samples.length - 1 - i) / length);
  return { sampleRate, samples: samples.map((sample, i) => sample * gainAt(i)) };
}

/** Makes a word that was spoken by itself fit to be joined to others: no silence around it, one loudness, soft ends. */
export function shapeClip(spoken: Sound): Sound {
  return fade(level(trim(level(spoken))));
}
