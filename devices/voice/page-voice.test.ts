import { ManualClock } from '../../shared/basics/clock.ts';
import type { PageSound, SpeechOrder } from '../../shared/contract/speech.ts';
import { createPageVoice } from './page-voice.ts';
import type { Voice } from './types.ts';

const SENTENCE = '请A、零、零、一号，到三号窗口办理。';

async function bench(options: { readonly maxWaiting?: number } = {}) {
  const clock = new ManualClock(0);
  const voice = createPageVoice({ address: 'page://', clock, recordings: [], options });
  voice.start();
  await clock.advance(0);
  return { clock, voice };
}

/** A display page: what it was told, in words, and how it answers. */
function openPage(voice: Voice, sound: PageSound = 'ready') {
  const told: string[] = [];
  const ids: string[] = [];
  const page = voice.pages?.join(sound, (order: SpeechOrder) => {
    told.push(order.type === 'role' ? order.role : order.text);
    if (order.type === 'speak') ids.push(order.id);
  });
  if (page === undefined) throw new Error('this voice has no pages');
  return { ...page, told, ids, endLast: (outcome: 'spoken' | 'blocked' | 'failed') => page.announced(ids.at(-1) ?? '', outcome) };
}

function follow(promises: readonly Promise<{ readonly ok: boolean; readonly error?: { readonly cause: string } }>[]): string[] {
  const outcomes = promises.map(() => '…');
  promises.forEach((promise, i) => void promise.then((result) => (outcomes[i] = result.ok ? 'spoken' : (result.error?.cause ?? ''))));
  return outcomes;
}

test('one announcement at a time, each ended by the page', async () => {
  const { clock, voice } = await bench();
  const page = openPage(voice);
  const outcomes = follow([voice.speak('请一号。'), voice.speak('请二号。')]);
  await clock.advance(1_000);
  expect(page.told).toEqual(['speaker', '请一号。']);
  page.endLast('spoken');
  await clock.advance(0);
  expect(page.told).toEqual(['speaker', '请一号。', '请二号。']);
  expect(outcomes).toEqual(['spoken', '…']);
  page.endLast('failed');
  await clock.advance(0);
  expect(outcomes).toEqual(['spoken', 'refused']);
  expect(voice.status()).toMatchObject({ health: 'ready', state: 'ready', counters: { connections: 1, done: 1, failed: 1 } });
});

test('of several pages one speaks; when it leaves the next one does, and what it was saying is told as not finished', async () => {
  const { clock, voice } = await bench();
  const [first, second] = [openPage(voice), openPage(voice)];
  const outcomes = follow([voice.speak('请一号。'), voice.speak('请二号。')]);
  first.leave();
  await clock.advance(0);
  expect(first.told).toEqual(['speaker', '请一号。']);
  expect(second.told).toEqual(['silent', 'speaker', '请二号。']);
  expect(outcomes).toEqual(['disconnected', '…']);
  // What the one that left says later is nobody's announcement.
  first.announced(second.ids[0] ?? '', 'spoken');
  await clock.advance(0);
  expect(outcomes).toEqual(['disconnected', '…']);
});

test('a page that may not sound is asked for a touch only where no other can speak', async () => {
  const { clock, voice } = await bench();
  const blocked = openPage(voice, 'blocked');
  expect(blocked.told).toEqual(['speaker']);
  expect(voice.status()).toMatchObject({ health: 'attention', state: 'blocked', advice: '浏览器不让大屏自动发声，请在大屏上按“打开声音”' });
  expect(await voice.speak(SENTENCE)).toMatchObject({ ok: false, error: { cause: 'refused' } });
  const ready = openPage(voice);
  expect([blocked.told, ready.told]).toEqual([['speaker', 'silent'], ['speaker']]);
  expect(voice.status().health).toBe('ready');
  // Once both can, the one that speaks goes on.
  blocked.report('ready');
  void voice.speak(SENTENCE);
  await clock.advance(0);
  expect(ready.told).toEqual(['speaker', SENTENCE]);
});

