import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { MEMORY, ROOT, runOrFail, say } from './common.mjs';
import { projectNode } from './project-node.mjs';

const PAGE_SOURCES = ['renderer', 'shared', 'assets', 'scripts/vite', 'scripts/build.ts', 'vite.config.ts', 'package-lock.json'];
const SHELL_SOURCES = ['main', 'devices', 'shared', 'scripts/build.ts', 'package-lock.json'];

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => filesUnder(`${path}/${name}`));
}

/** One digest over names and contents. */
function digestOf(paths) {
  const digest = createHash('sha256');
  for (const file of paths.flatMap(filesUnder)) digest.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return digest.digest('hex');
}

/** Builds a target of scripts/build.ts when its sources are others than at its last build. */
function buildStep(target, sources, product, isWanted) {
  const memory = `${MEMORY}built-${target}`;
  const digest = () => digestOf(sources.map((path) => `${ROOT}${path}`));
  return {
    isNeeded: () => isWanted() && !(existsSync(product) && existsSync(memory) && readFileSync(memory, 'utf8') === digest()),
    run: () => {
      say(`building: ${target}`);
      const before = digest();
      runOrFail(projectNode(), [`${ROOT}scripts/build.ts`, target], { hint: `building ${target} failed` });
      mkdirSync(MEMORY, { recursive: true });
      writeFileSync(memory, before);
    },
  };
}

export const pagesStep = buildStep('pages', PAGE_SOURCES, `${ROOT}dist/pages/manifest.json`, () => true);

/** The bench of the simulated devices belongs to the demonstration alone. */
export const benchStep = buildStep('bench', [...PAGE_SOURCES, 'vite.bench.config.ts'], `${ROOT}dist/bench/manifest.json`, () => true);

/** The Electron shell is of use only where Electron's binary is. */
export const electronStep = buildStep('electron', SHELL_SOURCES, `${ROOT}dist/electron/main.js`, () => existsSync(`${ROOT}node_modules/electron/path.txt`));
