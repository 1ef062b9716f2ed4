import { decodeWav, encodeWav, loudnessOf } from './wav.ts';

const SAMPLES = Float32Array.of(0, 0.5, -0.5, 1, -1);

function file(changes: readonly [at: number, value: number][] = []): Uint8Array {
  const bytes = encodeWav({ sampleRate: 16_000, samples: SAMPLES });
  for (const [at, value] of changes) bytes[at] = value;
  return bytes;
}

test('what was written is read again', () => {
  const sound = decodeWav(file());
  expect(sound).toMatchObject({ ok: true, value: { sampleRate: 16_000 } });
  if (sound.ok) expect([...sound.value.samples].map((sample) => sample.toFixed(3))).toEqual(['0.000', '0.500', '-0.500', '1.000', '-1.000']);
});

test('the header is the one every player knows', () => {
  expect(Buffer.from(file().subarray(0, 44)).toString('hex')).toBe(
    '524946462e00000057415645666d74201000000001000100803e0000007d000002001000646174610a000000',
  );
});

test('two channels become one', () => {
  // Channels, and so half as many samples: 0 with 0.5, −0.5 with 1, and half a pair that is left out.
  const sound = decodeWav(file([[22, 2]]));
  expect(sound.ok && [...sound.value.samples].map((sample) => sample.toFixed(2))).toEqual(['0.25', '0.25']);
});

test('chunks that are not known are passed over, also those of odd length', () => {
  const plain = file();
  const extra = Buffer.from('LIST\u0003\0\0\0abc\0', 'latin1');
  expect(decodeWav(Buffer.concat([plain.subarray(0, 36), extra, plain.subarray(36)]))).toEqual(decodeWav(plain));
});

test.each([
  ['nothing', new Uint8Array(0), 'not-wav'],
  ['a text', new TextEncoder().encode('RIFF, but otherwise a text'), 'not-wav'],
  ['another kind of RIFF', file([[8, 0x41]]), 'not-wav'],
  ['a file without data', file().subarray(0, 36), 'not-wav'],
  ['half a file', file().subarray(0, 48), 'cut-off'],
  ['µ-law', file([[20, 7]]), 'not-16-bit-pcm'],
  ['24 bits', file([[34, 24]]), 'not-16-bit-pcm'],
  ['no channels', file([[22, 0]]), 'not-16-bit-pcm'],
])('%s: refused', (_, bytes, error) => {
  expect(decodeWav(bytes)).toEqual({ ok: false, error });
});

test('loudness: a full sine is 3 dB below its peak, silence is none at all', () => {
  const sine = Float32Array.from({ length: 1_000 }, (_, i) => Math.sin((2 * Math.PI * i) / 100));
  expect(loudnessOf(sine).rmsDb).toBeCloseTo(-3.01, 2);
  expect(loudnessOf(sine).peakDb).toBeCloseTo(0, 3);
  expect(loudnessOf(new Float32Array(10))).toEqual({ rmsDb: -Infinity, peakDb: -Infinity });
});
