import { until } from '../../core/testing/until.ts';
import type { Simulator } from '../../core/simulator.ts';
import type { CardEvent, IdCardReader } from '../types.ts';

/** What a fault case does with reader and simulator. */
export interface ReaderBench {
  act(command: object): void;
  /** The next event of a card, in a few words. */
  next(): Promise<string>;
  /** Waits until the console would show this. */
  shows(health: string): Promise<string>;
}

/** Runs one story between a reader and its simulator, and ends both. */
export async function readerStory(simulator: Simulator, reader: IdCardReader, tell: (bench: ReaderBench) => Promise<readonly string[]>): Promise<string> {
  const events: CardEvent[] = [];
  reader.onCard((event) => events.push(event));
  reader.start();
  const bench: ReaderBench = {
    act(command) {
      const done = simulator.control(command);
      if (!done.ok) throw new Error(done.error);
    },
    async next() {
      await until('an event of the card', () => events.length > 0, 8_000);
      return wordsOf(events.shift());
    },
    async shows(health) {
      await until(`the reader shows ${health}`, () => reader.status().health === health, 8_000);
      return reader.status().health;
    },
  };
  try {
    await bench.shows('ready');
    return (await tell(bench)).join(', ');
  } finally {
    await reader.stop();
    await simulator.close();
  }
}

function wordsOf(event: CardEvent | undefined): string {
  if (event?.type === 'card-failed') return event.failure.code;
  if (event?.type !== 'card-read') return event?.type ?? 'nothing';
  const { card, fingers } = event;
  const forEver = card.validTo === '长期' ? [card.validTo] : [];
  const fingerWords = fingers === null ? [] : [`${fingers} fingers`];
  return ['read', card.certNo.slice(-4), card.name, card.nation ?? card.certType, ...forEver, ...fingerWords].join(' ');
}
