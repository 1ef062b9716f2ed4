import { fail, ok, type Result } from './result.ts';

/** Sound as numbers: one channel, −1 to 1. */
export interface Sound {
  /** Hertz. */
  readonly sampleRate: number;
  readonly samples: Float32Array;
}

/** Why bytes are no WAV file that can be used here. */
export type WavMistake = 'not-wav' | 'not-16-bit-pcm' | 'cut-off';

const HEADER_LENGTH = 44;
const PCM = 1;
/** A WAVE_FORMAT_EXTENSIBLE file says what it holds in the first two bytes of its sub-format. */
const EXTENSIBLE = 0xfffe;
const FULL_SCALE = 32_768;

interface Chunk {
  readonly start: number;
  readonly length: number;
}

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(...Array.from({ length: 4 }, (_, i) => view.getUint8(at + i)));
}

/** The chunks of a RIFF file by their tags; the first of a tag counts. */
function chunksOf(view: DataView): Map<string, Chunk> {
  const chunks = new Map<string, Chunk>();
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const tag = tagAt(view, at);
    const length = view.getUint32(at + 4, true);
    if (!chunks.has(tag)) chunks.set(tag, { start: at + 8, length });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

/** Reads a WAV file of 16-bit PCM; several channels are mixed into one. */
export function decodeWav(bytes: Uint8Array): Result<Sound, WavMistake> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || tagAt(view, 0) !== 'RIFF' || tagAt(view, 8) !== 'WAVE') return fail('not-wav');
  const chunks = chunksOf(view);
  const format = chunks.get('fmt ');
  const data = chunks.get('data');
  if (format === undefined || data === undefined || format.length < 16) return fail('not-wav');
  if (data.start + data.length > bytes.length || format.start + format.length > bytes.length) return fail('cut-off');
  const code = view.getUint16(format.start, true);
  const kind = code === EXTENSIBLE && format.length >= 26 ? view.getUint16(format.start + 24, true) : code;
  const channels = view.getUint16(format.start + 2, true);
  if (kind !== PCM || view.getUint16(format.start + 14, true) !== 16 || channels === 0) return fail('not-16-bit-pcm');
  const samples = new Float32Array(Math.floor(data.length / (2 * channels)));
  for (let i = 0; i < samples.length * channels; i += 1) {
    const at = Math.floor(i / channels);
    samples[at] = (samples[at] ?? 0) + view.getInt16(data.start + 2 * i, true) / (FULL_SCALE * channels);
  }
  return ok({ sampleRate: view.getUint32(format.start + 4, true), samples });
}

/** A WAV file of one channel, 16-bit PCM. Samples beyond ±1 are a mistake of the caller. */
export function encodeWav({ sampleRate, samples }: Sound): Uint8Array {
  const view = new DataView(new ArrayBuffer(HEADER_LENGTH + 2 * samples.length));
  const tag = (at: number, text: string): void => Array.from(text).forEach((char, i) => view.setUint8(at + i, char.charCodeAt(0)));
  tag(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  tag(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, i) => view.setInt16(HEADER_LENGTH + 2 * i, Math.round(sample * (FULL_SCALE - 1)), true));
  return new Uint8Array(view.buffer);
}

/** How loud a sound is: its root mean square and its largest sample, both in dB below full scale (0 or less). */
export interface Loudness {
  readonly rmsDb: number;
  readonly peakDb: number;
}

function toDb(amplitude: number): number {
  return amplitude === 0 ? -Infinity : 20 * Math.log10(amplitude);
}

export function loudnessOf(samples: Float32Array): Loudness {
  let sum = 0;
  let peak = 0;
  for (const sample of samples) {
    sum += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rmsDb: toDb(Math.sqrt(sum / Math.max(1, samples.length))), peakDb: toDb(peak) };
}
