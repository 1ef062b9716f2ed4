import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JEST, LINT_STEPS } from './checks.ts';
import { addTallies, countJest, describeTally, isPassed, NOTHING, ONE_FAILED, ONE_PASSED } from './tally.ts';
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

async function runJest(args: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'yichuang-test-'));
  const report = join(folder, 'report.json');
  const code = await runNode([JEST, '--json', '--outputFile', report, ...args]);
  const tally = existsSync(report) ? countJest(JSON.parse(readFileSync(report, 'utf8'))) : NOTHING;
  rmSync(folder, { recursive: true });
  // Jest can also fail without a failing test: a crash, an unknown option, no test at all.
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
