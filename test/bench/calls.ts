import type { Page } from 'playwright-core';
import { startCallDisplaySimulator } from '../../devices/call-display/simulator.ts';
import { BusinessId } from '../../shared/basics/ids.ts';
import { connectHub } from '../../main/web/hub-client.ts';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { mustBeDone, newCommand, openWindow, serveBriefly } from '../helpers/hall-visit.ts';
import { openCounterPage, pause, type CounterPage } from '../helpers/page-client.ts';
import { BENCH_PIN, writeBenchHall, type BenchHall } from './bench-hall.ts';
import { startCounterProcess, startStationProcess, type StationProcess } from './station-process.ts';
import { percentile, tenths, type BenchFigure } from './statistics.ts';
import { tapDevice } from './tapped-device.ts';
import { portOf } from './tickets.ts';

const WINDOWS = 20;
const ROUNDS = 3;
const COUNTER_PROCESSES = 2;
const TARGET_MS = 100;
const SEEN_MS = 5_000;
/** A kiosk has to have its devices; this one is not started. */
const NOBODY_LISTENS = 9;
const BUSINESS = BusinessId.parse('market');

/** When something with a number was seen first, epoch ms. */
type Sightings = Map<string, number>;

/**
 * A call, from 下一位 pressed on a counter's page to the later of two sights: the frame with the number on the wire of
 * that window's LED strip, and the number in the document of the display's page in a real Chromium (a MutationObserver
 * notes the time). All clocks are this machine's. Hub and display are processes of their own, the twenty counters with
 * their strips share two; strips and pages' clients are here. Windows call one after another, three rounds.
 */
export async function benchCalls(): Promise<BenchFigure[]> {
  const atStrip: Sightings = new Map();
  const closers: (() => Promise<void>)[] = [];
  const hall = await writeBenchHall({
    kiosks: 1,
    counters: WINDOWS,
    displays: 1,
    device: async (_station, role, kind) => {
      if (role === 'kiosk') return kind === 'idCardReader' || kind === 'ticketPrinter' ? NOBODY_LISTENS : null;
      if (role !== 'counter' || kind !== 'callDisplay') return null;
      const strip = await startCallDisplaySimulator({ host: '127.0.0.1', port: 0 });
      const tap = await tapDevice(portOf(strip.address), (bytes) => noteNumbers(bytes.toString('latin1'), atStrip));
      closers.push(() => tap.close(), () => strip.close());
      return tap.port;
    },
  });
  const hub = await startStationProcess(hall.of('hub')[0]?.file ?? '');
  const display = await startStationProcess(hall.of('display')[0]?.file ?? '');
  const counters = await startCounters(hall);
  const browser = await openBrowser();
  const pages: CounterPage[] = [];
  try {
    const { page: screen } = await openPage(browser, { width: 1920, height: 1080 });
    await watchScreen(screen, display.urls['display'] ?? '');
    for (const url of counters.flatMap(({ urls }) => Object.values(urls))) pages.push(await openCounterPage(url));
    for (const page of pages) await openWindow(page, { workNo: String(2000 + Number(page.state()?.window.no)), pin: BENCH_PIN });
    await fillQueue(hall, WINDOWS * (ROUNDS + 1));
    const strip: number[] = [];
    const shown: number[] = [];
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const page of pages) {
        const { no, pressedAt } = await call(page);
        const seen = { strip: await sightOf(no, () => Promise.resolve(atStrip.get(no))), screen: await sightOf(no, () => seenOnScreen(screen, no)) };
        await serveBriefly(page);
        // The first round warms everything up and is not counted.
        if (round < 0) continue;
        strip.push(seen.strip - pressedAt);
        shown.push(seen.screen - pressedAt);
      }
    }
    return figures(strip, shown);
  } finally {
    for (const page of pages) page.close();
    await browser.close();
    await Promise.all([...counters, display].map((station) => station.stop()));
    await hub.stop();
    for (const close of closers) await close();
    hall.discard();
  }
}

