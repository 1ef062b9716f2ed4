import { request } from 'node:http';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os } from '@orpc/server';
import type { AnyRouter } from '@orpc/server';
import type { RouterClient } from '@orpc/server';
import { WebSocket } from 'ws';
import { oddPaths } from '../../test/helpers/odd-paths.ts';
import { createLogLines } from '../../test/helpers/log-lines.ts';
import { makePagesDir } from '../../test/helpers/pages-dir.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { createNodeCrypto } from '../crypto/crypto-port.ts';
import type { HubContext, RunningWebShell } from './types.ts';
import { startWebShell } from './web-shell.ts';

const KIOSK_KEY = 'kiosk-key-7h2k';
const COUNTER_KEY = 'counter-key-9q4m';
const STATION_KEY = 'station-key-1x8z';

const kioskRouter = { hello: os.handler(() => 'kiosk') };
const counterRouter = { hello: os.handler(() => 'counter'), login: os.handler(() => 'clerk') };
const hubRouter = { whoAmI: os.$context<HubContext>().handler(({ context }) => context.stationId) };

let shell: RunningWebShell;
let logLines: string[];

beforeEach(async () => {
  const { log, lines } = createLogLines();
  logLines = lines;
  shell = await start({ hubRouter });

  function start(hub: { hubRouter: AnyRouter }): Promise<RunningWebShell> {
    return startWebShell({
      host: '127.0.0.1',
      port: 0,
      pagesDir: makePagesDir(),
      access: {
        pageKeys: { kiosk: KIOSK_KEY, counter: COUNTER_KEY },
        stationKeyHashes: new Map([STATION_KEY, 'another-key'].map((key, n) => [`K0${n + 1}`, createNodeCrypto().sha256Hex(key)])),
      },
      routers: { kiosk: kioskRouter, counter: counterRouter },
      cameraPages: ['counter'],
      ...hub,
      crypto: createNodeCrypto(),
      clock: systemClock,
      log,
    });
  }
});

afterEach(() => shell.close());

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** Sends the path exactly as written; fetch would tidy it up. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ port: shell.port, host: '127.0.0.1', path, headers, method, insecureHTTPParser: true }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') });
      });
    }).on('error', reject).end();
  });
}

async function cookieOf(page: string, key: string): Promise<string> {
  const answer = await get(`/enter?page=${page}&key=${key}`);
  const [line = ''] = answer.headers['set-cookie'] ?? [];
  return line.split(';')[0] ?? '';
}

