import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { createLink, type Connection } from '../core/link.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { createReaderDriver, type ReaderDriver } from './driver.ts';
import type { CardEvent, CardFailure, IdCardReader } from './types.ts';

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
});

/** What the session remembers between two polls. */
interface Lying {
  readonly since: AbortController;
  left: boolean;
}

/** A reader that looks for cards by itself. After a read the same card has to be lifted before it is read again. */
export function createIdCardReader(parts: {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  readonly options?: z.input<typeof IdCardReaderOptions>;
}): IdCardReader {
  const { factory, clock } = parts;
  const { cardLeftMs, newAddress } = IdCardReaderOptions.parse(parts.options ?? {});
  const listeners = new Set<(event: CardEvent) => void>();
  const link = createLink({ factory, clock, deviceName: '身份证阅读器', session });

  function emit(event: CardEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  function ready(): void {
    link.markGood();
    link.set({ health: 'ready', state: 'ready', advice: '' });
  }

  async function session(connection: Connection): Promise<void> {
    const driver = createReaderDriver(connection, clock);
    if (!(await untilWorking(driver, connection))) return;
    const watch = createCardWatch(driver);
    try {
      while (!connection.signal.aborted) {
        const answered = (await watch.look()) || (await untilWorking(driver, connection));
        if (!answered) return;
        await clock.sleep(READER_DELAYS.poll, connection.signal);
      }
    } finally {
      watch.end();
    }
  }

  /** Waits as long as the security module is faulty. False: the reader does not answer. */
  async function untilWorking(driver: ReaderDriver, connection: Connection): Promise<boolean> {
    for (;;) {
      const status = await driver.samStatus();
      if (!status.ok) return false;
      if (status.value === 'working') {
        if (link.status().state !== 'card-left') ready();
        return true;
      }
      link.markGood();
      link.set({ health: 'fault', state: 'sam-fault', advice: '身份证阅读器安全模块故障，请重新上电；仍不行请报修' });
      await clock.sleep(READER_DELAYS.faultPoll, connection.signal);
    }
  }

  /** The course of one card after the other. */
  function createCardWatch(driver: ReaderDriver): { look(): Promise<boolean>; end(): void } {
    let lying: Lying | null = null;
    let lastFailure: CardFailure['code'] | null = null;

    function forget(): void {
      lying?.since.abort();
      lying = null;
    }

    function lifted(): void {
      if (lying === null) return;
      forget();
      ready();
      emit({ type: 'card-removed' });
    }

    function laid(): void {
      const card: Lying = { since: new AbortController(), left: false };
      lying = card;
      void clock.sleep(cardLeftMs, card.since.signal).then(() => {
        if (card.since.signal.aborted) return;
        card.left = true;
        link.set({ health: 'attention', state: 'card-left', advice: '有身份证遗留在阅读器上，请提醒取走' });
        emit({ type: 'card-left' });
      });
    }

    /** False when the exchange failed and the two sides have to be brought into step. */
    async function look(): Promise<boolean> {
      if (lying !== null) {
        const there = await driver.cardStillThere();
        if (!there.ok) return false;
        if (!there.value) lifted();
        // A forgotten card must not keep out the next one, should the reader go on saying that it is there.
        else if (!lying.left) return true;
      }
      const found = await driver.findCard();
      if (!found.ok) return false;
      link.markGood();
      if (!found.value) {
        lastFailure = null;
        return true;
      }
      lifted();
      return read();
    }

    async function read(): Promise<boolean> {
      const result = await driver.readCard({ newAddress });
      if (result.ok) {
        lastFailure = null;
        laid();
        emit({ type: 'card-read', card: result.value });
        return true;
      }
      // A card that cannot be read is tried again at every look; the citizen is told once.
      if (result.error.code !== lastFailure) emit({ type: 'card-failed', failure: result.error });
      lastFailure = result.error.code;
      return false;
    }

    return { look, end: forget };
  }

  return {
    kind: 'idCardReader',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    onCard(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