test('a touch on the page opens the sound, and what was called before is not spoken later', async () => {
  const { clock, voice } = await bench();
  const page = openPage(voice, 'blocked');
  await voice.speak('请一号。');
  page.report('ready');
  await clock.advance(0);
  expect(page.told).toEqual(['speaker']);
  expect(voice.status().health).toBe('ready');
});

test('no page: red with advice, and it fails at once', async () => {
  const { clock, voice } = await bench();
  const page = openPage(voice);
  page.leave();
  expect(voice.status()).toMatchObject({ health: 'disconnected', advice: '语音播报由本站的页面使用，页面没有打开，请打开页面' });
  expect(await voice.speak(SENTENCE)).toEqual({
    ok: false,
    error: { cause: 'disconnected', sentence: '叫号大屏的页面没有打开，不能播报，请打开页面，必要时请人工叫号' },
  });
  const next = openPage(voice);
  await clock.advance(60_000);
  expect(next.told).toEqual(['speaker']);
});

test('a page that never says how it ended is not waited for for ever, and is trusted again when it speaks up', async () => {
  const { clock, voice } = await bench();
  const page = openPage(voice);
  const outcomes = follow([voice.speak('请一号。'), voice.speak('请二号。')]);
  // Three clips of at most 3 s, 0.6 s of silence, 6 s for the way and the gong.
  await clock.advance(15_599);
  expect(outcomes).toEqual(['…', '…']);
  await clock.advance(1);
  expect(outcomes).toEqual(['timeout', 'refused']);
  expect(voice.status()).toMatchObject({ health: 'attention', state: 'hung' });
  page.endLast('spoken');
  expect(voice.status().health).toBe('ready');
  void voice.speak('请三号。');
  expect(page.told.at(-1)).toBe('请三号。');
});

test('a page that lost its right to sound in the middle says so', async () => {
  const { clock, voice } = await bench();
  const page = openPage(voice);
  const outcomes = follow([voice.speak('请一号。'), voice.speak('请二号。')]);
  page.endLast('blocked');
  await clock.advance(0);
  expect(outcomes).toEqual(['refused', 'refused']);
  expect(voice.status().state).toBe('blocked');
});

test.each([
  ['no-mandarin-voice', '这台电脑没有不需要网络的普通话语音，已改用录音播报', true],
  ['no-clips', '大屏页面没有取到播报录音，请刷新大屏页面', false],
] as const)('%s is told', async (sound, advice, speaks) => {
  const { voice } = await bench();
  const page = openPage(voice, sound);
  expect(voice.status()).toMatchObject({ health: 'attention', state: sound, advice });
  void voice.speak('请一号。');
  expect(page.told.includes('请一号。')).toBe(speaks);
});

test('when too many wait the oldest waiting one is dropped', async () => {
  const { clock, voice } = await bench({ maxWaiting: 1 });
  openPage(voice);
  const outcomes = follow(['请一号。', '请二号。', '请三号。'].map((text) => voice.speak(text)));
  await clock.advance(0);
  expect(outcomes).toEqual(['…', 'dropped', '…']);
});

test('what no clip says is not spoken; nothing to say is said at once', async () => {
  const { voice } = await bench();
  openPage(voice);
  expect(await voice.speak('请李四')).toEqual({ ok: false, error: { cause: 'not-encodable', sentence: '语音播报读不出“李”，请改用其他文字' } });
  expect(await voice.speak('')).toEqual({ ok: true, value: undefined });
});

test('stop ends what is being spoken and what waits honestly', async () => {
  const { clock, voice } = await bench();
  openPage(voice);
  const outcomes = follow([voice.speak('请一号。'), voice.speak('请二号。')]);
  await voice.stop();
  await clock.advance(0);
  expect(outcomes).toEqual(['disconnected', 'disconnected']);
  expect(voice.status().state).toBe('stopped');
});

test('a stopped voice speaks nothing, though a page is still there; started again it speaks', async () => {
  const { clock, voice } = await bench();
  const page = openPage(voice);
  await voice.stop();
  const outcomes = follow([voice.speak('请一号。')]);
  await clock.advance(0);
  expect([outcomes, page.told]).toEqual([['disconnected'], ['speaker']]);
  voice.start();
  void voice.speak('请二号。');
  expect(page.told).toEqual(['speaker', '请二号。']);
});
