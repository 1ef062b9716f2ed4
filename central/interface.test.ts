import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { z } from 'zod';
import { centralContract } from '../shared/contract/central.ts';
import { Lease } from '../shared/sync/wire.ts';
import { HALL_KEY, OTHER_HALL_KEY, startTestCentral, WORKBENCH_KEY, type CentralUnderTest } from '../test/helpers/central.ts';
import { RecordChain } from '../test/helpers/record-chain.ts';

let centre: CentralUnderTest;
beforeAll(async () => {
  centre = await startTestCentral();
}, 60_000);
afterAll(() => centre.close());

const HELLO = { protocol: 1, nodeId: new RecordChain().nodeId, epoch: 1, software: 'test' };

test('blocks of numbers never overlap, also for twenty requests of two halls at once', async () => {
  const counts = Array.from({ length: 20 }, (_, index) => index + 1);
  const answers = await Promise.all(
    counts.map((count) =>
      centre.ask('/leases/case-numbers', { key: count % 2 === 0 ? HALL_KEY : OTHER_HALL_KEY, body: { date: '2026-11-23', count } }),
    ),
  );
  const leases = answers.map(({ json }) => Lease.parse(json)).sort((a, b) => a.from - b.from);
  expect(leases.map(({ from, to }) => to - from + 1).sort((a, b) => a - b)).toEqual(counts);
  expect(leases[0]?.from).toBe(1);
  for (const [index, lease] of leases.entries()) expect(lease.from).toBe((leases[index - 1]?.to ?? 0) + 1);
  expect(leases.every(({ scope }) => scope === 'case:2026-11-23')).toBe(true);
});

test.each([
  ['/cases', undefined, undefined, 401, 'UNAUTHORIZED'],
  ['/cases', HALL_KEY, undefined, 403, 'FORBIDDEN'],
  ['/sync/hello', WORKBENCH_KEY, HELLO, 403, 'FORBIDDEN'],
  ['/sync/hello', HALL_KEY, { ...HELLO, protocol: 99 }, 409, 'CONFLICT'],
  ['/sync/push', HALL_KEY, { records: [] }, 400, 'BAD_REQUEST'],
  ['/sync/push', HALL_KEY, { records: Array(501).fill({}) }, 400, 'BAD_REQUEST'],
  ['/sync/push', HALL_KEY, '{"records":[', 400, 'BAD_REQUEST'],
  ['/leases/case-numbers', HALL_KEY, { date: 'tomorrow', count: 1 }, 400, 'BAD_REQUEST'],
  ['/leases/case-numbers', HALL_KEY, { date: '2026-11-23', count: 1001 }, 400, 'BAD_REQUEST'],
  ['/cases/not-a-case', WORKBENCH_KEY, undefined, 400, 'BAD_REQUEST'],
  ['/cases?limit=1000', WORKBENCH_KEY, undefined, 400, 'BAD_REQUEST'],
  ['/nowhere', WORKBENCH_KEY, undefined, 404, 'NOT_FOUND'],
])('%s with key %s and body %j is refused', async (path, key, body, status, code) => {
  const before = centre.logged.length;
  const answer = await centre.ask(path, { ...(key === undefined ? {} : { key }), ...(body === undefined ? {} : { body }) });
  expect([answer.status, answer.json]).toEqual([status, expect.objectContaining({ code })]);
  expect(centre.logged.slice(before).filter((line) => line.includes(code))).toHaveLength(1);
});

test.each([
  ['compressed', { 'content-encoding': 'gzip' }, 415],
  ['of another type', { 'content-type': 'text/plain' }, 415],
])('a body that is %s is refused before it is read', async (_name, headers, status) => {
  expect((await centre.ask('/sync/push', { key: HALL_KEY, body: '{}', headers })).status).toBe(status);
});

test('a body over the limit is refused by its length', async () => {
  const answer = await centre.ask('/sync/push', { key: HALL_KEY, body: `"${'x'.repeat(8 * 1024 * 1024)}"` }).catch(() => null);
  // The connection may be cut while the client still sends.
  if (answer !== null) expect(answer.status).toBe(413);
  expect(centre.logged.at(-1)).toContain('PAYLOAD_TOO_LARGE');
});

test('the published document names every route of the contract and follows OpenAPI 3.1', async () => {
  const { json } = await centre.ask('/openapi.json', { key: WORKBENCH_KEY });
  const validate = new Ajv().compile({
    type: 'object',
    required: ['openapi', 'info', 'paths'],
    properties: {
      openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
      info: { type: 'object', required: ['title', 'version'] },
      paths: {
        type: 'object',
        propertyNames: { pattern: '^/' },
        additionalProperties: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            required: ['operationId', 'responses'],
            properties: { responses: { type: 'object', required: ['200'] } },
          },
        },
      },
    },
  });
  expect(validate(json) ? [] : validate.errors).toEqual([]);
  const { paths } = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))) }).parse(json);
  const published = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => [operationId, `${method.toUpperCase()} ${path}`]));
  const promised = Object.entries(centralContract).map(([name, procedure]) => [name, `${procedure['~orpc'].route.method} ${procedure['~orpc'].route.path}`]);
  expect(Object.fromEntries(published)).toEqual(Object.fromEntries(promised));
});

test('the workbench page opens by its key link only, and the cookie holds for the interface too', async () => {
  const pages = join(centre.dataDir, 'pages');
  mkdirSync(join(pages, 'workbench'), { recursive: true });
  mkdirSync(join(pages, 'kiosk'), { recursive: true });
  writeFileSync(join(pages, 'workbench', 'index.html'), '<!doctype html><title>工作台</title>');
  writeFileSync(join(pages, 'kiosk', 'index.html'), 'not served here');

  const visitor = await centre.ask('/workbench/', { headers: { accept: 'text/html' } });
  expect([visitor.status, visitor.text]).toEqual([401, expect.stringContaining('请从管理员给您的工作台链接进入')]);

  const login = await centre.ask(`/login?key=${WORKBENCH_KEY}`);
  expect([login.status, login.headers.get('location')]).toEqual([303, '/workbench/']);
  const cookie = login.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/; HttpOnly; SameSite=Lax; Path=\/; /);

  const session = { headers: { cookie: cookie.split(';')[0] ?? '' } };
  const page = await centre.ask('/workbench/', session);
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('工作台')]);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  expect((await centre.ask('/cases', session)).status).toBe(200);
  expect((await centre.ask('/kiosk/', session)).status).toBe(404);
  expect((await centre.ask('/assets/..%2f..%2fpostgres-password', session)).status).toBe(404);

  const forged = { headers: { cookie: session.headers.cookie.replace('=1', '=2') } };
  expect((await centre.ask('/cases', forged)).status).toBe(401);
  expect(centre.logged.join()).not.toContain(WORKBENCH_KEY);
});

test('health tells whether commits are flushed, without a key', async () => {
  expect((await centre.ask('/health')).json).toEqual({ ok: true, version: '0.0.0-test', serverTime: expect.any(Number) });
});

test('a plain visitor that guesses keys is no longer listened to', async () => {
  const statuses: number[] = [];
  for (let guess = 0; guess < 11; guess += 1) statuses.push((await centre.ask('/cases', { key: `guess-${guess}` })).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429]);
  expect((await centre.ask('/cases', { key: WORKBENCH_KEY })).status).toBe(429);
});