function figures(strip: readonly number[], shown: readonly number[]): BenchFigure[] {
  const both = strip.map((ms, n) => Math.max(ms, shown[n] ?? Number.NaN));
  const p95 = percentile(both, 0.95);
  const name = `call pressed to frame at the LED and text on the display page, ${WINDOWS} windows`;
  return [
    { name: `${name}, p95`, value: tenths(p95), unit: 'ms', target: TARGET_MS, ok: p95 <= TARGET_MS },
    { name: `${name}, median`, value: tenths(percentile(both, 0.5)), unit: 'ms', target: 0, ok: true },
    { name: 'the LED alone, p95', value: tenths(percentile(strip, 0.95)), unit: 'ms', target: 0, ok: true },
    { name: 'the display page alone, p95', value: tenths(percentile(shown, 0.95)), unit: 'ms', target: 0, ok: true },
  ];
}

function startCounters(hall: BenchHall): Promise<StationProcess[]> {
  const files = hall.of('counter').map(({ file }) => file);
  const share = Math.ceil(files.length / COUNTER_PROCESSES);
  const shares = Array.from({ length: COUNTER_PROCESSES }, (_, n) => files.slice(n * share, (n + 1) * share));
  return Promise.all(shares.map((some) => startCounterProcess(some)));
}

/** Numbers as a kiosk takes them, their paper confirmed at the console so that no printer is needed. */
async function fillQueue(hall: BenchHall, count: number): Promise<void> {
  const [kiosk, hallConsole] = await Promise.all(
    (['kiosk', 'console'] as const).map((role) => connectHub(hall.hubUrl, hall.of(role)[0]?.key ?? '', AbortSignal.timeout(SEEN_MS))),
  );
  if (!kiosk || !hallConsole) throw new Error('the hall has no kiosk or no console');
  for (let n = 0; n < count; n += 1) {
    const { ticket } = mustBeDone(await kiosk.client.takeTicket({ ...newCommand(), businessId: BUSINESS, kind: 'NORMAL', identity: null }));
    mustBeDone(await hallConsole.client.resolveTicket({ ...newCommand(), ticketId: ticket.id, action: 'CONFIRM', reason: '测速' }));
  }
  kiosk.close();
  hallConsole.close();
}

async function call(page: CounterPage): Promise<{ no: string; pressedAt: number }> {
  await page.until('the window is free', SEEN_MS, ({ window, waitingTotal }) => window.state === 'OPEN' && waitingTotal > 0);
  const pressedAt = Date.now();
  const { no } = mustBeDone(await page.rpc.next(newCommand()));
  return { no, pressedAt };
}

async function sightOf(no: string, ask: () => Promise<number | undefined>): Promise<number> {
  const deadline = Date.now() + SEEN_MS;
  while (Date.now() < deadline) {
    const at = await ask();
    if (at !== undefined) return at;
    await pause(5);
  }
  throw new Error(`${no} was not seen`);
}

function noteNumbers(text: string, sightings: Sightings): void {
  for (const no of text.match(/A\d{3}/g) ?? []) if (!sightings.has(no)) sightings.set(no, Date.now());
}

declare global {
  interface Window {
    yichuangSeen: Record<string, number>;
  }
}

async function watchScreen(screen: Page, url: string): Promise<void> {
  await screen.addInitScript(() => {
    window.yichuangSeen = {};
    new MutationObserver(() => {
      for (const no of document.querySelector('.calls')?.textContent.match(/A\d{3}/g) ?? []) window.yichuangSeen[no] ??= Date.now();
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await screen.goto(url);
  await screen.locator('.board').waitFor();
}

function seenOnScreen(screen: Page, no: string): Promise<number | undefined> {
  return screen.evaluate((wanted) => window.yichuangSeen[wanted], no);
}
