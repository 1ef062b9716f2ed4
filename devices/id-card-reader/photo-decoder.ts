import { spawn } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { photoOf, PHOTO_LIMIT } from './photo.ts';
import type { CardPhoto } from './types.ts';

/** Where the argument's file is put in. */
const INPUT = '{input}';
const OUTPUT = '{output}';

/**
 * A program of the hall's own that turns the card's 1,024 bytes (WLT) into a picture: no open decoder exists
 * (devices.md §1.11). It is started with these arguments, never through a shell.
 */
export const PhotoDecoderOptions = z
  .strictObject({
    /** The program's full path: what is searched for by name could be another. */
    command: z.string().regex(/^(\/|[A-Za-z]:\\)/, '请写明解码程序的完整路径').max(500),
    /** `{input}` and `{output}` stand for the two files. */
    args: z.array(z.string().max(500)).max(20),
    timeoutMs: z.number().int().min(100).max(10_000).default(2_000),
  })
  .refine(({ args }) => [INPUT, OUTPUT].every((mark) => args.some((arg) => arg.includes(mark))), {
    path: ['args'],
    message: `解码程序的参数里要有 ${INPUT} 和 ${OUTPUT}`,
  });
export type PhotoDecoderOptions = z.infer<typeof PhotoDecoderOptions>;

/** Null when there is no picture, for whatever reason: a card is never refused for its photo. */
export type DecodePhoto = (photo: Uint8Array, stop: AbortSignal) => Promise<CardPhoto | null>;

/** The files lie in a folder of their own that nobody else may open, and are gone with it before this resolves. */
export function createPhotoDecoder(options: PhotoDecoderOptions, clock: Clock): DecodePhoto {
  return async (photo, stop) => {
    // mkdtemp makes it for its owner only (0700).
    const folder = await mkdtemp(join(tmpdir(), 'card-photo-')).catch(() => null);
    if (folder === null) return null;
    try {
      const files = { input: join(folder, 'photo.wlt'), output: join(folder, 'photo.bmp') };
      await writeFile(files.input, photo, { mode: 0o600 });
      const succeeded = await run(options, files, folder, clock, stop);
      return succeeded ? photoOf(await readLimited(files.output)) : null;
    } catch {
      return null;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Whether the program ended by itself, in time and well. */
function run(
  { command, args, timeoutMs }: PhotoDecoderOptions,
  files: { readonly input: string; readonly output: string },
  folder: string,
  clock: Clock,
  stop: AbortSignal,
): Promise<boolean> {
  const filled = args.map((arg) => arg.replaceAll(INPUT, files.input).replaceAll(OUTPUT, files.output));
  const { PATH, SystemRoot } = process.env;
  const env = { PATH, SystemRoot, TMPDIR: folder, TEMP: folder };
  const program = spawn(command, filled, { shell: false, windowsHide: true, stdio: 'ignore', cwd: folder, env });
  const ended = new AbortController();
  const tooLong = AbortSignal.any([ended.signal, stop]);
  void clock.sleep(timeoutMs, tooLong).then(() => {
    if (!ended.signal.aborted) program.kill('SIGKILL');
  });
  return new Promise((resolve) => {
    program.once('error', () => {
      ended.abort();
      resolve(false);
    });
    program.once('close', (code) => {
      ended.abort();
      resolve(code === 0);
    });
  });
}

async function readLimited(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    if ((await file.stat()).size > PHOTO_LIMIT) return new Uint8Array();
    return await file.readFile();
  } finally {
    await file.close();
  }
}
