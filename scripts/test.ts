import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JEST, LINT_STEPS } from './checks.ts';
import { addTallies, countJest, countWithSecondRun, describeTally, failedFiles, isPassed, ONE_FAILED, ONE_PASSED } from './tally.ts';
import type { Tally } from './tally.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** A step that takes longer hangs. */
const STEP_MINUTES = 18;

/** Runs Node to its end, output on stderr. Resolves with the exit code, -1 when it had to be killed. */
function runNode(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    const timer = setTimeout(() => child.kill('SIGKILL'), STEP_MINUTES * 60_000);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code ?? -1);
    });
  });
}

async function check(title: string, work: () => Promise<Tally>): Promise<Tally> {
  const startedAt = Date.now();
  console.error(`\n[test] ${title}`);
  const tally = await work();
  console.error(`[test] ${title}: ${describeTally(tally)} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return tally;
}

/** More failed files than this are no accident of timing. */
const FEW_FILES = 4;

interface JestRun {
  readonly code: number;
  /** Null when jest wrote none. */
  readonly report: unknown;
}

async function jestOnce(args: readonly string[]): Promise<JestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'yichuang-test-'));
  const path = join(folder, 'report.json');
  const code = await runNode([JEST, '--json', '--outputFile', path, ...args]);
  const report: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  rmSync(folder, { recursive: true });
  return { code, report };
}

/**
 * Runs jest. A few failed files run a second time, alone and one after the other, and that result counts: whole halls
 * with real processes and devices miss a deadline when two of them share a busy machine. What fails alone has failed.
 */
async function runJest(args: readonly string[]): Promise<Tally> {
  const first = await jestOnce(args);
  if (first.report === null) return ONE_FAILED;
  const files = failedFiles(first.report);
  if (first.code === 0 || files.length === 0 || files.length > FEW_FILES) return tallyOf(first.code, countJest(first.report));
  console.error(`\n[test] once more, alone: ${files.join(' ')}`);
  const second = await jestOnce(['--runInBand', '--forceExit', '--runTestsByPath', ...files]);
  if (second.report === null) return ONE_FAILED;
  return tallyOf(second.code, countWithSecondRun(first.report, second.report));
}

/** Jest can also fail without a failing test: a crash, an unknown option, no test at all. */
function tallyOf(code: number, tally: Tally): Tally {
  return code !== 0 && tally.failed === 0 ? addTallies([tally, ONE_FAILED]) : tally;
}

/** Every check in turn; with arguments only jest, with those arguments. */
async function main(args: readonly string[]): Promise<void> {
  const tallies: Tally[] = [];
  if (args.length > 0) {
    tallies.push(await check('tests', () => runJest(args)));
  } else {
    for (const step of LINT_STEPS) {
      tallies.push(await check(step.title, async () => ((await runNode(step.args)) === 0 ? ONE_PASSED : ONE_FAILED)));
    }
    tallies.push(await check('unit and integration tests', () => runJest(['--testPathIgnorePatterns', '/test/e2e/', '--maxWorkers', '2'])));
    // One at a time: they look at the clock. Jest waits for nothing a browser may have left open.
    tallies.push(await check('browser tests', () => runJest(['--testPathPatterns', '/test/e2e/', '--runInBand', '--forceExit'])));
  }
  const total = addTallies(tallies);
  process.exitCode = isPassed(total) ? 0 : 1;
  console.log(describeTally(total));
}

await main(process.argv.slice(2));
