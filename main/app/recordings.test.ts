import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWav } from '../../shared/basics/wav.ts';
import { CLIPS, type ClipName } from '../../shared/rules/speech-clips.ts';
import { joinRecordings } from './recordings.ts';

const BUILT_IN = join(process.cwd(), 'assets', 'audio');

let own: string;
beforeEach(async () => {
  own = await mkdtemp(join(tmpdir(), 'yichuang-clips-'));
});
afterEach(() => rm(own, { recursive: true }));

function tone(seconds: number, amplitude = 0.3): Uint8Array {
  return encodeWav({ sampleRate: 8_000, samples: Float32Array.from({ length: 8_000 * seconds }, (_, i) => amplitude * Math.sin(i / 5)) });
}

async function read() {
  const told: string[] = [];
  const clips = await joinRecordings(BUILT_IN, own, (sentence) => told.push(sentence));
  return { told, wavOf: (name: ClipName) => clips.find(({ clip }) => clip === name)?.wav, count: clips.length };
}

test('without a folder every clip is the built-in one', async () => {
  await rm(own, { recursive: true });
  const { told, count } = await read();
  expect({ told, count }).toEqual({ told: [], count: CLIPS.length });
  await mkdir(own);
});

test("a hall's own recording takes the place of one clip", async () => {
  const before = await read();
  const recording = tone(0.5);
  await writeFile(join(own, 'please.wav'), recording);
  const { told, wavOf } = await read();
  expect(told).toEqual([]);
  expect(wavOf('please')).toBe(Buffer.from(recording).toString('base64'));
  expect(wavOf('to')).toBe(before.wavOf('to'));
});

test.each([
  ['a text', new TextEncoder().encode('not a sound'), '不是完整的 16 位 PCM WAV 文件'],
  ['half a file', tone(0.5).subarray(0, 1_000), '不是完整的 16 位 PCM WAV 文件'],
  ['an empty file', new Uint8Array(0), '不是完整的 16 位 PCM WAV 文件'],
  ['a long speech', tone(3.1), '长度应在 0.05 到 3 秒之间'],
  ['a click', tone(0.01), '长度应在 0.05 到 3 秒之间'],
  ['silence', tone(0.5, 0.001), '几乎没有声音'],
  ['a huge file', new Uint8Array(1_000_001), '文件过大'],
])('%s is told and the built-in clip is used', async (_, bytes, reason) => {
  const before = await read();
  await writeFile(join(own, 'to.wav'), bytes);
  const { told, wavOf } = await read();
  expect(told).toEqual([`自备录音 to.wav 没有使用：${reason}，这一段仍用内置录音`]);
  expect(wavOf('to')).toBe(before.wavOf('to'));
});

test('a file name that means nothing is told, other files are let be', async () => {
  await writeFile(join(own, 'bitte.wav'), tone(0.5));
  await writeFile(join(own, '说明.txt'), '');
  expect((await read()).told).toEqual(['自备录音 bitte.wav 没有使用：没有叫这个名字的录音，请对照说明中的文件名，这一段仍用内置录音']);
});
