import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { createSupervisor } from '../core/supervisor.ts';
import type { StatusKeeper } from '../core/status.ts';
import { createCardCourse, type CardCourse } from './card-course.ts';
import { IdCardReaderOptions } from './device.ts';
import { createReaderService, type HttpGet, type ReaderService } from './service.ts';
import type { ReadAnswer } from './service-protocol.ts';
import { cardFailure } from './status-words.ts';
import type { CardEvent, CardFields, IdCardReader } from './types.ts';

/** All waits between two requests to the service, in milliseconds. */
export const SERVICE_DELAYS = {
  pause: 300,
  /** After a fault of the reader, which somebody has to mend first. */
  fault: 2_000,
} as const;

/** So many busy answers in a row are another program that will not let go, not the end of our own last request. */
const BUSY_TOO_OFTEN = 10;

const FAULT = { health: 'fault', state: 'reader-fault', advice: '身份证阅读器故障，请检查阅读器与电脑的连接线；仍不行请报修' } as const;
const BUSY = { health: 'attention', state: 'busy', advice: '读卡服务一直被占用，请关闭其他正在读卡的程序或网页' } as const;

/** How a reader behind a service is set up. The service itself decides whether it reads an address added later. */
export const ServiceReaderOptions = IdCardReaderOptions.pick({ cardLeftMs: true }).extend({
  /** Have the service decode the photo, for a place where somebody compares it with the person. */
  photo: z.boolean().default(false),
});

/**
 * A reader that its maker's service on this machine owns. The service tells no removal: the card that was read counts as
 * lifted when a whole wait found no card, or another one.
 */
export function createServiceReader(parts: {
  /** `http://127.0.0.1:8989` */
  readonly address: string;
  readonly get: HttpGet;
  readonly clock: Clock;
  readonly options?: z.input<typeof ServiceReaderOptions>;
}): IdCardReader {
  const { address, get, clock } = parts;
  const { cardLeftMs, photo } = ServiceReaderOptions.parse(parts.options ?? {});
  const listeners = new Set<(event: CardEvent) => void>();
  const supervisor = createSupervisor({
    clock,
    deviceName: '身份证读卡服务',
    whenGone: '请检查读卡服务是否已启动、读卡器是否接好',
    attempt,
  });
  const course = createCardCourse({ clock, status: supervisor, cardLeftMs, emit });
  const take = createTaker(course, supervisor);

  function emit(event: CardEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  async function attempt(status: StatusKeeper, stop: AbortSignal): Promise<void> {
    const service = createReaderService({ base: address, get, clock, stop, photo });
    try {
      if (!(await greet(service, status))) return;
      while (!stop.aborted) {
        const answer = await service.waitForCard();
        if (stop.aborted) return;
        if (answer.ok) take(answer.value);
        else if (answer.error !== 'broken') return;
        else if (!(await afterBrokenAnswer(service, status))) return;
        const faulty = answer.ok && answer.value.type === 'reader-fault';
        await clock.sleep(faulty ? SERVICE_DELAYS.fault : SERVICE_DELAYS.pause, stop);
      }
    } finally {
      course.away();
    }
  }

  /** False: the service does not answer, or something else answers in its place. */
  async function greet(service: ReaderService, status: StatusKeeper): Promise<boolean> {
    const answer = await service.module();
    if (!answer.ok) return false;
    if (answer.value === 'faulty') status.set(FAULT);
    else course.ready();
    return true;
  }

  /** What broke off may have been another person's card: nobody may be served as the person before. */
  async function afterBrokenAnswer(service: ReaderService, status: StatusKeeper): Promise<boolean> {
    course.lifted();
    course.failed(cardFailure('BAD_FRAME'));
    return greet(service, status);
  }

  return {
    kind: 'idCardReader',
    address,
    status: supervisor.status,
    onStatus: supervisor.onStatus,
    start: supervisor.start,
    stop: supervisor.stop,
    // The answer that tells it has no layout that anybody confirmed.
    samId: () => null,
    onCard(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Takes one answer after the other; remembers whose card lies there. */
function createTaker(course: CardCourse, status: StatusKeeper): (answer: ReadAnswer) => void {
  let lyingNumber = '';
  let busyAnswers = 0;

  function readAgain(card: CardFields): boolean {
    return course.lying() !== 'none' && card.certNo === lyingNumber;
  }

  return (answer) => {
    busyAnswers = answer.type === 'busy' ? busyAnswers + 1 : 0;
    switch (answer.type) {
      case 'busy':
        status.markGood();
        if (busyAnswers >= BUSY_TOO_OFTEN) status.set(BUSY);
        return;
      case 'reader-fault':
        status.markGood();
        status.set(FAULT);
        return;
      case 'no-card':
        course.lifted();
        course.ready();
        course.nothingThere();
        return;
      case 'failed':
        course.ready();
        // A card taken away while it is read again was read already; anything else fails once more at the next look.
        if (course.lying() === 'none') course.failed(answer.failure);
        else course.lifted();
        return;
      case 'card':
        course.ready();
        if (readAgain(answer.card)) return;
        course.lifted();
        lyingNumber = answer.card.certNo;
        course.read({ card: answer.card, photo: answer.photo, fingers: null });
        return;
      default:
        return assertNever(answer);
    }
  };
}
