import { StoreUnavailable } from '../store/errors.ts';

/** What a service needs of a logger; pino fits. The first argument never holds anything of a citizen. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Kind and place of an error. Its message may quote what a person typed and is left out, but for the store's own. */
export function bugOf(error: unknown): { readonly kind: string; readonly detail: string; readonly at: string } {
  if (!(error instanceof Error)) return { kind: typeof error, detail: '', at: '' };
  const at = /^\s+at (.*)$/m.exec(error.stack ?? '')?.[1] ?? '';
  return { kind: error.name, detail: error instanceof StoreUnavailable ? error.code : '', at };
}

/** Lets work run on its own: it is waited for by nobody, and its failure ends in the log, never in the process. */
export function unattended(work: Promise<unknown>, log: Log, event: string): void {
  work.catch((error: unknown) => log.error({ event, ...bugOf(error) }, '后台工作没有完成'));
}
