import { WebSocket } from 'ws';
import { z } from 'zod';
import { oddFrames } from '../carriers/odd-frames.ts';
import { openHall, readHallFile, readStationFile, type HallUnderTest } from '../helpers/hall-under-test.ts';
import { callNext, openWindow, takePrintedTicket } from '../helpers/hall-visit.ts';
import { oddPaths } from '../helpers/odd-paths.ts';
import { enterPage, openPageSocket } from '../helpers/page-client.ts';

let hall: HallUnderTest;
let kioskOrigin: string;
let hubOrigin: string;
let centreOrigin: string;
beforeAll(async () => {
  hall = await openHall();
  kioskOrigin = new URL(hall.ready.urls.kiosk).origin;
  centreOrigin = new URL(hall.ready.urls.workbench).origin;
  const hub = readHallFile(hall.data).stations.find(({ role }) => role === 'hub');
  hubOrigin = `http://127.0.0.1:${hub?.listen.port}`;
}, 120_000);
afterAll(async () => {
  expect(await hall.end()).toBe(0);
  await hall.discard();
}, 30_000);

/** Log lines of one process with this message, from now on. */
function newLines(name: string, message: string): () => number {
  const count = (): number => hall.log(name).split('\n').filter((line) => line.includes(`"${message}"`)).length;
  const before = count();
  return () => count() - before;
}

function stationKey(station: string): string {
  return readStationFile(hall.data, station).key;
}

