import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { z } from 'zod';
import { systemClock } from '../shared/basics/clock.ts';
import { startCentral } from './app.ts';
import { readCentralConfig } from './config/central-config.ts';

/** Wrong use or configuration; nothing was started. */
const EXIT_CONFIG = 2;
const EXIT_FAILED = 1;

await main();

/** `main.ts <config file>`: one line of JSON on standard output when the centre answers; SIGTERM ends it in order. */
async function main(): Promise<void> {
  const file = process.argv[2];
  if (file === undefined) return giveUp('用法：central/main.ts <配置文件.json>', EXIT_CONFIG);
  const config = await readCentralConfig(file);
  if (!config.ok) return giveUp(config.error.message, EXIT_CONFIG);
  const log = pino({ name: 'central' }, pino.destination({ fd: 2, sync: true }));
  const databaseUrl = process.env['DATABASE_URL'];
  const ending = endSignal();
  const started = await startCentral({
    config: databaseUrl === undefined ? config.value : { ...config.value, databaseUrl },
    pagesDir: fileURLToPath(new URL('../dist/pages', import.meta.url)),
    version: await readVersion(),
    clock: systemClock,
    log,
  });
  if (!started.ok) return giveUp(started.error.message, EXIT_FAILED);
  process.stdout.write(`${JSON.stringify({ ready: true, url: started.value.url })}\n`);
  await ending;
  await started.value.close();
  process.exit(0);
}

/**
 * Listened for from the beginning: a centre told to end while it starts must not leave its database behind. It also
 * ends when the process dies that started it with a channel (node's `ipc`).
 */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
}

async function readVersion(): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
}

function giveUp(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
