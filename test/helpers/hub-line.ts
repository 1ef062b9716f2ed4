import { createORPCClient, type ClientLink } from '@orpc/client';
import { call, type AnyProcedure, type AnyRouter } from '@orpc/server';
import type { HubClient, HubConnection } from '../../main/service/hub/hub-link.ts';
import type { StationId } from '../../shared/basics/ids.ts';

type NoContext = Record<never, never>;

/** What comes out at the other end of a wire that carries JSON. */
function overTheWire<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

function procedureAt(router: AnyRouter, path: readonly string[]): AnyProcedure {
  const found: unknown = path.reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined), router);
  return found as AnyProcedure;
}

async function* streamOverTheWire(source: AsyncIterable<unknown>, signal: AbortSignal): AsyncGenerator {
  for await (const value of source) {
    if (signal.aborted) return;
    yield overTheWire(value);
  }
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function carry(router: AnyRouter, path: readonly string[], input: unknown, context: object, signal: AbortSignal): Promise<unknown> {
  const answer: unknown = await call(procedureAt(router, path), overTheWire(input), { context, signal, path });
  return isStream(answer) ? streamOverTheWire(answer, signal) : overTheWire(answer);
}

/** A page's client of its own service, through the real router and its validation. */
export function pageLink(router: () => AnyRouter): ClientLink<NoContext> {
  return { call: (path, input, { signal }) => carry(router(), path, input, {}, signal ?? new AbortController().signal) };
}

/** One station's line to the hub: the hub's real router behind a wire that can be cut and that can lose answers. */
export class HubLine {
  readonly #router: () => AnyRouter;
  readonly #stationId: StationId;
  readonly #open = new Set<AbortController>();
  #isCut = false;
  #lose: string | null = null;
  #delayed: PromiseWithResolvers<void> | null = null;
  /** Procedures called, in order. */
  readonly calls: string[] = [];

  constructor(stationId: StationId, router: () => AnyRouter) {
    this.#stationId = stationId;
    this.#router = router;
  }

  cut(): void {
    this.#isCut = true;
    this.drop();
  }

  heal(): void {
    this.#isCut = false;
  }

  /** Ends the present connections; new ones can be made. */
  drop(): void {
    for (const connection of [...this.#open]) connection.abort();
  }

  /** The hub does what this procedure asks, but its answers never arrive; null ends that. */
  loseAnswers(procedure: string | null): void {
    this.#lose = procedure;
  }

  /** Holds back the hub's streams until the returned function is called: snapshots arrive late. */
  delayStreams(): () => void {
    const delayed = Promise.withResolvers<void>();
    this.#delayed = delayed;
    return () => {
      this.#delayed = null;
      delayed.resolve();
    };
  }

  readonly connect = async (): Promise<HubConnection> => {
    if (this.#isCut) throw new Error('the line is cut');
    const ended = new AbortController();
    this.#open.add(ended);
    const closed = new Promise<void>((resolve) => ended.signal.addEventListener('abort', () => resolve(), { once: true }));
    void closed.then(() => this.#open.delete(ended));
    const link: ClientLink<NoContext> = { call: (path, input, { signal }) => this.#call(path, input, ended.signal, signal) };
    return { client: createORPCClient<HubClient>(link), closed, close: () => ended.abort() };
  };

  async #call(path: readonly string[], input: unknown, ended: AbortSignal, own: AbortSignal | undefined): Promise<unknown> {
    const name = path.join('.');
    this.calls.push(name);
    const signal = own ? AbortSignal.any([ended, own]) : ended;
    if (signal.aborted) throw new Error('the line is cut');
    const lost = Promise.withResolvers<never>();
    signal.addEventListener('abort', () => lost.reject(new Error('the line was cut')), { once: true });
    lost.promise.catch(() => undefined);
    const answer = carry(this.#router(), path, input, { stationId: this.#stationId }, signal);
    answer.catch(() => undefined);
    const arrived = await Promise.race([answer, lost.promise]);
    if (this.#lose === name) return lost.promise;
    return isStream(arrived) ? this.#held(arrived) : arrived;
  }

  async *#held(source: AsyncIterable<unknown>): AsyncGenerator {
    for await (const value of source) {
      await this.#delayed?.promise;
      yield value;
    }
  }
}
