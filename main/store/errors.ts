import { z } from 'zod';

export type StoreFault = 'DISK_FULL' | 'IO_ERROR' | 'DAMAGED' | 'IN_USE' | 'CLOSED';

const ADVICE = {
  DISK_FULL: '磁盘空间不足，刚才的操作未保存、未受理。请联系管理员清理磁盘后重试。',
  IO_ERROR: '数据写入磁盘时出错，刚才的操作是否保存尚不确定。请重试；仍不成功时请联系管理员检查磁盘。',
  DAMAGED: '本机数据文件已损坏，刚才的操作未保存。请停止使用本机并联系管理员。',
  IN_USE: '本机数据正被另一个程序使用，刚才的操作未保存。请关闭另一个程序后重试。',
  CLOSED: '本机数据已关闭，刚才的操作未保存。请等待程序重新启动后重试。',
} as const satisfies Record<StoreFault, string>;

/**
 * The store could not do its work. DISK_FULL, DAMAGED, IN_USE and CLOSED: nothing of it is stored. IO_ERROR: it may
 * or may not be stored; repeat the same command and read its outcome. `message` is for a person.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly code: StoreFault;

  constructor(code: StoreFault, cause: unknown) {
    super(ADVICE[code], { cause });
    this.code = code;
  }
}

/** Recognised by its code: the addon makes its errors with the class of whoever loaded it first in the process. */
const SqliteFailure = z.object({ code: z.string().startsWith('SQLITE_') });

const FAULT_OF = [
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_IOERR', 'IO_ERROR'],
  ['SQLITE_CANTOPEN', 'IO_ERROR'],
  ['SQLITE_READONLY', 'IO_ERROR'],
  ['SQLITE_CORRUPT', 'DAMAGED'],
  ['SQLITE_NOTADB', 'DAMAGED'],
  ['SQLITE_BUSY', 'IN_USE'],
  ['SQLITE_LOCKED', 'IN_USE'],
] as const satisfies readonly (readonly [string, StoreFault])[];

/** The fault an SQLite error stands for; null for one that is a bug in our statements, or no SQLite error at all. */
export function faultOf(error: unknown): StoreFault | null {
  const failure = SqliteFailure.safeParse(error);
  if (!failure.success) return null;
  return FAULT_OF.find(([prefix]) => failure.data.code.startsWith(prefix))?.[1] ?? null;
}
