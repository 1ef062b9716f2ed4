import { systemClock } from '../../../shared/basics/clock.ts';
import type { FaultCase, FaultSuite } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { CARD_ERRORS } from '../onbon/commands.ts';
import { outcomeOf, withReadyStrip, withStrip, type StripBench, type StripPair } from './strip-bench.ts';

const CALL = '请A001号到3号窗口';
/** Between them: all bytes that Onbon (5A, 5B, A5, A6) and Lumen (A5, AA, AE) cards want escaped. */
const WITH_ESCAPES = ['Z001', '[1]', '开始', 'アα', '计划'] as const;

async function escapes({ display, simulator }: StripBench): Promise<string> {
  const wrong: string[] = [];
  for (const text of WITH_ESCAPES) {
    const outcome = await outcomeOf(display, text);
    if (outcome !== 'shown' || simulator.observe().text !== text) wrong.push(`${text}: ${outcome}, ${simulator.observe().text}`);
  }
  return wrong.length === 0 ? 'all shown as sent' : wrong.join();
}

async function splitAnswers({ display, tell }: StripBench): Promise<string> {
  tell({ type: 'fault', fault: { type: 'split' } });
  return outcomeOf(display, CALL);
}

/** The reasons a person reads, one for each number. */
async function refusals({ display, tell }: StripBench, errors: readonly number[]): Promise<string> {
  const sentences = new Set<string>();
  for (const error of errors) {
    tell({ type: 'fault', fault: { type: 'nack', error } });
    const result = await display.show(CALL);
    if (!result.ok && result.error.cause === 'refused') sentences.add(result.error.sentence);
  }
  return `${errors.length} numbers, ${sentences.size} reasons, ${display.status().health}`;
}

async function refusedForAWhile({ display, simulator, tell }: StripBench, error: number): Promise<string> {
  tell({ type: 'fault', fault: { type: 'nack', error } });
  const first = await outcomeOf(display, CALL);
  tell({ type: 'fault', fault: { type: 'none' } });
  await until('the strip takes it', () => simulator.observe().text === CALL && display.status().health === 'ready');
  return `${first}, then shown by itself`;
}

/** The answers are of no use; afterwards the text is there and the strip is ready again. */
async function unanswered({ display, simulator, tell }: StripBench, fault: 'wrong-crc' | 'mute'): Promise<string> {
  tell({ type: 'fault', fault: { type: fault } });
  const outcome = await outcomeOf(display, CALL);
  tell({ type: 'fault', fault: { type: 'none' } });
  await until('it is ready again', () => display.status().health === 'ready' && simulator.observe().text === CALL, 7_000);
  return `${outcome}, then ready with the text`;
}

/** Nobody answers to the number the driver calls. */
async function otherNumber({ display, simulator }: StripBench): Promise<string> {
  await until('the driver gave up waiting', () => display.status().health === 'disconnected', 7_000);
  return `${display.status().health}, ${simulator.observe().history.length} texts on the strip`;
}

async function cablePulled({ display, simulator, tell }: StripBench): Promise<string> {
  const before = await outcomeOf(display, CALL);
  tell({ type: 'lose-power' });
  tell({ type: 'unplug' });
  await until('red', () => display.status().health === 'disconnected', 7_000);
  const meanwhile = [await outcomeOf(display, '请A002号到3号窗口'), await outcomeOf(display, '请A003号到3号窗口')];
  tell({ type: 'plug' });
  await until('a text is back', () => simulator.observe().text !== '', 7_000);
  return `${before}, ${[...new Set(meanwhile)].join()}, then ${simulator.observe().history.slice(1).join()}`;
}

