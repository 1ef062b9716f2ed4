import { benchStep, electronStep, pagesStep } from './setup/built.mjs';
import { withLock } from './setup/lock.mjs';
import { packagesStep, postgresStep } from './setup/packages.mjs';
import { nodeStep } from './setup/project-node.mjs';
import { systemStep } from './setup/system.mjs';

const BASE = [packagesStep, nodeStep, postgresStep];
const ALL_TOOLS = ['chromium', 'fonts-noto-cjk', 'poppler-utils', 'socat', 'strace', 'xvfb'];

/** What each command needs before it can run. */
const STEPS = {
  start: [...BASE, pagesStep, benchStep, electronStep],
  scenario: [systemStep(['chromium', 'fonts-noto-cjk']), ...BASE, pagesStep],
  test: [systemStep(ALL_TOOLS), ...BASE, pagesStep],
  audio: [systemStep(['espeak-ng']), ...BASE],
  bench: [systemStep(['chromium', 'fonts-noto-cjk']), ...BASE, pagesStep],
  setup: [systemStep(ALL_TOOLS), ...BASE, pagesStep, electronStep],
  base: BASE,
};

/**
 * Makes the folder ready for a command. Looks first and works, alone, only where something is missing, so that a
 * second run takes no time. Throws {@link SetupError} with one sentence when something cannot be had.
 */
export async function setUp(purpose) {
  for (const step of STEPS[purpose]) {
    if (!step.isNeeded()) continue;
    await withLock(() => {
      if (step.isNeeded()) step.run();
    });
  }
}
