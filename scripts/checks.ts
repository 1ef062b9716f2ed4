import { fileURLToPath } from 'node:url';

const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url));
const CODE = ['main', 'devices', 'shared', 'renderer', 'central', 'test', 'scripts', 'vite.config.ts', 'vite.bench.config.ts'];

/** A check that reads the code without running it: what Node is started with. */
export interface LintStep {
  readonly title: string;
  readonly args: readonly string[];
}

export const LINT_STEPS: readonly LintStep[] = [
  { title: 'types', args: [`${MODULES}typescript/bin/tsc`, '--project', '.'] },
  { title: 'imports', args: [`${MODULES}dependency-cruiser/bin/dependency-cruiser.mjs`, '--config', '.dependency-cruiser.cjs', ...CODE] },
  { title: 'lint', args: [`${MODULES}eslint/bin/eslint.js`, '--max-warnings', '0', '.'] },
];

export const JEST = `${MODULES}jest/bin/jest.js`;
