import { request } from 'node:http';
import type { Clock } from '../../shared/basics/clock.ts';

/** What came of one request. `not-sent`: no connection came about. `lost`: the other side may have received it. */
export type PostOutcome =
  | { readonly type: 'answered'; readonly status: number; readonly body: Buffer }
  | { readonly type: 'not-sent' | 'lost' };

export interface IppPost {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly body: readonly Uint8Array[];
  readonly limitMs: number;
}

/** More than any queue answers to what is asked here. */
const LONGEST_ANSWER = 4 * 1024 * 1024;

/** One IPP request over its own HTTP connection; never throws, always ends. */
export async function postIpp(post: IppPost, clock: Clock, stop: AbortSignal): Promise<PostOutcome> {
  const settled = new AbortController();
  const limit = new AbortController();
  void clock.sleep(post.limitMs, AbortSignal.any([settled.signal, stop])).then(() => limit.abort());
  try {
    return await send(post, limit.signal);
  } finally {
    settled.abort();
  }
}

function send({ host, port, path, body }: IppPost, signal: AbortSignal): Promise<PostOutcome> {
  return new Promise((resolve) => {
    let connected = false;
    const length = body.reduce((sum, part) => sum + part.length, 0);
    const headers = { 'content-type': 'application/ipp', 'content-length': length };
    const outgoing = request({ method: 'POST', host, port, path, headers, agent: false, signal });
    const broke = (): void => resolve({ type: connected ? 'lost' : 'not-sent' });
    outgoing.on('socket', (socket) => socket.once('connect', () => void (connected = true)));
    outgoing.on('error', broke);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > LONGEST_ANSWER) response.destroy();
      });
      response.on('end', () => resolve({ type: 'answered', status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
      response.on('error', broke);
      response.on('close', broke);
    });
    for (const part of body) outgoing.write(part);
    outgoing.end();
  });
}
