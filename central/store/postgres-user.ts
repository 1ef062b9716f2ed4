import { execFile } from 'node:child_process';
import { chown, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { CentralError } from '../error.ts';

const run = promisify(execFile);
const USER = 'postgres';

/** Who the database runs as; empty means as the present user. */
export interface PostgresUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root, so root hands it to the system user `postgres`, made where missing. */
export async function choosePostgresUser(): Promise<Result<PostgresUser, CentralError>> {
  if (process.getuid?.() !== 0) return ok({});
  try {
    return ok(await lookUp().catch(createUser));
  } catch (error) {
    return fail({
      code: 'POSTGRES_CANNOT_START',
      message: `数据库不能以 root 身份运行，且无法建立系统用户 ${USER}。请以普通用户运行，或先建立该用户。原因：${String(error)}`,
    });
  }
}

async function createUser(): Promise<PostgresUser> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER]);
  return lookUp();
}

async function lookUp(): Promise<PostgresUser> {
  const [uid, gid] = await Promise.all([run('id', ['-u', USER]), run('id', ['-g', USER])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Gives a folder and everything in it to the database's user; the folder last, so that a broken-off run is repeated. */
export async function giveTo(user: PostgresUser, folder: string): Promise<void> {
  if (user.uid === undefined || user.gid === undefined || (await stat(folder)).uid === user.uid) return;
  for (const entry of await readdir(folder, { recursive: true })) {
    await chown(path.join(folder, entry), user.uid, user.gid);
  }
  await chown(folder, user.uid, user.gid);
}

/** Whether the database's user can walk to a file or folder, for example not below /root. */
export async function canReach(user: PostgresUser, target: string): Promise<boolean> {
  return run('test', ['-r', target], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/**
 * The user's own namespace, for a root whose folders nobody else can walk to: inside it the same rights go by
 * another number, so nothing on the machine has to be opened or handed over.
 */
export const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534'] as const;

/** Whether this machine allows such a namespace (containers often forbid it). */
export async function hasNamespaces(): Promise<boolean> {
  const [program, ...args] = NAMESPACE;
  return run(program, [...args, 'true']).then(
    () => true,
    () => false,
  );
}
