import { oddPaths } from '../../test/helpers/odd-paths.ts';
import { makePagesDir } from '../../test/helpers/pages-dir.ts';
import { readPageFiles } from '../web/page-files.ts';
import { CAMERA_ROLES, PAGE_ROLES } from '../web/types.ts';
import { createAppProtocol, roleOfUrl } from './app-protocol.ts';

async function open() {
  const dir = makePagesDir();
  return createAppProtocol(new Map([['kiosk', await readPageFiles(dir, 'kiosk')], ['display', await readPageFiles(dir, 'display')]]));
}

test('a page, its files and the policy come from its own origin', async () => {
  const answer = await open();
  const page = await answer({ url: 'app://kiosk/kiosk/', method: 'GET' });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<title>kiosk</title>');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await answer({ url: 'app://kiosk/assets/kiosk-1.js', method: 'GET' })).headers.get('content-type')).toContain('text/javascript');
  expect((await answer({ url: 'app://kiosk/assets/display-1.js', method: 'GET' })).status).toBe(404);
  expect((await answer({ url: 'app://counter/counter/', method: 'GET' })).status).toBe(404);
  expect((await answer({ url: 'app://kiosk/kiosk/', method: 'POST' })).status).toBe(405);
});

test('the safe page is always there', async () => {
  const page = await (await open())({ url: 'app://safe/', method: 'GET' });
  expect(await page.text()).toContain('请到导办台');
});

test('500 odd paths lead nowhere', async () => {
  const answer = await open();
  for (const path of oddPaths()) expect([path, (await answer({ url: `app://kiosk${path}`, method: 'GET' })).status]).toEqual([path, 404]);
});

test('no page in the sight of the public may ask for a camera: not the display, not the pad, not the console', () => {
  expect(PAGE_ROLES.filter((role) => !CAMERA_ROLES.includes(role))).toEqual(['display', 'console', 'pad']);
});

test.each([
  ['app://kiosk/kiosk/', 'kiosk'],
  ['app://pad/x', 'pad'],
  ['app://safe/', null],
  ['app://evil/kiosk/', null],
  ['https://kiosk/kiosk/', null],
  ['file:///kiosk', null],
  ['app:kiosk', null],
  ['', null],
])('%s belongs to %s', (url, role) => {
  expect(roleOfUrl(url)).toBe(role);
});
