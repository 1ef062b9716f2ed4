import { spawnSync } from 'node:child_process';
import { LINT_STEPS } from './checks.ts';

/** `npm run lint`: types, lint and imports, without tests. Ends with the first that fails. */
for (const { title, args } of LINT_STEPS) {
  console.error(`[lint] ${title}`);
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
