import { implement } from '@orpc/server';
import { padContract } from '../../shared/contract/pad.ts';
import type { PadState } from '../../shared/contract/pad.ts';

/** A pad as a page sees it, with what happened to it written down. */
export interface SamplePad {
  readonly router: ReturnType<typeof createRouter>;
  /** Levels that reached the procedure. */
  readonly rated: number[];
  /** How many streams are open. */
  watching(): number;
  publish(ticketNo: string): void;
}

export const BROKEN_INVITATION = 'BROKEN';
export const GONE_INVITATION = 'GONE';

/** A small real router on the pad's contract, for the suites about what carries it. */
export function createSamplePad(): SamplePad {
  const rated: number[] = [];
  const listeners = new Set<(state: PadState) => void>();
  return {
    router: createRouter(rated, listeners),
    rated,
    watching: () => listeners.size,
    publish: (ticketNo) => listeners.forEach((listener) => listener(padState(ticketNo))),
  };
}

function createRouter(rated: number[], listeners: Set<(state: PadState) => void>) {
  const pad = implement(padContract);
  return pad.router({
    rate: pad.rate.handler(({ input }) => {
      rated.push(input.level);
      if (input.invitationId === BROKEN_INVITATION) throw new Error('a bug with 李四 11010519491231002X in it');
      if (input.invitationId === GONE_INVITATION) {
        return { ok: false, error: { code: 'INVITATION_GONE', sentence: '评价时间已过，谢谢您' } };
      }
      return { ok: true, value: {} };
    }),
    sign: pad.sign.handler(() => ({ ok: true, value: {} })),
    signOnPaper: pad.signOnPaper.handler(() => ({ ok: true, value: {} })),
    watch: pad.watch.handler(async function* ({ signal }) {
      const waiting = [padState('A001')];
      let wake = (): void => undefined;
      const listener = (state: PadState): void => {
        waiting.push(state);
        wake();
      };
      listeners.add(listener);
      signal?.addEventListener('abort', () => wake());
      try {
        while (!signal?.aborted) {
          const state = waiting.shift();
          if (state) yield state;
          else await new Promise<void>((resolve) => { wake = resolve; });
        }
      } finally {
        listeners.delete(listener);
      }
    }),
  });
}

function padState(ticketNo: string): PadState {
  return {
    hallName: '示范市政务服务大厅',
    windowNo: '01',
    windowName: '综合受理',
    clerk: null,
    invitation: { invitationId: 'I1', ticketNo, itemNames: ['居住证申领'], endsAt: 0 },
    signing: null,
    thanks: false,
    serverTime: 0,
  };
}
