import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemClock } from '../../shared/basics/clock.ts';
import { createPhotoDecoder, PhotoDecoderOptions } from './photo-decoder.ts';

const NEVER = new AbortController().signal;
const SCRIPT = join(__dirname, 'testing', 'stand-in-decoder.ts');
const PHOTO = new Uint8Array(1024).fill(0x57);

function decoder(how: string, timeoutMs = 5_000) {
  const options = PhotoDecoderOptions.parse({ command: process.execPath, args: [SCRIPT, how, '{input}', '{output}'], timeoutMs });
  return createPhotoDecoder(options, systemClock);
}

test('the picture the program wrote; its folder was for its owner only and is gone', async () => {
  const photo = await decoder('well')(PHOTO, NEVER);
  expect(photo?.mime).toBe('image/bmp');
  const [, length, folderMode, fileMode, input = ''] = Buffer.from(photo?.bytes ?? []).toString().split(' ');
  expect([length, folderMode, fileMode]).toEqual(['1024', '700', '600']);
  expect(input).toMatch(/card-photo-.*photo\.wlt$/);
  expect(existsSync(dirname(input))).toBe(false);
});

test.each(['no-picture', 'huge', 'failing', 'silent'])('a program that ends %s gives no picture', async (how) => {
  expect(await decoder(how)(PHOTO, NEVER)).toBeNull();
});

test('a program that hangs is ended at the limit, and at once when the reader is stopped', async () => {
  const begun = performance.now();
  expect(await decoder('hanging', 300)(PHOTO, NEVER)).toBeNull();
  expect(await decoder('hanging', 10_000)(PHOTO, AbortSignal.timeout(300))).toBeNull();
  expect(performance.now() - begun).toBeLessThan(4_000);
});

test('a program that is not there gives no picture', async () => {
  const options = PhotoDecoderOptions.parse({ command: '/nowhere/wlt', args: ['{input}', '{output}'] });
  expect(await createPhotoDecoder(options, systemClock)(PHOTO, NEVER)).toBeNull();
});

test('no shell: signs that mean something to one are an argument like any other', async () => {
  const options = PhotoDecoderOptions.parse({
    command: process.execPath,
    args: [SCRIPT, 'well', '{input}', '{output}', '; exit 3'],
  });
  // The script passes over the last word; a shell would have ended with 3, and there would be no picture.
  expect(await createPhotoDecoder(options, systemClock)(PHOTO, NEVER)).not.toBeNull();
});

test.each([
  [{ command: 'wlt', args: ['{input}', '{output}'] }, 'command'],
  [{ command: '/opt/wlt', args: ['{input}'] }, 'args'],
  [{ command: '/opt/wlt', args: ['{input}', '{output}'], timeoutMs: 60_000 }, 'timeoutMs'],
  [{ command: '/opt/wlt', args: ['{input}', '{output}'], shell: true }, 'shell'],
])('%p is a mistake in the setting', (options, where) => {
  const parsed = PhotoDecoderOptions.safeParse(options);
  expect(JSON.stringify(parsed.error?.issues)).toContain(where);
});

test('a program on Windows and the time it has', () => {
  expect(PhotoDecoderOptions.parse({ command: 'C:\\wlt\\wlt2bmp.exe', args: ['-i', '{input}', '-o={output}'] })).toMatchObject({ timeoutMs: 2_000 });
});
