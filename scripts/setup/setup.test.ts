import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The set-up runs as plain Node modules, before jest could turn anything over: so do its tests. */
function evaluate(program: string): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: __dirname, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

function call(module: string, expression: string): unknown {
  return evaluate(`import * as m from './${module}.mjs'; console.log(JSON.stringify(${expression}));`);
}

test('only a Node that runs TypeScript by itself is recent enough', () => {
  const versions = ['v18.20.0', 'v20.20.2', 'v22.14.0', 'v22.17.9', 'v22.18.0', 'v23.0.0', 'v24.21.0', 'v100.0.0'];
  expect(call('project-node', `${JSON.stringify(versions)}.filter(m.isRecentEnough)`)).toEqual(versions.slice(4));
});

test('packages are missing when one is absent, has another version or another digest, or is too many', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  };
  const a = { 'node_modules/a': wanted['node_modules/a'] };
  const installed = [
    a,
    { ...a, 'node_modules/b': wanted['node_modules/b'] },
    {},
    { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } },
    { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } },
    { ...a, 'node_modules/c': { version: '1.0.0' } },
  ];
  const matches = call('packages', `${JSON.stringify(installed)}.map((installed) => m.matchesLock(${JSON.stringify(wanted)}, installed))`);
  expect(matches).toEqual([true, true, false, false, false, false]);
});

test('what is missing is one sentence with the command', () => {
  expect(call('system', "m.installSentence(['chromium', 'socat'], true)")).toBe('please run once: sudo apt-get install -y chromium socat');
  expect(call('system', "m.installSentence(['chromium'], false)")).toContain("this system's own tools");
});

describe('the lock', () => {
  let folder: string;
  beforeEach(() => {
    folder = `${mkdtempSync(join(tmpdir(), 'yichuang-lock-'))}/`;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Takes the lock, writes down when it came and went, as a process of its own. */
  function work(): Promise<number | null> {
    const program = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout as sleep } from 'node:timers/promises';
      import { withLock } from './lock.mjs';
      await withLock(async () => {
        appendFileSync('${folder}trace', 'in ');
        await sleep(50);
        appendFileSync('${folder}trace', 'out ');
      }, '${folder}');
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { cwd: __dirname, stdio: 'ignore' });
    return new Promise((resolve) => child.on('exit', resolve));
  }

  test('four set-ups at once work one after the other', async () => {
    expect(await Promise.all([work(), work(), work(), work()])).toEqual([0, 0, 0, 0]);
    expect(readFileSync(`${folder}trace`, 'utf8')).toBe('in out in out in out in out ');
  });

  test('a lock whose owner died is taken over, by one at a time', async () => {
    const dead = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(`${folder}lock`, String(dead));
    expect(await Promise.all([work(), work(), work()])).toEqual([0, 0, 0]);
    expect(readFileSync(`${folder}trace`, 'utf8')).toBe('in out in out in out ');
  });
});
