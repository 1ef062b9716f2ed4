import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Electron's program under the product's root, or null: the package is there without it where its host is closed. */
export function findElectron(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}
