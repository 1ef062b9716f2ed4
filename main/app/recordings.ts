import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeWav, loudnessOf } from '../../shared/basics/wav.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { SoundClip } from '../../shared/contract/speech.ts';
import { CLIPS, LONGEST_CLIP_SECONDS } from '../../shared/rules/speech-clips.ts';
import type { StationSetting } from '../config/read-station.ts';
import type { Log } from '../service/log.ts';

/** Three seconds in two channels of 48,000 samples and 16 bits are less than this. */
const LARGEST_FILE = 1_000_000;
const SHORTEST_SECONDS = 0.05;
const QUIETEST_DB = -40;

/** Why a recording cannot be used, as a sentence for the person who made it. */
function checkRecording(bytes: Uint8Array): Result<Uint8Array, string> {
  const sound = decodeWav(bytes);
  if (!sound.ok) return fail('不是完整的 16 位 PCM WAV 文件');
  const { samples, sampleRate } = sound.value;
  const seconds = samples.length / sampleRate;
  if (!(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_CLIP_SECONDS)) return fail(`长度应在 ${SHORTEST_SECONDS} 到 ${LONGEST_CLIP_SECONDS} 秒之间`);
  return loudnessOf(samples).rmsDb < QUIETEST_DB ? fail('几乎没有声音') : ok(bytes);
}

async function readRecording(file: string): Promise<Result<Uint8Array, string>> {
  try {
    if ((await stat(file)).size > LARGEST_FILE) return fail('文件过大');
    return checkRecording(await readFile(file));
  } catch {
    return fail('文件无法读取');
  }
}

/** The hall's own recordings; a folder that is not there has none. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.toLowerCase().endsWith('.wav'));
  } catch {
    return [];
  }
}

/**
 * The recordings an announcement is joined from: the hall's own from its folder, the built-in ones for all others.
 * `tell` is given a sentence for each own recording that is not used. Throws when a built-in one is missing: that is a
 * broken installation.
 */
export async function joinRecordings(builtIn: string, own: string, tell: (sentence: string) => void): Promise<readonly SoundClip[]> {
  const known = new Set(CLIPS.map(({ name }) => `${name}.wav`));
  const replacements = new Map<string, Uint8Array>();
  for (const file of await filesIn(own)) {
    const recording = known.has(file) ? await readRecording(join(own, file)) : fail('没有叫这个名字的录音，请对照说明中的文件名');
    if (recording.ok) replacements.set(file, recording.value);
    else tell(`自备录音 ${file} 没有使用：${recording.error}，这一段仍用内置录音`);
  }
  return Promise.all(
    CLIPS.map(async ({ name }) => {
      const bytes = replacements.get(`${name}.wav`) ?? (await readFile(join(builtIn, `${name}.wav`)));
      return { clip: name, wav: Buffer.from(bytes).toString('base64') };
    }),
  );
}

/** The recordings of a station whose pages speak; others need none. The hall's own are in the folder `audio` of the station's data. */
export async function readRecordings({ station, dataDir }: StationSetting, root: string, log: Log): Promise<readonly SoundClip[]> {
  if (station.devices.voice?.address.startsWith('page:') !== true) return [];
  return joinRecordings(join(root, 'assets', 'audio'), join(dataDir, 'audio'), (sentence) => log.warn({ event: 'recording-not-used' }, sentence));
}
