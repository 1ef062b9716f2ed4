import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { createLink, type Connection } from '../core/link.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { createCardCourse } from './card-course.ts';
import { createReaderDriver, type ReadCard, type ReaderDriver } from './driver.ts';
import { createPhotoDecoder, PhotoDecoderOptions } from './photo-decoder.ts';
import type { CardContent, CardEvent, IdCardReader } from './types.ts';

/** All waits of the reader, in milliseconds. */
export const READER_DELAYS = {
  /** Between two looks for a card; makers ask for at least this. */
  poll: 300,
  /** Between two looks at a security module that reported a fault. */
  faultPoll: 2_000,
} as const;

/** How this reader is set up. */
export const IdCardReaderOptions = z.strictObject({
  /** A card that lies there this many milliseconds after it was read raises 请取走您的身份证. */
  cardLeftMs: z.number().int().min(1_000).max(600_000).default(15_000),
  /** Ask for the address that was added after the card was made; off for readers that never answer 30 03. */
  newAddress: z.boolean().default(true),
  /** Also ask how many fingers' templates the card holds (30 10), for trying a reader out. The templates are dropped at once. */
  fingers: z.boolean().default(false),
  /** The hall's own program for the photo; without it the photo stays undecoded. */
  photoDecoder: PhotoDecoderOptions.optional(),
});

/** A reader that looks for cards by itself. After a read the same card has to be lifted before it is read again. */
export function createIdCardReader(parts: {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  readonly options?: z.input<typeof IdCardReaderOptions>;
}): IdCardReader {
  const { factory, clock } = parts;
  const { cardLeftMs, newAddress, fingers, photoDecoder } = IdCardReaderOptions.parse(parts.options ?? {});
  const decodePhoto = photoDecoder === undefined ? null : createPhotoDecoder(photoDecoder, clock);
  const listeners = new Set<(event: CardEvent) => void>();
  let samId: string | null = null;
  const link = createLink({ factory, clock, deviceName: '身份证阅读器', session });
  const course = createCardCourse({ clock, status: link, cardLeftMs, emit });

  function emit(event: CardEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  async function session(connection: Connection): Promise<void> {
    const driver = createReaderDriver(connection, clock);
    try {
      samId = null;
      if (!(await untilWorking(driver, connection))) return;
      while (!connection.signal.aborted) {
        const answered = (await look(driver, connection)) || (await untilWorking(driver, connection));
        if (!answered) return;
        await clock.sleep(READER_DELAYS.poll, connection.signal);
      }
    } finally {
      course.away();
    }
  }

  /** Waits as long as the security module is faulty. False: the reader does not answer. */
  async function untilWorking(driver: ReaderDriver, connection: Connection): Promise<boolean> {
    for (;;) {
      const status = await driver.samStatus();
      if (!status.ok) return false;
      if (status.value === 'working') {
        const told = samId === null ? await driver.samId() : null;
        if (told?.ok === true) samId = told.value;
        course.ready();
        return true;
      }
      link.markGood();
      link.set({ health: 'fault', state: 'sam-fault', advice: '身份证阅读器安全模块故障，请重新上电；仍不行请报修' });
      await clock.sleep(READER_DELAYS.faultPoll, connection.signal);
    }
  }

  /** False when the exchange failed and the two sides have to be brought into step. */
  async function look(driver: ReaderDriver, connection: Connection): Promise<boolean> {
    if (course.lying() !== 'none') {
      const there = await driver.cardStillThere();
      if (!there.ok) return false;
      if (!there.value) course.lifted();
      // A forgotten card must not keep out the next one, should the reader go on saying that it is there.
      else if (course.lying() !== 'left') return true;
    }
    const found = await driver.findCard();
    if (!found.ok) return false;
    link.markGood();
    if (!found.value) {
      course.nothingThere();
      return true;
    }
    course.lifted();
    const result = await driver.readCard({ newAddress, fingers });
    if (result.ok) course.read(await contentOf(result.value, connection.signal));
    else course.failed(result.error);
    return result.ok;
  }

  async function contentOf({ fields, photo, fingers: count }: ReadCard, stop: AbortSignal): Promise<CardContent> {
    const decoded = photo === null || decodePhoto === null ? null : await decodePhoto(photo, stop);
    return { card: fields, photo: decoded, fingers: count };
  }

  return {
    kind: 'idCardReader',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    samId: () => samId,
    onCard(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
