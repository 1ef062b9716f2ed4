import { ORPCError, ValidationError } from '@orpc/server';
import type { AnyRouter, Context } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { Logger } from 'pino';

/** Answers the calls that come in over a {@link FramePort}. */
export type ProcedureHandler = RPCHandler<Context>;

/**
 * Serves one router. Input that does not fit the contract never reaches a procedure; it and every bug are logged with
 * the procedure's name, never with what was sent. The caller of a bug gets an error number to tell.
 */
export function createProcedureHandler(router: AnyRouter, log: Logger, newErrorNo: () => string): ProcedureHandler {
  return new RPCHandler<Context>(router, {
    clientInterceptors: [
      async ({ next, path }) => {
        try {
          return await next();
        } catch (error) {
          throw reportError(error, path.join('.'));
        }
      },
    ],
  });

  function reportError(error: unknown, procedure: string): unknown {
    if (error instanceof ORPCError && error.status < 500) {
      log.warn({ procedure, reason: error.code, at: issuePaths(error.cause) }, 'call refused');
      return error;
    }
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    const errorNo = newErrorNo();
    log.error({ procedure, errorNo, ...describeBug(error) }, 'call failed');
    return new ORPCError('INTERNAL_SERVER_ERROR', { message: `系统出现内部错误，请把编号 ${errorNo} 告诉管理员`, data: { errorNo } });
  }
}

/** Where the input did not fit, without the values. */
function issuePaths(cause: unknown): string[] {
  if (!(cause instanceof ValidationError)) return [];
  return cause.issues.map(({ path = [] }) => path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'));
}

/** Kind and place of a bug. Its message may quote what a person typed, so it stays out of the log. */
function describeBug(error: unknown): { kind: string; stack: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, stack: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: error.name, stack: frames.map((line) => line.trim()) };
}
