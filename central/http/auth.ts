import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../shared/basics/clock.ts';
import { createKeyGuard } from '../../shared/basics/key-guard.ts';
import type { CentralConfig } from '../config/central-config.ts';
import { hmacHex, isSameSecret, sha256Hex } from '../crypto.ts';

/** Who asks. */
export type Caller = { readonly kind: 'HALL'; readonly siteId: string } | { readonly kind: 'WORKBENCH' } | { readonly kind: 'NOBODY' };

/** WRONG_KEY: a key was shown and is not ours. BLOCKED: too many of those from this address. */
export type Identified = Caller | { readonly kind: 'WRONG_KEY' } | { readonly kind: 'BLOCKED' };

export interface Auth {
  /** By `Authorization: Bearer`, otherwise by the workbench's cookie. */
  identify(request: IncomingMessage): Identified;
  /** The cookie for somebody who came with the workbench's key link. */
  login(key: string, address: string): { readonly cookie: string } | { readonly kind: 'WRONG_KEY' | 'BLOCKED' };
}

const COOKIE = 'yichuang-workbench';
const SESSION_S = 12 * 3600;

/**
 * Keys are known here by their hash only. The cookie says until when it holds and is sealed with the workbench's
 * key hash, so a session outlives a restart of the centre and ends when the key is changed.
 */
export function createAuth({ halls, workbench }: Pick<CentralConfig, 'halls' | 'workbench'>, clock: Clock): Auth {
  const guard = createKeyGuard(clock);
  const callers = new Map<string, Caller>(halls.map(({ keyHash, siteId }) => [keyHash, { kind: 'HALL', siteId }]));
  callers.set(workbench.keyHash, { kind: 'WORKBENCH' });

  function byKey(key: string, address: string): Identified {
    if (guard.isBlocked(address)) return { kind: 'BLOCKED' };
    const caller = callers.get(sha256Hex(key));
    if (caller !== undefined) return caller;
    guard.noteWrong(address);
    return { kind: 'WRONG_KEY' };
  }

  function seal(until: string): string {
    return hmacHex(workbench.keyHash, until);
  }

  function byCookie(header: string): Caller {
    const pair = header.split(/; */).find((part) => part.startsWith(`${COOKIE}=`));
    const [until = '', mark = ''] = (pair ?? '').slice(COOKIE.length + 1).split('.');
    const holds = /^\d{1,15}$/.test(until) && Number(until) > clock.now() && isSameSecret(mark, seal(until));
    return holds ? { kind: 'WORKBENCH' } : { kind: 'NOBODY' };
  }

  return {
    identify(request) {
      const { authorization, cookie } = request.headers;
      if (authorization === undefined) return cookie === undefined ? { kind: 'NOBODY' } : byCookie(cookie);
      return byKey(authorization.replace(/^Bearer +/i, ''), addressOf(request));
    },
    login(key, address) {
      const caller = byKey(key, address);
      if (caller.kind === 'BLOCKED') return { kind: 'BLOCKED' };
      if (caller.kind !== 'WORKBENCH') return { kind: 'WRONG_KEY' };
      const until = String(clock.now() + SESSION_S * 1000);
      return { cookie: `${COOKIE}=${until}.${seal(until)}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${SESSION_S}` };
    },
  };
}

export function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? '';
}
