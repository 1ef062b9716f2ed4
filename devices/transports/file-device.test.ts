import { realpath } from 'node:fs/promises';
import { openPtyPair, type PtyPair } from '../core/testing/pty-pair.ts';
import { until } from '../core/testing/until.ts';
import { openFileDevice } from './file-device.ts';
import { openSerial } from './serial.ts';
import { OpeningTrouble, type Transport } from './transport.ts';

/*
 * One end of a pseudo-terminal opened as a plain device file, as the kernel's usblp is: EAGAIN when there is
 * nothing to read or no room, EIO when the other side is gone.
 */

const GOING_ON = new AbortController().signal;
/** More than a pseudo-terminal and socat keep between them. */
const TOO_MUCH = 4_000_000;

interface Bench {
  readonly file: Transport;
  readonly pair: PtyPair;
  readonly received: number[];
  readonly closed: string[];
}

async function withFile(run: (bench: Bench) => Promise<void>): Promise<void> {
  const pair = await openPtyPair(9_600);
  const file = await openFileDevice(await realpath(pathIn(pair.driver)), GOING_ON);
  const received: number[] = [];
  const closed: string[] = [];
  file.onData((chunk) => received.push(...chunk));
  file.onClose((reason) => closed.push(reason));
  try {
    await run({ file, pair, received, closed });
  } finally {
    await file.close();
    await pair.close();
  }
}

function pathIn(serialAddress: string): string {
  return serialAddress.slice('serial://'.length, serialAddress.indexOf('?'));
}

test('bytes go both ways, writes in their order', () =>
  withFile(async ({ file, pair, received }) => {
    const printer = await openSerial(pathIn(pair.simulator), 9_600, GOING_ON);
    const heard: number[] = [];
    printer.onData((chunk) => heard.push(...chunk));
    await Promise.all([file.write(Uint8Array.of(0x10, 0x04)), file.write(Uint8Array.of(0x01))]);
    await until('the question', () => heard.length === 3);
    expect(heard).toEqual([0x10, 0x04, 0x01]);
    await printer.write(Uint8Array.of(0x12));
    await until('the answer', () => received.length === 1);
    expect(received).toEqual([0x12]);
    await printer.close();
  }));

test('a printer that takes nothing holds up the write and nothing else; closing ends the write, and the rest never leaves', () =>
  withFile(async ({ file, pair, closed }) => {
    let ended = '';
    const written = file.write(new Uint8Array(TOO_MUCH).fill(0x41)).then(() => (ended = 'written'), () => (ended = 'given up'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ended).toBe('');
    // The process's I/O threads are free.
    await Promise.all(Array.from({ length: 8 }, () => realpath('/dev/null')));
    await file.close();
    await written;
    expect([ended, closed]).toEqual(['given up', ['closed by us']]);

    const printer = await openSerial(pathIn(pair.simulator), 9_600, GOING_ON);
    let heard = 0;
    printer.onData((chunk) => (heard += chunk.length));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(heard).toBeLessThan(TOO_MUCH);
    await printer.close();
  }));

// A terminal that was hung up reads as empty (usblp says ENODEV), so it is the next question that finds out.
test('unplugged: the next write fails and closes with the reason', () =>
  withFile(async ({ file, pair, closed }) => {
    await pair.close();
    await expect(file.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'EIO' });
    expect(closed).toEqual(['EIO']);
    await expect(file.write(Uint8Array.of(1))).rejects.toThrow('not open');
  }));

test('not plugged in is the operating system\'s reason; what a person has to change is a sentence', async () => {
  await expect(openFileDevice('/dev/usb/lp-not-there', GOING_ON)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(openFileDevice('/dev', GOING_ON)).rejects.toThrow(new OpeningTrouble('/dev 是文件夹，请核对设备文件的名称'));
});

test('given up while opening: nothing stays open', async () => {
  await expect(openFileDevice('/dev/null', AbortSignal.abort())).rejects.toThrow('opening was given up');
});
