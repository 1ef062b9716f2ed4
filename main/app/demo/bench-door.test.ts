import { createBenchDoor } from './bench-door.ts';

const KEY = 'a'.repeat(48);
const door = createBenchDoor(KEY, 4711);
const COOKIE = `yichuang-bench-4711=${KEY}`;
const HERE = '127.0.0.1:4711';

test('the key once, then a cookie that scripts cannot read and other sites cannot send', () => {
  expect(door.enter(KEY)).toBe(`${COOKIE}; Path=/; HttpOnly; SameSite=Strict`);
  expect(door.enter('')).toBeNull();
  expect(door.enter(KEY.slice(1))).toBeNull();
});

test.each([
  ['a program on this machine', { host: HERE }, true],
  ['the page', { 'host': HERE, 'sec-fetch-site': 'same-origin', 'cookie': `other=1; ${COOKIE}` }, true],
  ['a browser without the key', { 'host': HERE, 'sec-fetch-site': 'none' }, false],
  ['a page of another site', { 'host': HERE, 'origin': 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ['an old browser that says no more than its origin', { host: HERE, origin: 'https://evil.example' }, false],
  ['a name that was made to point here', { 'host': 'evil.example:4711', 'sec-fetch-site': 'same-origin', 'cookie': COOKIE }, false],
  ['a name that was made to point here, from a browser that says nothing of itself', { host: 'evil.example:4711' }, false],
  ['the key of another hall', { 'host': HERE, 'sec-fetch-site': 'same-origin', 'cookie': `yichuang-bench-4711=${'b'.repeat(48)}` }, false],
])('%s', (_who, headers, admitted) => {
  expect(door.admits({ headers })).toBe(admitted);
});