/** The status with which a WebSocket was refused; 101 when it was let in. */
function knock(url: string, headers: Record<string, string>): Promise<number> {
  const ws = new WebSocket(url.replace('http', 'ws'), { headers });
  return new Promise((resolve) => {
    ws.once('open', () => {
      ws.terminate();
      resolve(101);
    });
    ws.once('unexpected-response', (_request, response) => {
      ws.on('error', () => undefined);
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });
}

/** An answer of the peer protocol: status (left out when 200) and body. */
const Answer = z.object({ p: z.object({ s: z.number().default(200), b: z.unknown() }) });

/** Sends one frame and says what came: the answer's status and body, or the code the connection was closed with. */
function sendFrame(ws: WebSocket, frame: string): Promise<{ status: number; body: unknown } | { closed: number }> {
  return new Promise((resolve) => {
    ws.once('close', (code) => resolve({ closed: code }));
    ws.once('message', (data: Buffer) => {
      const { s, b } = Answer.parse(JSON.parse(data.toString())).p;
      resolve({ status: s, body: b });
    });
    ws.send(frame);
  });
}

function openHubSocket(station: string): Promise<WebSocket> {
  const ws = new WebSocket(`${hubOrigin.replace('http', 'ws')}/hub`, { headers: { authorization: `Bearer ${stationKey(station)}` } });
  return new Promise((resolve, reject) => {
    ws.once('open', () => resolve(ws));
    ws.on('error', reject);
  });
}

const request = (procedure: string, input: unknown): string => JSON.stringify({ i: '1', p: { u: `/${procedure}`, b: { json: input } } });

test('keys and origins of others are refused at every WebSocket', async () => {
  const refusedAtKiosk = newLines('kiosk-1', 'connection refused');
  const refusedAtHub = newLines('hub', 'connection refused');
  const kioskCookie = await enterPage(hall.ready.urls.kiosk);
  const [counterUrl = ''] = hall.ready.urls.counter;
  const counterCookie = await enterPage(counterUrl);
  const origin = kioskOrigin;
  expect(await knock(`${kioskOrigin}/rpc/kiosk`, { origin })).toBe(401);
  expect(await knock(`${kioskOrigin}/rpc/kiosk`, { origin, cookie: counterCookie })).toBe(401);
  expect(await knock(`${kioskOrigin}/rpc/kiosk`, { origin: 'http://evil.example', cookie: kioskCookie })).toBe(403);
  expect(await knock(`${kioskOrigin}/rpc/counter`, { origin, cookie: kioskCookie })).toBe(404);
  expect(await knock(`${kioskOrigin}/hub`, { authorization: `Bearer ${stationKey('kiosk-1')}` })).toBe(404);
  expect(await knock(`${hubOrigin}/hub`, {})).toBe(401);
  expect(await knock(`${hubOrigin}/hub`, { authorization: 'Bearer wrong' })).toBe(401);
  expect(await knock(`${hubOrigin}/hub`, { authorization: `Bearer ${stationKey('kiosk-1')}`, origin: 'http://evil.example' })).toBe(403);
  expect(await knock(`${hubOrigin}/rpc/kiosk`, { origin: hubOrigin, cookie: kioskCookie })).toBe(404);
  expect([refusedAtKiosk(), refusedAtHub()]).toEqual([5, 4]);
}, 30_000);

test('frames that are none end the connection, at the page and at the hub, and are logged', async () => {
  const atKiosk = newLines('kiosk-1', 'frame refused');
  const atHub = newLines('hub', 'frame refused');
  const cookie = await enterPage(hall.ready.urls.kiosk);
  // A few of each kind; the carrier's own tests send all of them.
  const frames = oddFrames()
    .flatMap(({ frame }) => (typeof frame === 'string' && frame.length < 100_000 ? [frame] : []))
    .filter((_, n) => n % 10 === 0);
  // The real station would come back in between, and the hub keeps the newest connection of a station only.
  const display = hall.ready.pids['display-1'];
  if (typeof display !== 'number') throw new Error('the display has no process');
  process.kill(display, 'SIGSTOP');
  try {
    for (const frame of frames) {
      const page = await openPageSocket(kioskOrigin, 'kiosk', cookie);
      expect([frame, await sendFrame(page, frame)]).toEqual([frame, { closed: 1008 }]);
      const station = await openHubSocket('display-1');
      expect([frame, await sendFrame(station, frame)]).toEqual([frame, { closed: 1008 }]);
    }
  } finally {
    process.kill(display, 'SIGCONT');
  }
  expect([atKiosk(), atHub()]).toEqual([frames.length, frames.length]);
}, 60_000);

test('input that does not fit never reaches a procedure', async () => {
  const atKiosk = newLines('kiosk-1', 'call refused');
  const atHub = newLines('hub', 'call refused');
  const cookie = await enterPage(hall.ready.urls.kiosk);
  const wrong: [string, unknown][] = [
    ['take', {}], ['take', { commandId: 'x', businessId: 'hrss' }], ['identify', { certNo: 'x'.repeat(31) }], ['identify', { certNo: 7 }],
    ['answerPaper', { ticketId: '../..', got: 'yes' }], ['retryPrint', null], ['searchItems', { query: '', extra: 1 }],
  ];
  for (const [procedure, input] of wrong) {
    const page = await openPageSocket(kioskOrigin, 'kiosk', cookie);
    expect([procedure, input, await sendFrame(page, request(procedure, input))]).toMatchObject([procedure, input, { status: 400 }]);
    page.terminate();
  }
  const page = await openPageSocket(kioskOrigin, 'kiosk', cookie);
  expect(await sendFrame(page, request('login', { workNo: '1001', pin: '135790' }))).toMatchObject({ status: 404 });
  page.terminate();

  const wrongAtHub: [string, unknown][] = [
    ['takeTicket', { businessId: 'hrss' }], ['push', { records: [] }], ['push', { records: 'all' }], ['command', { type: 'explode' }],
    ['leaseTickets', { businessId: 'hrss', date: '2026-02-31x' }], ['hello', { protocol: 1 }], ['reportDevices', { devices: 'none' }],
  ];
  for (const [procedure, input] of wrongAtHub) {
    const station = await openHubSocket('display-1');
    expect([procedure, input, await sendFrame(station, request(procedure, input))]).toMatchObject([procedure, input, { status: 400 }]);
    station.terminate();
  }
  expect([atKiosk(), atHub()]).toEqual([wrong.length, wrongAtHub.length]);
}, 60_000);

test('records that are none are kept apart, never applied', async () => {
  const station = await openHubSocket('display-1');
  const answer = await sendFrame(station, request('push', { records: [7, { nodeId: 'me' }, 'record'] }));
  station.terminate();
  expect(answer).toMatchObject({ status: 200, body: { json: { verdicts: [{ verdict: 'DEAD' }, { verdict: 'DEAD' }, { verdict: 'DEAD' }] } } });
  expect(hall.console.state()?.today.issued).toBe(0);
}, 30_000);

test('a station that sends records of another database is refused as a whole', async () => {
  const station = await openHubSocket('display-1');
  const answer = await sendFrame(station, request('push', { records: [{ nodeId: '01JD0000000000000000000001', epoch: 1, seq: 1 }] }));
  station.terminate();
  expect(answer).toMatchObject({ status: 403 });
}, 30_000);

test('odd addresses and methods at the pages', async () => {
  const refused = newLines('kiosk-1', 'page refused');
  const paths = oddPaths().filter((_, n) => n % 5 === 0);
  for (const path of paths) {
    const response = await fetch(`${kioskOrigin}${path}`, { redirect: 'manual' });
    expect([path, [400, 401, 404].includes(response.status)]).toEqual([path, true]);
    await response.arrayBuffer();
  }
  expect((await fetch(`${kioskOrigin}/kiosk/`, { method: 'POST', body: 'x' })).status).toBe(405);
  expect((await fetch(`${kioskOrigin}/enter?page=kiosk&key=wrong`, { redirect: 'manual' })).status).toBe(401);
  expect((await fetch(`${hubOrigin}/enter?page=kiosk&key=wrong`, { redirect: 'manual' })).status).toBe(401);
  expect(refused()).toBe(paths.length + 2);
}, 60_000);

test('the centre: no key, a wrong key, a wrong body', async () => {
  const refused = newLines('centre', 'request refused');
  const key = readStationFile(hall.data, 'hub').centreKey;
  const post = async (path: string, body: string, authorization?: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
    const response = await fetch(`${centreOrigin}${path}`, { method: 'POST', headers, body });
    await response.arrayBuffer();
    return response.status;
  };
  const right = `Bearer ${key}`;
  const statuses = [
    await post('/sync/push', '{"records":[1]}'),
    await post('/sync/push', '{"records":[1]}', 'Bearer wrong'),
    await post('/sync/push', '{"records":[1]}', `Bearer ${stationKey('hub')}`),
    await post('/sync/push', '{', right),
    await post('/sync/push', '{"records":[]}', right),
    await post('/sync/hello', '{"protocol":"one"}', right),
    await post('/leases/case-numbers', '{"date":"today","count":1}', right),
    await post('/leases/case-numbers', '{"date":"2026-11-23","count":1000000}', right),
    await post('/no/such/thing', '{}', right),
  ];
  expect(statuses).toEqual([401, 401, 401, 400, 400, 400, 400, 400, 404]);
  expect(refused()).toBe(statuses.length);
}, 30_000);

test('the hall goes on', async () => {
  await hall.kiosk.until('the hub is there', 15_000, (state) => state.hubOnline);
  const { no } = await takePrintedTicket(hall.kiosk);
  await openWindow(hall.counters[0], { workNo: '1001', pin: '135790' });
  expect((await callNext(hall.counters[0])).no).toBe(no);
  await hall.display.until('the display shows it', 10_000, ({ calls }) => calls[0]?.no === no);
}, 60_000);
