import Database from 'better-sqlite3';

export type StoreFault = 'DISK_FULL' | 'IO_ERROR' | 'DAMAGED' | 'IN_USE' | 'CLOSED';

const ADVICE = {
  DISK_FULL: '磁盘空间不足,刚才的操作未保存、未受理。请联系管理员清理磁盘后重试。',
  IO_ERROR: '数据写入磁盘时出错,刚才的操作是否保存尚不确定。请重试;仍不成功时请联系管理员检查磁盘。',
  DAMAGED: '本机数据文件已损坏,刚才的操作未保存。请停止使用本机并联系管理员。',
  IN_USE: '本机数据正被另一个程序使用,刚才的操作未保存。请关闭另一个程序后重试。',
  CLOSED: '本机数据已关闭,刚才的操作未保存。请等待程序重新启动后重试。',
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

/** The fault an SQLite error stands for; null for one that is a bug in our statements, or no SQLite error at all. */
export function faultOf(error: unknown): StoreFault | null {
  if (!(error instanceof Database.SqliteError)) return null;
  if (error.code.startsWith('SQLITE_FULL')) return 'DISK_FULL';
  if (error.code.startsWith('SQLITE_IOERR') || error.code.startsWith('SQLITE_CANTOPEN')) return 'IO_ERROR';
  if (error.code.startsWith('SQLITE_READONLY')) return 'IO_ERROR';
  if (error.code.startsWith('SQLITE_CORRUPT') || error.code.startsWith('SQLITE_NOTADB')) return 'DAMAGED';
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) return 'IN_USE';
  return null;
}
