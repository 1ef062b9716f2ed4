import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { until } from '../../../devices/core/testing/until.ts';
import { createPageVoice } from '../../../devices/voice/page-voice.ts';
import type { Voice } from '../../../devices/voice/types.ts';
import { systemClock } from '../../../shared/basics/clock.ts';
import { CLIPS } from '../../../shared/rules/speech-clips.ts';
import { createDisplayService } from './citizen-services.ts';
import { sampleCalls, sampleDisplay } from './samples.ts';
import { openTheatre } from './stage.ts';
import type { Stage, Theatre } from './stage.ts';

/** A sound the page has scheduled, in seconds of its audio clock. */
const Played = z.object({ kind: z.enum(['gong', 'clip']), at: z.number(), end: z.number() });
type Played = z.infer<typeof Played>;

const RECORDINGS = CLIPS.map(({ name }) => ({ clip: name, wav: readFileSync(join(process.cwd(), 'assets/audio', `${name}.wav`)).toString('base64') }));
/** Two notes, the second 0.35 s after the first, 1.1 s each. */
const GONG_NOTES = 2;

let theatre: Theatre;
let stage: Stage;
let voice: Voice;
let service: ReturnType<typeof createDisplayService>;

beforeAll(async () => {
  theatre = await openTheatre();
}, 60_000);
afterAll(() => theatre.close());

/** Writes down in the page what is given to its loudspeaker, and when. */
function listenIn(): void {
  const played: Played[] = [];
  Object.assign(globalThis, { played });
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (at = 0): void {
    played.push({ kind: 'clip', at, end: at + (this.buffer?.duration ?? 0) });
    start.call(this, at);
  };
  const startTone = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at = 0): void {
    played.push({ kind: 'gong', at, end: at + 1.1 });
    startTone.call(this, at);
  };
}

async function playedOn(page: Page): Promise<Played[]> {
  return z.array(Played).parse(await page.evaluate(() => Reflect.get(globalThis, 'played')));
}

async function open(spoken: Voice | null): Promise<void> {
  service = createDisplayService(sampleDisplay(), spoken);
  stage = await theatre.stage('display', service.router, { viewport: { width: 1920, height: 1080 } });
  await stage.page.addInitScript(listenIn);
  await stage.page.reload();
  await stage.page.locator('.board').waitFor();
}

beforeEach(() => {
  voice = createPageVoice({ address: 'page://', clock: systemClock, recordings: RECORDINGS, options: {} });
  voice.start();
});

afterEach(async () => {
  await voice.stop();
  // Closed first: a shell left open by a failed check would keep the whole run from ending.
  await stage.close();
  expect(stage.faults).toEqual([]);
});

test('a browser that wants a press first: one button, which the keyboard reaches too, and then it speaks', async () => {
  await open(voice);
  const button = stage.page.getByRole('button', { name: '打开声音' });
  await button.waitFor();
  expect(voice.status()).toMatchObject({ health: 'attention', state: 'blocked' });
  expect(await voice.speak('请一号。')).toMatchObject({ ok: false, error: { cause: 'refused' } });
  await stage.page.keyboard.press('Enter');
  await button.waitFor({ state: 'detached' });
  await until('the voice is ready', () => voice.status().health === 'ready');
  expect(await voice.speak('请一号。')).toEqual({ ok: true, value: undefined });
  expect((await playedOn(stage.page)).map(({ kind }) => kind)).toEqual(['gong', 'gong', 'clip', 'clip', 'clip']);
}, 30_000);

test('two calls at once: gong, words without gaps, and only then the next gong', async () => {
  await open(voice);
  await stage.page.getByRole('button', { name: '打开声音' }).click();
  await until('the voice is ready', () => voice.status().health === 'ready');
  // The new call on the board brings no gong of its own.
  service.show(sampleDisplay({ calls: sampleCalls(['A013', '4'], ['A012', '3']) }));
  const spoken = await Promise.all([voice.speak('请A、一号，到三号窗口办理。'), voice.speak('请二号。')]);
  expect(spoken.map((result) => result.ok)).toEqual([true, true]);
  const played = await playedOn(stage.page);
  const words = [7, 3];
  expect(played.map(({ kind }) => kind)).toEqual(words.flatMap((clips) => [...Array<string>(GONG_NOTES).fill('gong'), ...Array<string>(clips).fill('clip')]));
  const gaps = played.slice(1).map(({ at }, i) => Math.round((at - (played[i]?.end ?? 0)) * 1_000));
  // Two notes overlap; then 请·A、一·号，到·三·号窗口办理。 and the silence at its end, then the same for the second call.
  expect(gaps.slice(0, 8)).toEqual([-750, 0, 0, 90, 0, 300, 0, 0]);
  expect(gaps[8]).toBeGreaterThanOrEqual(600);
  expect(gaps.slice(9)).toEqual([-750, 0, 0, 0]);
}, 40_000);

test('of two open boards one speaks; when it is closed the other is asked', async () => {
  await open(voice);
  await stage.page.getByRole('button', { name: '打开声音' }).click();
  await until('the voice is ready', () => voice.status().health === 'ready');
  const second = await stage.page.context().newPage();
  await second.addInitScript(listenIn);
  await second.goto(stage.page.url());
  await second.locator('.board').waitFor();
  expect(await voice.speak('请一号。')).toMatchObject({ ok: true });
  expect(await playedOn(second)).toEqual([]);
  expect(await second.getByRole('button', { name: '打开声音' }).count()).toBe(0);
  await stage.page.close();
  await second.getByRole('button', { name: '打开声音' }).click();
  await until('the other is ready', () => voice.status().health === 'ready');
  expect(await voice.speak('请二号。')).toMatchObject({ ok: true });
  expect((await playedOn(second)).length).toBeGreaterThan(GONG_NOTES);
}, 40_000);

test('all pages closed: disconnected with advice, and calls fail at once', async () => {
  await open(voice);
  await until('a page is there', () => voice.status().state === 'blocked');
  await stage.page.close();
  await until('no page', () => voice.status().health === 'disconnected');
  expect(await voice.speak('请一号。')).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
}, 20_000);

test('recordings that are broken are told', async () => {
  await voice.stop();
  voice = createPageVoice({ address: 'page://', clock: systemClock, recordings: [{ clip: 'to', wav: 'QUJD' }], options: {} });
  voice.start();
  await open(voice);
  await stage.page.getByRole('button', { name: '打开声音' }).click();
  await until('the voice knows', () => voice.status().state === 'no-clips');
}, 20_000);

test('asked for the browser’s own voice where it has no Mandarin one: the recordings speak, and that is told', async () => {
  await voice.stop();
  voice = createPageVoice({ address: 'page://', clock: systemClock, recordings: RECORDINGS, options: { engine: 'web-speech' } });
  voice.start();
  await open(voice);
  await stage.page.getByRole('button', { name: '打开声音' }).click();
  await until('the voice knows', () => voice.status().state === 'no-mandarin-voice');
  expect(await voice.speak('请一号。')).toMatchObject({ ok: true });
  expect((await playedOn(stage.page)).filter(({ kind }) => kind === 'clip')).toHaveLength(3);
}, 30_000);

test('in a hall with a voice of its own nobody is asked to press', async () => {
  await open(null);
  await stage.page.waitForTimeout(1_500);
  expect(await stage.page.getByRole('button', { name: '打开声音' }).count()).toBe(0);
});
