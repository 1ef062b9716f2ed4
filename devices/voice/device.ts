import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { createLink, type Connection } from '../core/link.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { createChipDriver, type ChipDriver, type ChipFailure } from './driver.ts';
import { createSpeechQueue } from './speech-queue.ts';
import { speechPieces } from './speech-text.ts';
import type { Voice, VoiceFailure } from './types.ts';

/** Together with the second an answer may take, a dead chip is known in 2.5 s when it is idle. */
export const QUERY_INTERVAL_MS = 1_500;

/** How this voice is set up; every field has a default. */
export const VoiceOptions = z.strictObject({
  /** Sentences that may wait; one more, and the oldest waiting one is dropped, being the most out of date. */
  maxWaiting: z.number().int().min(1).max(50).default(8),
});

function explain(problem: ChipFailure): VoiceFailure {
  switch (problem) {
    case 'disconnected':
      return { cause: 'disconnected', sentence: '语音模块已断开，请检查电源和连接线，必要时请人工叫号' };
    case 'silent':
      return { cause: 'timeout', sentence: '语音模块没有应答，请检查电源和连接线，必要时请人工叫号' };
    case 'restarted':
      return { cause: 'timeout', sentence: '语音模块在播报中重启，本次播报没有说完，请重呼' };
    case 'busy':
      return { cause: 'refused', sentence: '语音模块一直在播报其他内容，请检查是否另有程序在使用它' };
    case 'refused':
      return { cause: 'refused', sentence: '语音模块没有接受播报内容，请检查连接线是否受到干扰' };
    default:
      return assertNever(problem);
  }
}

/** A SYN6288 speech chip. One loop owns the line: it speaks the waiting sentences in order and queries in between. */
export function createVoice(dependencies: {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  readonly options: z.input<typeof VoiceOptions>;
}): Voice {
  const { factory, clock } = dependencies;
  const { maxWaiting } = VoiceOptions.parse(dependencies.options);
  const link = createLink({ factory, clock, deviceName: '语音模块', session });
  const queue = createSpeechQueue<readonly Uint8Array[]>(maxWaiting);
  let online = false;
  let wake: () => void = () => undefined;

  async function session(connection: Connection): Promise<void> {
    const driver = createChipDriver(connection, clock);
    online = true;
    while (!connection.signal.aborted && (await exchangeOnce(driver))) {
      if (queue.size() === 0) await pause(connection.signal);
    }
    online = false;
    // After a break nobody wants to hear the calls of before.
    queue.failAll(explain('disconnected'));
  }

  /** Speaks the next sentence, or asks whether the chip is there. False when it did not answer. */
  async function exchangeOnce(driver: ChipDriver): Promise<boolean> {
    const job = queue.next();
    const result = job === undefined ? await driver.query() : await speakAll(driver, job.content);
    if (job !== undefined) link.count(result.ok ? 'done' : 'failed');
    if (result.ok) {
      job?.settle(ok(undefined));
      link.markGood();
      link.set({ health: 'ready', state: 'ready', advice: '' });
      return true;
    }
    const explained = explain(result.error);
    job?.settle(fail(explained));
    if (result.error === 'silent' || result.error === 'disconnected') return false;
    link.markGood();
    link.set({ health: 'attention', state: result.error, advice: explained.sentence });
    return true;
  }

  async function pause(signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    wake = () => woken.abort();
    await clock.sleep(QUERY_INTERVAL_MS, AbortSignal.any([signal, woken.signal]));
  }

  function speak(text: string): Promise<Result<void, VoiceFailure>> {
    const pieces = speechPieces(text);
    if (!pieces.ok) {
      return Promise.resolve(fail({ cause: 'not-encodable', sentence: `语音模块读不出“${pieces.error.join('、')}”，请改用其他文字` }));
    }
    if (pieces.value.length === 0) return Promise.resolve(ok(undefined));
    if (!online) return Promise.resolve(fail(explain('disconnected')));
    const outcome = queue.add(pieces.value);
    wake();
    return outcome;
  }

  return {
    kind: 'voice',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    pages: null,
    speak,
  };
}

async function speakAll(driver: ChipDriver, pieces: readonly Uint8Array[]): Promise<Result<void, ChipFailure>> {
  for (const piece of pieces) {
    const spoken = await driver.speak(piece);
    if (!spoken.ok) return spoken;
  }
  return ok(undefined);
}
