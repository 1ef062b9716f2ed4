import type { SpeakingPages } from '../../../devices/voice/types.ts';
import type { SpeechOrder } from '../../../shared/contract/speech.ts';
import { createPageSpeech } from './page-speech.ts';

/** A voice that only writes down what pages do. */
function pagesUnderTest() {
  const seen: string[] = [];
  const deliver: ((order: SpeechOrder) => void)[] = [];
  const pages: SpeakingPages = {
    engine: 'clips',
    recordings: [],
    join(sound, to) {
      const no = deliver.push(to);
      seen.push(`${no} joins ${sound}`);
      return {
        report: (next) => seen.push(`${no} ${next}`),
        announced: (id, outcome) => seen.push(`${no} ${id} ${outcome}`),
        leave: () => seen.push(`${no} leaves`),
      };
    },
  };
  return { pages, seen, deliver };
}

const ORDER: SpeechOrder = { type: 'role', role: 'speaker', engine: 'clips' };

test('a page hears its orders in turn, is heard itself, and leaves with its connection', async () => {
  const { pages, seen, deliver } = pagesUnderTest();
  const speech = createPageSpeech(pages);
  const gone = new AbortController();
  const orders = speech.listen('p', 'blocked', gone.signal);
  const first = orders.next();
  await Promise.resolve();
  deliver[0]?.(ORDER);
  deliver[0]?.({ ...ORDER, role: 'silent' });
  expect(await first).toMatchObject({ value: { role: 'speaker' } });
  expect(await orders.next()).toMatchObject({ value: { role: 'silent' } });
  speech.report('p', 'ready');
  speech.announced('p', '7', 'spoken');
  const last = orders.next();
  gone.abort();
  expect(await last).toEqual({ done: true, value: undefined });
  expect(seen).toEqual(['1 joins blocked', '1 ready', '1 7 spoken', '1 leaves']);
});

test('a page that listens again takes its place, and what ends late of the old connection changes nothing', async () => {
  const { pages, seen } = pagesUnderTest();
  const speech = createPageSpeech(pages);
  const old = new AbortController();
  const first = speech.listen('p', 'ready', old.signal).next();
  await Promise.resolve();
  void speech.listen('p', 'ready', new AbortController().signal).next();
  await Promise.resolve();
  old.abort();
  await first;
  speech.report('p', 'blocked');
  expect(seen).toEqual(['1 joins ready', '1 leaves', '2 joins ready', '1 leaves', '2 blocked']);
});

test('where the hall has a voice of its own, or none, a page is told so', async () => {
  const speech = createPageSpeech(null);
  expect(await speech.listen('p', 'ready', undefined).next()).toMatchObject({ value: { type: 'role', role: 'none' } });
  speech.report('p', 'ready');
  speech.announced('p', '1', 'spoken');
});
