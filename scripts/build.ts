import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { InlineConfig } from 'vite';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PAGES_CONFIG = `${ROOT}vite.config.ts`;
const BENCH_CONFIG = `${ROOT}vite.bench.config.ts`;

/** One bundle of the Electron shell. The preload runs in a sandbox, which takes one CommonJS file. */
function shellBundle(entry: string, fileName: string, format: 'es' | 'cjs'): InlineConfig {
  return {
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      ssr: `${ROOT}${entry}`,
      outDir: `${ROOT}dist/electron`,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: { external: ['electron'], output: { format, entryFileNames: fileName } },
    },
  };
}

/**
 * Builds what the arguments name: `pages` (dist/pages), `electron` (dist/electron), `bench` (dist/bench, for the
 * demonstration only); without arguments the first two, which are what is delivered.
 */
async function main(targets: readonly string[]): Promise<void> {
  const wanted = targets.length === 0 ? ['pages', 'electron'] : targets;
  if (wanted.includes('pages')) await build({ configFile: PAGES_CONFIG, logLevel: 'warn' });
  if (wanted.includes('bench')) await build({ configFile: BENCH_CONFIG, logLevel: 'warn' });
  if (wanted.includes('electron')) {
    await build(shellBundle('main/electron/main.ts', 'main.js', 'es'));
    await build(shellBundle('main/electron/preload.ts', 'preload.cjs', 'cjs'));
    await build(shellBundle('main/electron/service-entry.ts', 'service.js', 'es'));
  }
  if (wanted.includes('pages') && !existsSync(`${ROOT}dist/pages/manifest.json`)) throw new Error('no pages were built');
}

await main(process.argv.slice(2));