/** What cards of both makers can do. */
function cardFaults(pair: StripPair, errors: readonly number[], otherStrip: StripPair): FaultCase[] {
  return [
    { fault: 'characters that need the escape', expected: 'all shown as sent', run: (wire) => withReadyStrip(wire, pair, escapes) },
    { fault: 'answers byte by byte', expected: 'shown', run: (wire) => withReadyStrip(wire, pair, splitAnswers) },
    {
      fault: 'refused with each error number',
      expected: `${errors.length} numbers, ${errors.length} reasons, attention`,
      run: (wire) => withReadyStrip(wire, pair, (bench) => refusals(bench, errors)),
    },
    {
      fault: 'refused for a while',
      expected: 'refused, then shown by itself',
      run: (wire) => withReadyStrip(wire, pair, (bench) => refusedForAWhile(bench, errors.includes(3) ? 3 : 1)),
    },
    { fault: 'answers with a wrong checksum', expected: 'timeout, then ready with the text', run: (wire) => withReadyStrip(wire, pair, (bench) => unanswered(bench, 'wrong-crc')) },
    { fault: 'no answers', expected: 'timeout, then ready with the text', run: (wire) => withReadyStrip(wire, pair, (bench) => unanswered(bench, 'mute')) },
    { fault: 'a card with another number', expected: 'disconnected, 0 texts on the strip', run: (wire) => withStrip(wire, otherStrip, otherNumber) },
    { fault: 'power and cable lost while texts change', expected: 'shown, disconnected, then 请A003号到3号窗口', run: (wire) => withReadyStrip(wire, pair, cablePulled) },
  ];
}

/** Onbon font cards, devices.md §3.1. */
export const onbonDisplayFaults: FaultSuite = {
  name: 'call-display/onbon',
  transports: ['tcp', 'pty'],
  baudRate: 57_600,
  faults: cardFaults({ driver: {}, strip: {} }, [...CARD_ERRORS.keys()].filter((error) => error > 0), { driver: { screen: 2 }, strip: { screen: 1 } }),
};

const LUMEN = { protocol: 'lumen' } as const;

/** Lumen C-Power cards, devices.md §3.3: framed as on a network over TCP, as on a serial line over the pseudo-terminal. */
export const lumenDisplayFaults: FaultSuite = {
  name: 'call-display/lumen',
  transports: ['tcp', 'pty'],
  baudRate: 57_600,
  faults: cardFaults({ driver: LUMEN, strip: LUMEN }, [1, 2], { driver: { ...LUMEN, card: 2 }, strip: { ...LUMEN, card: 1 } }),
};

const DIGITS: StripPair = { driver: { protocol: 'digits' }, strip: { protocol: 'digits' } };

/** A board never answers: what matters is that nobody claims to know more, and that the number comes back. */
async function boardMisses(bench: StripBench, begin: () => void, end: () => void): Promise<string> {
  const { display, simulator } = bench;
  // What is shown is seen on the board; whether bytes went out says little.
  await outcomeOf(display, CALL);
  await until('the number', () => simulator.observe().text === '001');
  const healths = new Set<string>();
  display.onStatus(({ health }) => healths.add(health));
  begin();
  await outcomeOf(display, '请A006号到3号窗口');
  // Long enough for the bytes to be lost.
  await systemClock.sleep(100);
  end();
  await until('the newest number', () => simulator.observe().text === '006', 7_000);
  return `006 shown, ${healths.has('ready') ? 'called ready' : 'never called ready'}`;
}

/** Boards of digits, devices.md §3.5. */
export const digitsDisplayFaults: FaultSuite = {
  name: 'call-display/digits',
  transports: ['tcp', 'pty'],
  baudRate: 9_600,
  faults: [
    {
      fault: 'the board misses a frame',
      expected: '006 shown, never called ready',
      run: (wire) =>
        withReadyStrip(wire, DIGITS, (bench) => {
          const set = (type: 'hang' | 'none') => () => bench.tell({ type: 'fault', fault: { type } });
          return boardMisses(bench, set('hang'), set('none'));
        }),
    },
    {
      fault: 'power and cable lost',
      expected: '006 shown, never called ready',
      run: (wire) =>
        withReadyStrip(wire, DIGITS, (bench) => {
          const { tell } = bench;
          const cut = (): void => {
            tell({ type: 'lose-power' });
            tell({ type: 'unplug' });
          };
          return boardMisses(bench, cut, () => tell({ type: 'plug' }));
        }),
    },
    {
      fault: 'more digits than the board has',
      expected: 'not-encodable, 0 texts on the board',
      run: (wire) => withReadyStrip(wire, DIGITS, async ({ display, simulator }) => `${await outcomeOf(display, 'A1001')}, ${simulator.observe().history.length} texts on the board`),
    },
  ],
};
