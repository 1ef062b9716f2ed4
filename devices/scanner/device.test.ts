import { ManualClock } from '../../shared/basics/clock.ts';
import { memoryFactory, type MemoryPair } from '../transports/memory.ts';
import { createScanner, type ScannerOptions } from './device.ts';
import type { z } from 'zod';

async function bench(options: z.input<typeof ScannerOptions> = {}) {
  const clock = new ManualClock(1_000_000);
  let pair: MemoryPair | null = null;
  const scanner = createScanner({ factory: memoryFactory((next) => (pair = next)), clock, options });
  const heard: string[] = [];
  scanner.onScan((scan) => heard.push(scan.type === 'code' ? scan.code : scan.problem));
  scanner.start();
  await clock.advance(10);
  async function send(text: string): Promise<void> {
    await pair?.far.write(Buffer.from(text));
    await clock.advance(0);
  }
  return { clock, scanner, heard, send, cut: () => pair?.cut('unplugged') };
}

test('unknown until the first code, and again after every reconnection', async () => {
  const { clock, scanner, send, cut } = await bench();
  expect(scanner.status()).toMatchObject({ health: 'unknown', state: 'listening', lastGoodAt: null });
  await send('A001\r\n');
  expect(scanner.status()).toMatchObject({ health: 'ready', advice: '', counters: { connections: 1, done: 1 } });
  cut();
  await clock.advance(10);
  expect(scanner.status().health).toBe('disconnected');
  await clock.advance(3_000);
  expect(scanner.status()).toMatchObject({ health: 'unknown', state: 'listening' });
});

test('silence ends a code only where no suffix is named', async () => {
  const open = await bench();
  await open.send('A0');
  await open.clock.advance(99);
  await open.send('01');
  await open.clock.advance(99);
  expect(open.heard).toEqual([]);
  await open.clock.advance(1);
  expect(open.heard).toEqual(['A001']);

  const named = await bench({ suffix: 'crlf' });
  await named.send('A001');
  await named.clock.advance(100);
  expect(named.heard).toEqual(['cut-off']);
  expect(named.scanner.status()).toMatchObject({ health: 'attention', state: 'cut-off', counters: { failed: 1 } });
  await named.send('A002\r\n');
  expect(named.heard).toEqual(['cut-off', 'A002']);
  expect(named.scanner.status().health).toBe('ready');
});

test('a code that lies there is one code, however long; taken away and put back it is another', async () => {
  const { clock, heard, send } = await bench();
  for (let i = 0; i < 20; i += 1) {
    await send('A001\r\n');
    await clock.advance(1_000);
  }
  expect(heard).toEqual(['A001']);
  await clock.advance(500);
  await send('A001\r\n');
  expect(heard).toEqual(['A001', 'A001']);
});

test('two codes in turn are each told, and without the window every one', async () => {
  const { heard, send } = await bench();
  for (const code of ['A', 'B', 'A']) await send(`${code}\r`);
  expect(heard).toEqual(['A', 'B', 'A']);
  const every = await bench({ sameCodeMs: 0 });
  for (const code of ['A', 'A']) await every.send(`${code}\r`);
  expect(every.heard).toEqual(['A', 'A']);
});

test('half a code before a pulled cable does not become part of the next', async () => {
  const { clock, heard, send, cut } = await bench({ suffix: 'crlf' });
  await send('yichuang:tick');
  cut();
  await clock.advance(3_000);
  await send('A001\r\n');
  expect(heard).toEqual(['A001']);
});

test('control characters alone are no code', async () => {
  const { heard, send } = await bench();
  await send('\u0000\u001b \r');
  expect(heard).toEqual(['empty']);
});

test('a listener that left hears nothing', async () => {
  const { scanner, send } = await bench();
  const late: unknown[] = [];
  scanner.onScan((scan) => late.push(scan))();
  await send('A001\r');
  expect(late).toEqual([]);
});