/** Resolves with the status that refused the connection, or with the open socket. */
function connect(path: string, headers: Record<string, string>, origin?: string): Promise<WebSocket | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}${path}`, { headers, ...(origin === undefined ? {} : { origin }) });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
}

function clientOn<Router extends AnyRouter>(socket: WebSocket | number): RouterClient<Router> {
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return createORPCClient<RouterClient<Router>>(
    new RPCLink({
      port: {
        on: (event, callback) => {
          if (event === 'message') socket.on('message', (data: Buffer) => callback({ data: data.toString('utf8') }));
        },
        postMessage: (data: string) => socket.send(data),
      },
    }),
  );
}

describe('coming in', () => {
  test('a plain visitor gets a sentence in Chinese and nothing else, at every address', async () => {
    for (const path of ['/', '/kiosk/', '/assets/kiosk-1.js', '/assets/nothing.js']) {
      const answer = await get(path);
      expect(answer.status).toBe(401);
      expect(answer.body).toContain('请由管理员用带授权码的地址打开本页');
    }
  });

  test('the page key sets a cookie scripts cannot read, and leads to the page', async () => {
    const entered = await get(`/enter?page=kiosk&key=${KIOSK_KEY}`);
    expect(entered.status).toBe(303);
    expect(entered.headers.location).toBe('/kiosk/');
    expect(entered.headers['set-cookie']?.[0]).toMatch(/^yichuang-\d+-kiosk=[0-9a-f]{32}\.[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    const cookie = await cookieOf('kiosk', KIOSK_KEY);
    expect((await get('/kiosk/', { cookie })).body).toContain('<title>kiosk</title>');
    expect((await get('/', { cookie })).headers.location).toBe('/kiosk/');
  });

  test.each([
    ['a wrong key', '/enter?page=kiosk&key=wrong'],
    ['no key', '/enter?page=kiosk'],
    ['an empty key', '/enter?page=kiosk&key='],
    ['the key of another page', `/enter?page=kiosk&key=${COUNTER_KEY}`],
    ['a page this station has not', `/enter?page=console&key=${KIOSK_KEY}`],
    ['an unknown page', `/enter?page=__proto__&key=${KIOSK_KEY}`],
  ])('%s is refused', async (_what, path) => {
    const answer = await get(path);
    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('after ten wrong keys even the right one has to wait', async () => {
    for (let n = 0; n < 10; n += 1) await get('/enter?page=kiosk&key=guess');
    expect((await get(`/enter?page=kiosk&key=${KIOSK_KEY}`)).status).toBe(429);
  });

  test('forged and foreign cookies are worth nothing', async () => {
    const cookie = await cookieOf('kiosk', KIOSK_KEY);
    const [name = '', value = ''] = cookie.split('=');
    const asCounter = name.replace('kiosk', 'counter');
    for (const forged of [`${name}=`, `${name}=x`, `${name}=${'0'.repeat(32)}.${'0'.repeat(64)}`, `${asCounter}=${value}`, `x${cookie}`]) {
      expect((await get('/kiosk/', { cookie: forged })).status).toBe(401);
    }
  });

  test('the log says why, without key or address', async () => {
    await get('/enter?page=kiosk&key=typed-by-somebody');
    expect(logLines.join('')).toContain('"reason":"wrong key"');
    expect(logLines.join('')).not.toContain('typed-by-somebody');
  });
});

describe('files', () => {
  test('a page gets its own files and the shared ones, not those of another page', async () => {
    const cookie = await cookieOf('kiosk', KIOSK_KEY);
    const status = async (path: string): Promise<number> => (await get(path, { cookie })).status;
    expect(await status('/assets/kiosk-1.js')).toBe(200);
    expect(await status('/assets/kiosk-1.css')).toBe(200);
    expect(await status('/assets/shared-1.js')).toBe(200);
    expect(await status('/assets/counter-1.js')).toBe(404);
    expect(await status('/counter/')).toBe(404);
    expect(await status('/assets/display-1.js')).toBe(404);
    expect(await status('/manifest.json')).toBe(404);
  });

  test('every answer carries the policy, without unsafe-*', async () => {
    const cookie = await cookieOf('kiosk', KIOSK_KEY);
    for (const answer of [await get('/kiosk/', { cookie }), await get('/assets/kiosk-1.js', { cookie }), await get('/'), await get('/nothing', { cookie })]) {
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(answer.headers['content-security-policy']).not.toContain('unsafe');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['referrer-policy']).toBe('no-referrer');
    }
  });

  test('only a page that drives a camera may ask the browser for one, and none for a microphone', async () => {
    const counter = await get('/counter/', { cookie: await cookieOf('counter', COUNTER_KEY) });
    expect(counter.headers['permissions-policy']).toMatch(/^camera=\(self\), microphone=\(\)/);
    for (const answer of [await get('/kiosk/', { cookie: await cookieOf('kiosk', KIOSK_KEY) }), await get('/counter/')]) {
      expect(answer.headers['permissions-policy']).toMatch(/^camera=\(\), microphone=\(\)/);
    }
  });

  test('pages are never kept, named files for ever', async () => {
    const cookie = await cookieOf('kiosk', KIOSK_KEY);
    expect((await get('/kiosk/', { cookie })).headers['cache-control']).toBe('no-store');
    expect((await get('/assets/kiosk-1.js', { cookie })).headers['cache-control']).toContain('immutable');
  });

  test('HEAD answers without a body, other methods are refused', async () => {
    const cookie = await cookieOf('kiosk', KIOSK_KEY);
    expect(await get('/kiosk/', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' });
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) expect((await get('/kiosk/', { cookie }, method)).status).toBe(405);
  });

  test('500 odd paths lead nowhere', async () => {
    const cookie = await cookieOf('kiosk', KIOSK_KEY);
    const paths = oddPaths();
    expect(new Set(paths).size).toBe(500);
    for (const path of paths) {
      const answer = await get(path, { cookie });
      expect([path, answer.status]).toEqual([path, answer.status === 400 ? 400 : 404]);
      expect(answer.body).not.toMatch(/not a page|root:|"name"/);
    }
  });
});

describe('procedures', () => {
  test('a page calls its own procedures', async () => {
    const socket = await connect('/rpc/kiosk', { cookie: await cookieOf('kiosk', KIOSK_KEY) }, shell.origin);
    expect(await clientOn<typeof kioskRouter>(socket).hello()).toBe('kiosk');
  });

  test('a kiosk cannot name a procedure of the counter', async () => {
    const cookie = await cookieOf('kiosk', KIOSK_KEY);
    const socket = await connect('/rpc/kiosk', { cookie }, shell.origin);
    await expect(clientOn<typeof counterRouter>(socket).login()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await connect('/rpc/counter', { cookie }, shell.origin)).toBe(401);
  });

  test.each([
    ['no cookie', '/rpc/kiosk', false, 'own', 401],
    ['no origin', '/rpc/kiosk', true, undefined, 403],
    ['another site', '/rpc/kiosk', true, 'http://evil.example', 403],
    ['another port', '/rpc/kiosk', true, 'http://127.0.0.1:1', 403],
    ['an opaque origin', '/rpc/kiosk', true, 'null', 403],
    ['a page this station has not', '/rpc/console', true, 'own', 404],
    ['no page', '/rpc/', true, 'own', 404],
    ['a longer path', '/rpc/kiosk/x', true, 'own', 404],
    ['the root', '/', true, 'own', 404],
  ])('%s: refused', async (_what, path, withCookie, origin, status) => {
    const headers: Record<string, string> = withCookie ? { cookie: await cookieOf('kiosk', KIOSK_KEY) } : {};
    expect(await connect(path, headers, origin === 'own' ? shell.origin : origin)).toBe(status);
    expect(logLines.join('')).toContain('connection refused');
  });
});

describe('stations', () => {
  test('a station is known by its key', async () => {
    const socket = await connect('/hub', { authorization: `Bearer ${STATION_KEY}` });
    expect(await clientOn<typeof hubRouter>(socket).whoAmI()).toBe('K01');
  });

  test.each([[''], ['Bearer '], ['Bearer wrong'], [`Basic ${STATION_KEY}`], [`Bearer ${STATION_KEY}x`], [`Bearer ${KIOSK_KEY}`]])(
    'authorization %j is refused',
    async (authorization) => {
      expect(await connect('/hub', { authorization })).toBe(401);
    },
  );

  test('a browser is refused even with a key', async () => {
    expect(await connect('/hub', { authorization: `Bearer ${STATION_KEY}` }, shell.origin)).toBe(403);
  });

  test('the newer connection of a station ends the older', async () => {
    const older = await connect('/hub', { authorization: `Bearer ${STATION_KEY}` });
    if (typeof older === 'number') throw new Error('refused');
    const ended = new Promise((resolve) => older.on('close', resolve));
    const newer = await connect('/hub', { authorization: `Bearer ${STATION_KEY}` });
    expect(await ended).toBe(4001);
    expect(await clientOn<typeof hubRouter>(newer).whoAmI()).toBe('K01');
  });
});

test.each([
  ['kiosk', ['kiosk', 'devices']],
  ['pad', ['pad']],
  ['devices', ['devices']],
] as const)('whoever enters the page %s may see %j: the pad in a citizen’s hand leads nowhere', async (page, pages) => {
  const key = 'the-key-of-the-station';
  const station = await startWebShell({
    host: '127.0.0.1',
    port: 0,
    pagesDir: makePagesDir(),
    access: { pageKeys: { kiosk: key, pad: key, devices: key }, stationKeyHashes: new Map() },
    routers: { kiosk: kioskRouter, pad: kioskRouter, devices: kioskRouter },
    cameraPages: [],
    crypto: createNodeCrypto(),
    clock: systemClock,
    log: createLogLines().log,
  });
  const entered = await fetch(`http://127.0.0.1:${station.port}/enter?page=${page}&key=${key}`, { redirect: 'manual' });
  await station.close();
  expect(entered.headers.getSetCookie().map((line) => /^yichuang-\d+-(\w+)=/.exec(line)?.[1])).toEqual(pages);
});

test('close ends every connection and frees the port', async () => {
  const socket = await connect('/hub', { authorization: `Bearer ${STATION_KEY}` });
  if (typeof socket === 'number') throw new Error('refused');
  const ended = new Promise((resolve) => socket.on('close', resolve));
  await shell.close();
  await ended;
  await expect(get('/')).rejects.toThrow(/ECONNREFUSED/);
});
