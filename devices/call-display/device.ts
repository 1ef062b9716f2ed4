import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { createExchange } from '../core/exchange.ts';
import { encodeHanzi } from '../core/gbk.ts';
import { createLink, type Connection } from '../core/link.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { BUSY_ERROR, CARD_ERRORS } from './commands.ts';
import { createCardDriver, type CardDriver, type CardFailure } from './driver.ts';
import { ANY_SCREEN, createOnbonParser } from './protocol.ts';
import type { CallDisplay, DisplayFailure } from './types.ts';

/** Together with the 3 s an answer may take, a dead strip is known in 4.5 s. */
export const PING_INTERVAL_MS = 1_500;
/** Far more than a strip can be read; keeps a frame well below the card's memory. */
const MAX_TEXT_BYTES = 200;

/** How this strip is set up; every field has the default of a 128×16 strip with a BX-5K card. */
export const CallDisplayOptions = z.strictObject({
  /** Screen number in the card, or 65534 for whichever answers (one card on the line). */
  screen: z.number().int().min(1).max(ANY_SCREEN).default(ANY_SCREEN),
  family: z.enum(['bx5k', 'bx6k']).default('bx5k'),
  /** Pixels. */
  width: z.number().int().min(16).max(2048).multipleOf(8).default(128),
  height: z.number().int().min(16).max(256).default(16),
  /** What the card's font holds. */
  charset: z.enum(['gb2312', 'gbk']).default('gb2312'),
});

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
    case 'refused': {
      const reason = CARD_ERRORS.get(problem.error) ?? `错误码 ${problem.error}`;
      const advice = problem.error === BUSY_ERROR ? '系统会自动重试' : '请检查控制卡的设置和字库';
      return { cause: 'refused', sentence: `窗口屏没有接受显示内容（${reason}），${advice}` };
    }
    default:
      return assertNever(problem);
  }
}

/** Half a surrogate pair and control characters cannot be printed in a sentence; they are named by code point. */
function nameCharacter(char: string): string {
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(char) ? char : `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function encodeText(text: string, charset: 'gb2312' | 'gbk'): Result<Uint8Array, DisplayFailure> {
  const encoded = encodeHanzi(text, charset);
  if (!encoded.ok) {
    return failure('not-encodable', `窗口屏的字库里没有“${encoded.missing.map(nameCharacter).join('、')}”，请改用其他文字`);
  }
  // A backslash starts an in-text command of the card (\C2 colour, \FO font), and there is no way to escape it.
  if (text.includes('\\')) return failure('not-encodable', '窗口屏不能显示反斜杠，请改用其他文字');
  if (encoded.bytes.length > MAX_TEXT_BYTES) return failure('not-encodable', '显示内容过长，请缩短到 100 个汉字以内');
  return ok(encoded.bytes.length === 0 ? Uint8Array.of(0x20) : encoded.bytes);
}

/**
 * A strip driven by an Onbon font card. One loop owns the line: it sends the newest text when the strip does not show
 * it yet and pings otherwise, so a text that failed, or was lost with the card's power, heals without being asked.
 */
export function createCallDisplay(dependencies: {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  readonly options: z.input<typeof CallDisplayOptions>;
}): CallDisplay {
  const { factory, clock } = dependencies;
  const options = CallDisplayOptions.parse(dependencies.options);
  const link = createLink({ factory, clock, deviceName: '窗口屏', session });
  let wanted: Wanted | null = null;
  let online = false;
  let wake: () => void = () => undefined;

  async function session(connection: Connection): Promise<void> {
    const driver = createCardDriver(createExchange(connection, createOnbonParser(), clock), options);
    // Another program may have left the strip dark, and a dark strip answers pings all the same.
    const lit = await driver.powerOn();
    if (!lit.ok && lit.error.cause !== 'refused') return;
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
      if (sending !== null) sending.state = 'shown';
      sending?.settle(ok(undefined));
      link.markGood();
      link.set({ health: 'ready', state: 'ready', advice: '' });
      return true;
    }
    const explained = explain(result.error);
    sending?.settle(fail(explained));
    if (result.error.cause !== 'refused') return false;
    if (sending !== null) sending.state = 'refused';
    link.markGood();
    link.set({ health: 'attention', state: 'refused', advice: explained.sentence });
    return true;
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
    const encoded = encodeText(text, options.charset);
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
