import type { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { createLink, type Connection } from '../core/link.ts';
import type { TransportFactory } from '../transports/transport.ts';
import type { CardDriver, CardFailure, CardProtocol } from './card-protocol.ts';
import { createDigitsProtocol } from './digits/driver.ts';
import { createLumenProtocol } from './lumen/driver.ts';
import { createOnbonProtocol } from './onbon/driver.ts';
import { CallDisplayOptions } from './options.ts';
import type { CallDisplay, DisplayFailure } from './types.ts';

/** Together with the 3 s an answer may take, a dead strip is known in 4.5 s. */
const PING_INTERVAL_MS = 1_500;

/** The text that should stand on the strip, and whoever still waits to hear that it does. */
interface Wanted {
  readonly bytes: Uint8Array;
  state: 'waiting' | 'sending' | 'shown' | 'refused';
  settle(result: Result<void, DisplayFailure>): void;
}

function failure(cause: DisplayFailure['cause'], sentence: string): { readonly ok: false; readonly error: DisplayFailure } {
  return fail({ cause, sentence });
}

function explain(problem: CardFailure): DisplayFailure {
  switch (problem.cause) {
    case 'disconnected':
      return { cause: 'disconnected', sentence: '窗口屏已断开，请检查电源和网线；恢复后会自动显示最新内容' };
    case 'silent':
      return { cause: 'timeout', sentence: '窗口屏没有应答，请检查电源和网线；恢复后会自动显示最新内容' };
    case 'refused':
      return { cause: 'refused', sentence: `窗口屏没有接受显示内容（${problem.reason}），${problem.advice}` };
    default:
      return assertNever(problem);
  }
}

function protocolFor(options: z.output<typeof CallDisplayOptions>, address: string): CardProtocol {
  switch (options.protocol) {
    case undefined:
    case 'onbon':
      return createOnbonProtocol(options);
    case 'lumen':
      return createLumenProtocol(options, address);
    case 'digits':
      return createDigitsProtocol(options);
    default:
      return assertNever(options);
  }
}

/**
 * A strip of any protocol. One loop owns the line: it sends the newest text when the strip does not show
 * it yet and pings otherwise, so a text that failed, or was lost with the card's power, heals without being asked.
 */
export function createCallDisplay(dependencies: {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  readonly options: z.input<typeof CallDisplayOptions>;
}): CallDisplay {
  const { factory, clock } = dependencies;
  const protocol = protocolFor(CallDisplayOptions.parse(dependencies.options), factory.address);
  const link = createLink({ factory, clock, deviceName: '窗口屏', session });
  let wanted: Wanted | null = null;
  let online = false;
  let wake: () => void = () => undefined;

  async function session(connection: Connection): Promise<void> {
    const driver = protocol.openDriver(connection, clock);
    const begun = await driver.begin();
    if (!begun.ok && begun.error.cause !== 'refused') return;
    // The card may have lost its text together with the connection.
    if (wanted !== null) wanted.state = 'waiting';
    online = true;
    while (!connection.signal.aborted && (await exchangeOnce(driver))) {
      if (wanted?.state !== 'waiting') await pause(connection.signal);
    }
    online = false;
    settleAsDisconnected();
  }

  /** Sends the newest text if the strip lacks it, else a ping. False when the card did not answer at all. */
  async function exchangeOnce(driver: CardDriver): Promise<boolean> {
    const sending = wanted !== null && wanted.state !== 'shown' ? wanted : null;
    if (sending !== null) sending.state = 'sending';
    const result = sending === null ? await driver.ping() : await driver.show(sending.bytes);
    if (result.ok) {
      if (sending !== null) {
        sending.state = 'shown';
        link.count('done');
      }
      sending?.settle(ok(undefined));
      if (protocol.answers) reportAnswer();
      else link.set({ health: 'unknown', state: 'sending', advice: '窗口屏不会应答，系统无法确认它是否正常，请看屏上的号码' });
      return true;
    }
    const explained = explain(result.error);
    if (sending !== null) link.count('failed');
    sending?.settle(fail(explained));
    if (result.error.cause !== 'refused') return false;
    if (sending !== null) sending.state = 'refused';
    link.markGood();
    link.set({ health: 'attention', state: 'refused', advice: explained.sentence });
    return true;
  }

  function reportAnswer(): void {
    link.markGood();
    link.set({ health: 'ready', state: 'ready', advice: '' });
  }

  async function pause(signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    wake = () => woken.abort();
    await clock.sleep(PING_INTERVAL_MS, AbortSignal.any([signal, woken.signal]));
  }

  function settleAsDisconnected(): void {
    wanted?.settle(fail(explain({ cause: 'disconnected' })));
  }

  function show(text: string): Promise<Result<void, DisplayFailure>> {
    const encoded = protocol.encode(text);
    if (!encoded.ok) return Promise.resolve(encoded);
    if (wanted?.state === 'waiting') wanted.settle(failure('superseded', '已有更新的显示内容，本次内容不再显示'));
    const outcome = Promise.withResolvers<Result<void, DisplayFailure>>();
    wanted = { bytes: encoded.value, state: 'waiting', settle: outcome.resolve };
    if (!online) settleAsDisconnected();
    wake();
    return outcome.promise;
  }

  return {
    kind: 'callDisplay',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    show,
  };
}
