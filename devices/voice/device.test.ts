import { ManualClock } from '../../shared/basics/clock.ts';
import { memoryFactory, type MemoryPair } from '../transports/memory.ts';
import { createVoice } from './device.ts';
import { createVirtualChip } from './virtual-chip.ts';

const MS_PER_BYTE = 100;

async function bench(maxWaiting?: number) {
  const clock = new ManualClock(0);
  const chip = createVirtualChip({ clock, msPerByte: MS_PER_BYTE });
  const pairs: MemoryPair[] = [];
  const factory = memoryFactory((pair) => {
    pairs.push(pair);
    chip.attach(pair.far);
  });
  const voice = createVoice({ factory, clock, options: maxWaiting === undefined ? {} : { maxWaiting } });
  voice.start();
  await clock.advance(10);
  return { clock, chip, voice, pairs };
}

/** The outcomes in words, in the order of asking; `…` for one that is still open. */
function follow(promises: readonly Promise<{ readonly ok: boolean; readonly error?: { readonly cause: string } }>[]): string[] {
  const outcomes = promises.map(() => '…');
  promises.forEach((promise, i) => void promise.then((result) => (outcomes[i] = result.ok ? 'spoken' : (result.error?.cause ?? ''))));
  return outcomes;
}

test('sentences follow one another without overlapping or being cut off', async () => {
  const { clock, chip, voice } = await bench();
  const outcomes = follow(['请一号。', '请二号。', '请三号。'].map((text) => voice.speak(text)));
  await clock.advance(1_000);
  expect(outcomes).toEqual(['spoken', '…', '…']);
  await clock.advance(10_000);
  expect(outcomes).toEqual(['spoken', 'spoken', 'spoken']);
  const { spoken, overlaps } = chip.see();
  expect(spoken.map(({ text, cutOff }) => ({ text, cutOff }))).toEqual([
    { text: '请一号。', cutOff: false },
    { text: '请二号。', cutOff: false },
    { text: '请三号。', cutOff: false },
  ]);
  spoken.slice(1).forEach((utterance, i) => expect(utterance.startedAt).toBeGreaterThanOrEqual(spoken[i]?.endedAt ?? Infinity));
  expect(overlaps).toBe(0);
  expect(voice.status().counters).toEqual({ connections: 1, done: 3 });
});

test('a long announcement is spoken in pieces, in order', async () => {
  const { clock, chip, voice } = await bench();
  const clause = `${'办'.repeat(29)},`;
  const outcomes = follow([voice.speak(clause.repeat(4))]);
  await clock.advance(60_000);
  expect(outcomes).toEqual(['spoken']);
  expect(chip.see().spoken.map((utterance) => utterance.text)).toEqual([clause.repeat(3), clause]);
});

test('when too many wait the oldest waiting one is dropped and says so', async () => {
  const { clock, chip, voice } = await bench(2);
  const first = voice.speak('请一号。');
  await clock.advance(50);
  const outcomes = follow([first, ...['请二号。', '请三号。', '请四号。'].map((text) => voice.speak(text))]);
  await clock.advance(20_000);
  expect(outcomes).toEqual(['spoken', 'dropped', 'spoken', 'spoken']);
  expect(chip.see().spoken.map((utterance) => utterance.text)).toEqual(['请一号。', '请三号。', '请四号。']);
});

test('a lost end of sentence is found out by asking', async () => {
  const { clock, chip, voice } = await bench();
  chip.setFault('no-finish');
  const outcomes = follow([voice.speak('请一号。'), voice.speak('请二号。')]);
  await clock.advance(10_000);
  expect(outcomes).toEqual(['spoken', 'spoken']);
  expect(chip.see().overlaps).toBe(0);
});

test('a chip kept busy by another program is waited for, not for ever', async () => {
  const { clock, chip, voice } = await bench();
  chip.setFault('busy');
  const outcomes = follow([voice.speak('请一号。'), voice.speak('请二号。')]);
  await clock.advance(31_000);
  expect(outcomes).toEqual(['refused', '…']);
  expect(voice.status()).toMatchObject({ health: 'attention', state: 'busy' });
  chip.setFault('none');
  await clock.advance(5_000);
  expect(outcomes).toEqual(['refused', 'spoken']);
  expect(voice.status().health).toBe('ready');
});

test('a spoilt command is sent twice, then given up', async () => {
  const { clock, chip, voice } = await bench();
  chip.setFault('not-recognised');
  const outcomes = follow([voice.speak('请一号。')]);
  await clock.advance(1_400);
  expect(outcomes).toEqual(['refused']);
  expect(chip.see().refused).toBe(2);
  expect(voice.status().counters.failed).toBe(1);
});

test('a chip that restarts in the middle cut the sentence off, and that is said', async () => {
  const { clock, chip, voice } = await bench();
  const outcome = voice.speak('请一号到三号窗口。');
  await clock.advance(500);
  chip.restart();
  await clock.advance(10);
  expect(await outcome).toEqual({ ok: false, error: { cause: 'timeout', sentence: '语音模块在播报中重启，本次播报没有说完，请重呼' } });
});

test('a silent chip is red within 5 s, idle or speaking, and what waited is not spoken later', async () => {
  const idle = await bench();
  idle.pairs[0]?.drop();
  const healths: string[] = [];
  idle.voice.onStatus((status) => healths.push(status.health));
  await idle.clock.advance(4_900);
  expect(healths).toEqual(['disconnected', 'ready']);

  const speaking = await bench();
  const outcomes = follow([speaking.voice.speak('请一号到三号窗口办理。'), speaking.voice.speak('请二号。')]);
  await speaking.clock.advance(100);
  speaking.pairs[0]?.drop();
  await speaking.clock.advance(4_900);
  expect(outcomes).toEqual(['timeout', 'disconnected']);
  await speaking.clock.advance(10_000);
  expect(speaking.chip.see().spoken.map((utterance) => utterance.text)).toEqual(['请一号到三号窗口办理。']);
  expect(speaking.voice.status().health).toBe('ready');
});

test('without a line it fails at once', async () => {
  const { voice, pairs, clock } = await bench();
  pairs[0]?.cut('unplugged');
  await clock.advance(10);
  expect(await voice.speak('请一号。')).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
});

test.each([
  ['张𬭊', '语音模块读不出“𬭊”，请改用其他文字'],
  ['[v9]', '语音模块读不出“[”，请改用其他文字'],
])('%j is not spoken', async (text, sentence) => {
  const { voice } = await bench();
  expect(await voice.speak(text)).toEqual({ ok: false, error: { cause: 'not-encodable', sentence } });
});

test('nothing to say is said at once', async () => {
  const { voice } = await bench();
  expect(await voice.speak('')).toEqual({ ok: true, value: undefined });
});

test('noise on the line is not taken for the end of a sentence', async () => {
  const { clock, voice, pairs } = await bench();
  const outcomes = follow([voice.speak('请一号。')]);
  // An idle byte that was on its way before the command, and bytes that mean nothing.
  await pairs[0]?.far.write(Uint8Array.of(0x4f, 0x00, 0xff, 0x41 ^ 0x80));
  await clock.advance(700);
  expect(outcomes).toEqual(['…']);
  await clock.advance(200);
  expect(outcomes).toEqual(['spoken']);
});

test('an answer from before the question does not count', async () => {
  const { clock, voice, pairs } = await bench();
  await pairs[0]?.far.write(Uint8Array.of(0x4f));
  await clock.advance(10);
  pairs[0]?.drop();
  await clock.advance(2_600);
  expect(voice.status().health).toBe('disconnected');
});
