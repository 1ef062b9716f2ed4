import { z } from 'zod';
import { systemClock } from '../../../shared/basics/clock.ts';
import type { FaultCase, FaultSuite, Wire } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { openPcsc } from '../../transports/pcsc.ts';
import { createSocialCardReader } from '../device.ts';
import { startSocialCardReaderSimulator } from '../simulator.ts';
import type { SocialCardEvent } from '../types.ts';

/** What a fault case does with reader and simulator between start and end. */
interface Bench {
  act(command: object): void;
  /** The next event that is not the insertion itself, in a few words. */
  next(): Promise<string>;
  health(): string;
}

/** Runs one story on this wire; the events in words, and what the card would have counted as tries of its password. */
async function story(wire: Wire, tell: (bench: Bench) => Promise<readonly string[]>): Promise<string> {
  const simulator = await startSocialCardReaderSimulator(wire.simulator);
  const reader = createSocialCardReader({ factory: openPcsc(wire.driver ?? simulator.address), clock: systemClock });
  const events: SocialCardEvent[] = [];
  reader.onCard((event) => {
    if (event.type !== 'card-inserted') events.push(event);
  });
  reader.start();
  try {
    await until('the reader is ready', () => reader.status().health === 'ready');
    const words = await tell({
      act(command) {
        const done = simulator.control(command);
        if (!done.ok) throw new Error(done.error);
      },
      async next() {
        await until('an event of the card', () => events.length > 0);
        return wordsOf(events.shift());
      },
      health: () => reader.status().health,
    });
    return [...words, `${Seen.parse(simulator.observe()).passwordTries} tries of the password`].join(', ');
  } finally {
    await reader.stop();
    await simulator.close();
  }
}

function wordsOf(event: SocialCardEvent | undefined): string {
  switch (event?.type) {
    case 'card-read':
      return [`read ${event.card.number.slice(-4)} ${event.card.name}`, ...event.card.warnings].join(' ');
    case 'card-failed':
      return event.failure.code;
    case 'card-removed':
      return 'removed';
    default:
      return event?.type ?? 'nothing';
  }
}

const Seen = z.object({ passwordTries: z.number() });

/** One card with one habit or one answer of its own, and after it another person's: nothing of the first may stay. */
function oneCard(fault: string, inserted: readonly object[], first: string): FaultCase {
  return {
    fault,
    expected: `${first}, removed, read 0021 张模拟, 0 tries of the password`,
    run: (wire) => story(wire, async ({ act, next }) => {
      for (const command of inserted) act(command);
      const came = await next();
      act({ type: 'remove-card' });
      const gone = await next();
      act({ type: 'insert-card', card: 'zhang-moni' });
      return [came, gone, await next()];
    }),
  };
}

function liSi(...habits: string[]): object {
  return { type: 'insert-card', card: 'li-si', habits };
}

const READ = 'read 002X 李四';

/** Everything a 社保卡 and its reader were said or seen to do (devices.md §7.2 and §8). */
export const socialCardFaults: FaultSuite = {
  name: 'social-card-reader',
  transports: ['tcp'],
  baudRate: 115_200,
  faults: [
    oneCard('6A82 to the selection of the application, files there nevertheless', [liSi('no-application')], READ),
    oneCard('61xx and 6Cxx: lengths announced and asked for', [liSi('t0')], READ),
    oneCard('files and records only in the other way (P1 00, P2 00)', [liSi('other-ways')], READ),
    oneCard('records numbered from 1, as in some third-generation regions', [liSi('numbered')], READ),
    oneCard('6A83: the records that need not be there are not', [liSi('few-records')], READ),
    oneCard('6982: the card wants its password', [liSi('needs-pin')], 'NEEDS_PIN'),
    oneCard('6982 to the very first command', [{ type: 'answer-at', command: 1, hex: '6982' }, liSi()], 'NEEDS_PIN'),
    oneCard('another application’s card', [liSi('bank-card')], 'NOT_A_SOCIAL_CARD'),
    oneCard('a card that announces more bytes for ever', [liSi('endless')], 'READ_FAILED'),
    oneCard('an answer that no table has (6F00)', [{ type: 'answer-at', command: 5, hex: '6F00' }, liSi()], 'READ_FAILED'),
    oneCard('an answer of one byte', [{ type: 'answer-at', command: 5, hex: '90' }, liSi()], 'READ_FAILED'),
    oneCard('another record than the one asked for', [{ type: 'answer-at', command: 5, hex: '0A01329000' }, liSi()], 'READ_FAILED'),
    oneCard('a record that announces more than it has', [{ type: 'answer-at', command: 6, hex: '091EC0EECBC49000' }, liSi()], 'READ_FAILED'),
    oneCard('a name that is no text', [{ type: 'answer-at', command: 6, hex: '0904FFFE80819000' }, liSi()], 'READ_FAILED'),
    oneCard('a number whose last digit is wrong', [{ type: 'insert-card', card: 'wrong-number' }], 'NUMBER_INVALID'),
    oneCard('a card past its last day', [{ type: 'insert-card', card: 'expired' }], 'read 0011 张三 社保卡已过有效期'),
    oneCard('the wrong way round: no answer to the reset', [{ type: 'insert-wrong-way' }], 'CARD_MUTE'),
    {
      fault: 'removed in the middle of a read',
      expected: 'CARD_REMOVED, removed, read 002X 李四, 0 tries of the password',
      run: (wire) => story(wire, async ({ act, next }) => {
        act({ type: 'pull-at', command: 5 });
        act(liSi());
        const [failed, gone] = [await next(), await next()];
        act(liSi());
        return [failed, gone, await next()];
      }),
    },
    {
      fault: 'swapped for another card in the middle of a read',
      expected: 'CARD_REMOVED, removed, read 0021 张模拟, 0 tries of the password',
      run: (wire) => story(wire, async ({ act, next }) => {
        act({ type: 'pull-at', command: 6, then: 'zhang-moni' });
        act(liSi());
        return [await next(), await next(), await next()];
      }),
    },
    {
      fault: 'a card that falls silent',
      expected: 'CARD_SILENT, removed, read 0021 张模拟, 0 tries of the password',
      run: (wire) => story(wire, async ({ act, next }) => {
        act({ type: 'answer-at', command: 3, hex: null });
        act(liSi());
        const silent = await next();
        act({ type: 'remove-card' });
        const gone = await next();
        act({ type: 'insert-card', card: 'zhang-moni' });
        return [silent, gone, await next()];
      }),
    },
    {
      fault: 'the reader is unplugged in the middle of a read, and plugged in again',
      expected: 'CARD_SILENT, removed, disconnected, read 002X 李四, 0 tries of the password',
      run: (wire) => story(wire, async ({ act, next, health }) => {
        act({ type: 'set-timing', commandMs: 60 });
        act(liSi());
        await new Promise((resolve) => setTimeout(resolve, 150));
        act({ type: 'unplug' });
        const [failed, gone] = [await next(), await next()];
        await until('the reader shows disconnected', () => health() === 'disconnected');
        const shown = health();
        act({ type: 'plug' });
        return [failed, gone, shown, await next()];
      }),
    },
  ],
};
