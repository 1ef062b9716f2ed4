import type { Clock } from '../../shared/basics/clock.ts';
import type { Connection } from '../core/link.ts';
import { PRINTER_DELAYS } from './driver.ts';
import type { PrinterDriver, ProofRequest } from './driver.ts';
import type { Trouble } from './protocol.ts';

/** How a job ended that has been handed to the connection. */
export type Verdict = 'proven' | Trouble | 'disconnected' | 'no-proof';

export interface WatchedJob {
  readonly connection: Connection;
  readonly driver: PrinterDriver;
  readonly proof: ProofRequest;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/**
 * Waits for the proof of a job. Meanwhile the printer is asked how it is, so that a person at the kiosk hears of an
 * empty roll at once and not after the time-out. Returns when no question is under way any more.
 */
export async function watchJob({ connection, driver, proof, clock, timeoutMs }: WatchedJob): Promise<Verdict> {
  const verdict = Promise.withResolvers<Verdict>();
  const done = new AbortController();
  const ended = AbortSignal.any([done.signal, connection.signal]);

  const stopListening = driver.onFrame((frame) => {
    const judged = proof.judge(frame);
    if (judged !== null) verdict.resolve(judged);
  });
  const disconnected = (): void => verdict.resolve('disconnected');
  connection.signal.addEventListener('abort', disconnected, { once: true });
  if (connection.signal.aborted) disconnected();
  void clock.sleep(timeoutMs, done.signal).then(() => verdict.resolve('no-proof'));
  const asking = askMeanwhile();

  async function askMeanwhile(): Promise<void> {
    for (;;) {
      await clock.sleep(PRINTER_DELAYS.duringJob, ended);
      if (ended.aborted) return;
      const { state } = await driver.condition(false);
      // Off-line without a cause, or silent because it is busy: only the proof or the time-out decides.
      if (state !== 'ready' && state !== 'offline' && state !== 'silent') verdict.resolve(state);
    }
  }

  const result = await verdict.promise;
  done.abort();
  stopListening();
  connection.signal.removeEventListener('abort', disconnected);
  await asking;
  return result;
}
