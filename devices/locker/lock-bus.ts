import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { createExchange } from '../core/exchange.ts';
import type { Connection } from '../core/link.ts';
import { createLock } from '../core/lock.ts';
import type { BoardFrame, BoardProtocol, BoardRequest } from './board-protocol.ts';
import type { LockerProblem, OpenOutcome, Reading } from './types.ts';

/** All waits of this driver, in milliseconds. */
export const BUS_DELAYS = {
  /** RS-485: quiet time on the bus before the host speaks. */
  beforeSending: 20,
  answer: 500,
  /** After a board was silent: time for its late answer, which is then thrown away. */
  afterSilence: 200,
  /** Between two locks: each takes the current of a coil. */
  betweenPulses: 300,
  /** A board that does not answer a command to open is asked for its states no sooner. */
  afterUnansweredPulse: 25,
  /** How long a door may take to read as open. */
  openLimit: 2_000,
  pollWhileOpening: 100,
} as const;

export type BusFailure = Exclude<LockerProblem, 'stayed-closed' | 'unknown'>;

export interface LockPlace {
  readonly board: number;
  readonly lock: number;
}

/** One RS-485 bus: one command at a time, whichever board it is for. */
export interface LockBus {
  /** What a board reads of all its locks. Asked twice before it counts as silent. */
  readBoard(board: number): Promise<Result<readonly Reading[], BusFailure>>;
  readLock(place: LockPlace): Promise<Result<Reading, BusFailure>>;
  /** Sends one command to open and never a second, telling `onPulse` before. The outcome is what the states say afterwards. */
  open(place: LockPlace, closedReads: Reading, onPulse: () => void): Promise<Result<OpenOutcome, LockerProblem>>;
  /** Resolves when every command so far has ended. */
  idle(): Promise<void>;
}

export function createLockBus(dependencies: {
  readonly connection: Connection;
  readonly protocol: BoardProtocol;
  readonly clock: Clock;
  /** Every reading, whoever asked for it. */
  readonly onStates: (board: number, readings: readonly Reading[]) => void;
  /** A board told by itself that a door moved. */
  readonly onChange: () => void;
}): LockBus {
  const { connection, protocol, clock } = dependencies;
  const parser = protocol.createParser();
  const exchange = createExchange<BoardFrame>(connection, parser, clock);
  const turn = createLock();
  let lastPulseAt = Number.NEGATIVE_INFINITY;
  exchange.onFrame((frame) => {
    if (frame.type === 'change') dependencies.onChange();
  });

  async function send(request: BoardRequest, matches: (frame: BoardFrame) => boolean): ReturnType<typeof exchange.request> {
    await clock.sleep(BUS_DELAYS.beforeSending, connection.signal);
    return exchange.request(protocol.encodeRequest(request), { timeoutMs: BUS_DELAYS.answer, matches });
  }

  async function askOnce(board: number): Promise<Result<readonly Reading[], BusFailure>> {
    parser.expectStates(true);
    const answer = await send({ type: 'query', board }, (frame) => frame.type === 'states' && frame.board === board);
    parser.expectStates(false);
    if (answer.ok && answer.value.type === 'states') {
      dependencies.onStates(board, answer.value.readings);
      return ok(answer.value.readings);
    }
    if (connection.signal.aborted) return fail('disconnected');
    await clock.sleep(BUS_DELAYS.afterSilence, connection.signal);
    return fail('silent');
  }

  async function ask(board: number): Promise<Result<readonly Reading[], BusFailure>> {
    const first = await askOnce(board);
    return first.ok || first.error !== 'silent' ? first : askOnce(board);
  }

  async function askLock({ board, lock }: LockPlace): Promise<Result<Reading, BusFailure>> {
    const states = await ask(board);
    if (!states.ok) return states;
    const reading = states.value[lock - 1];
    return reading === undefined ? fail('no-such-door') : ok(reading);
  }

  /** Once, whatever the answer is: a second pulse could open a door that somebody has just shut. False when the line went. */
  async function pulse({ board, lock }: LockPlace): Promise<boolean> {
    const pause = lastPulseAt + BUS_DELAYS.betweenPulses - clock.now();
    // A clock that was put back must not keep the door waiting.
    if (pause > 0) await clock.sleep(Math.min(pause, BUS_DELAYS.betweenPulses), connection.signal);
    lastPulseAt = clock.now();
    const request: BoardRequest = { type: 'open', board, lock };
    if (protocol.answersOpen) {
      // An answer, a refusal and silence all mean: look at the door.
      const answer = await send(request, (frame) => frame.type === 'open-answer' && frame.board === board && frame.lock === lock);
      return answer.ok || answer.error !== 'disconnected';
    }
    await clock.sleep(BUS_DELAYS.beforeSending, connection.signal);
    const sent = await connection.send(protocol.encodeRequest(request));
    await clock.sleep(BUS_DELAYS.afterUnansweredPulse, connection.signal);
    return sent.ok;
  }

  async function untilOpen(place: LockPlace, closedReads: Reading): Promise<Result<OpenOutcome, LockerProblem>> {
    const begun = clock.now();
    for (;;) {
      const reading = await askLock(place);
      if (reading.ok && reading.value !== closedReads) return ok('opened');
      if (!reading.ok && reading.error === 'disconnected') return fail('unknown');
      const waited = clock.now() - begun;
      // Below 0 the clock was put back: nobody knows how long it has been, and the bus is not held for it.
      if (waited < 0 || waited >= BUS_DELAYS.openLimit) return fail(reading.ok ? 'stayed-closed' : 'unknown');
      await clock.sleep(BUS_DELAYS.pollWhileOpening, connection.signal);
    }
  }

  return {
    readBoard: (board) => turn.run(() => ask(board)),
    readLock: (place) => turn.run(() => askLock(place)),
    open: (place, closedReads, onPulse) =>
      turn.run(async () => {
        const before = await askLock(place);
        if (!before.ok) return before;
        if (before.value !== closedReads) return ok('already-open');
        onPulse();
        return (await pulse(place)) ? untilOpen(place, closedReads) : fail('unknown');
      }),
    idle: () => turn.run(() => Promise.resolve()),
  };
}
