import { readFileSync } from 'node:fs';
import { session } from 'electron';
import * as electron from '../../test/helpers/electron-stand-in.ts';
import { lockDownContents, lockDownSession } from './lock-down.ts';

const TYPES = readFileSync(require.resolve('electron/electron.d.ts'), 'utf8');

/** Every permission that Electron's types name: one that a new version adds is tested without being listed here. */
function permissionsOf(method: string): string[] {
  const line = TYPES.split('\n').find((text) => text.trimStart().startsWith(`${method}(handler:`)) ?? '';
  const union = /permission: ([^,]+),/.exec(line)?.[1] ?? '';
  return [...union.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
}

const { defaultSession } = electron.session;

const COUNTER_PAGE = 'app://counter/counter/';

beforeAll(() => lockDownSession(session.defaultSession, (address) => address === COUNTER_PAGE));

test('every permission Electron knows is denied, asked for and looked up', () => {
  const requested = permissionsOf('setPermissionRequestHandler');
  const checked = permissionsOf('setPermissionCheckHandler');
  expect(requested.length).toBeGreaterThan(30);
  expect(checked.length).toBeGreaterThan(30);
  const answers = requested.map((permission) => {
    let answer: boolean | undefined;
    Reflect.apply(defaultSession.permissionRequest ?? fail, null, [null, permission, (granted: boolean) => { answer = granted; }, {}]);
    return answer;
  });
  expect(answers).toEqual(requested.map(() => false));
  expect(checked.map((permission) => Reflect.apply(defaultSession.permissionCheck ?? fail, null, [null, permission, '', {}]))).toEqual(checked.map(() => false));
});

test.each([
  ['the picture, to a page that may', 'media', { mediaTypes: ['video'] }, {}, true],
  ['the sound', 'media', { mediaTypes: ['audio'] }, {}, false],
  ['picture and sound', 'media', { mediaTypes: ['video', 'audio'] }, {}, false],
  ['nothing in particular', 'media', { mediaTypes: [] }, {}, false],
  ['something unsaid', 'media', {}, {}, false],
  ['the screen', 'display-capture', { mediaTypes: ['video'] }, {}, false],
  ['another page', 'media', { mediaTypes: ['video'] }, { requestingUrl: 'app://kiosk/kiosk/' }, false],
  ['a frame inside the page', 'media', { mediaTypes: ['video'] }, { isMainFrame: false }, false],
])('asked for: %s', (_what, permission, media, other, granted) => {
  const answer = jest.fn();
  Reflect.apply(defaultSession.permissionRequest ?? fail, null, [null, permission, answer, { isMainFrame: true, requestingUrl: COUNTER_PAGE, ...media, ...other }]);
  expect(answer.mock.calls).toEqual([[granted]]);
});

test.each([
  ['the picture, to a page that may', 'media', { mediaType: 'video' }, true],
  ['the sound', 'media', { mediaType: 'audio' }, false],
  ['something unsaid', 'media', { mediaType: 'unknown' }, false],
  ['the screen', 'display-capture', { mediaType: 'video' }, false],
  ['another page', 'media', { mediaType: 'video', requestingUrl: 'app://pad/pad/' }, false],
  ['no page', 'media', { mediaType: 'video', requestingUrl: undefined }, false],
  ['a frame inside the page', 'media', { mediaType: 'video', isMainFrame: false }, false],
])('looked up: %s', (_what, permission, details, granted) => {
  const whole = { isMainFrame: true, requestingUrl: COUNTER_PAGE, ...details };
  expect(Reflect.apply(defaultSession.permissionCheck ?? fail, null, [null, permission, 'app://counter', whole])).toBe(granted);
});

test('devices, screens and pairings are denied', () => {
  expect(Reflect.apply(defaultSession.devicePermission ?? fail, null, [{ deviceType: 'usb' }])).toBe(false);
  expect(Reflect.apply(defaultSession.usbClasses ?? fail, null, [{ protectedClasses: ['hid', 'video'] }])).toEqual(['hid', 'video']);
  const answers: unknown[] = [];
  Reflect.apply(defaultSession.bluetooth ?? fail, null, [{}, (answer: unknown) => answers.push(answer)]);
  Reflect.apply(defaultSession.displayMedia ?? fail, null, [{}, (answer: unknown) => answers.push(answer)]);
  expect(answers).toEqual([{ confirmed: false }, null]);
});

test.each(['select-serial-port', 'select-hid-device', 'select-usb-device'])('%s chooses nothing', (event) => {
  const preventDefault = jest.fn();
  const choose = jest.fn();
  defaultSession.emit(event, { preventDefault }, [{ portId: '1' }], choose);
  expect(preventDefault).toHaveBeenCalled();
  expect(choose).toHaveBeenCalledWith('');
});

test('downloads are denied', () => {
  const preventDefault = jest.fn();
  defaultSession.emit('will-download', { preventDefault });
  expect(preventDefault).toHaveBeenCalled();
});

const DEVICES_PAGE = 'app://devices/devices/';

const ADDRESSES = [
  'app://devices/', 'app://devices/devices/?x', 'app://devices/devices/#x',
  'https://evil.example/', 'http://127.0.0.1/', 'file:///etc/passwd', 'app://counter/counter/', 'app://kiosk/', 'app://evil/', 'about:blank',
  'javascript:alert(1)', 'data:text/html,x', 'blob:https://evil.example/1', 'chrome://crash', 'devtools://devtools/', 'ms-settings:', 'mailto:a@b',
  'ftp://evil.example/', 'view-source:app://kiosk/', '//evil.example', 'smb://server/share', 'chrome-extension://x/', 'ws://127.0.0.1/',
];

describe.each(ADDRESSES)('%s', (url) => {
  const contents = new electron.StandInContents();
  beforeAll(() => lockDownContents(contents, (address) => address === DEVICES_PAGE));

  test('no new window', () => {
    expect(Reflect.apply(contents.windowOpen ?? fail, null, [{ url }])).toEqual({ action: 'deny' });
  });

  test.each(['will-navigate', 'will-redirect', 'will-attach-webview'])('%s is denied', (event) => {
    const preventDefault = jest.fn();
    contents.emit(event, { preventDefault, url, isMainFrame: true });
    expect(preventDefault).toHaveBeenCalled();
  });

  test.each([true, false])('a frame (main: %s) is denied', (isMainFrame) => {
    const preventDefault = jest.fn();
    contents.emit('will-frame-navigate', { preventDefault, url, isMainFrame });
    expect(preventDefault).toHaveBeenCalled();
  });
});

test("a page's own document may be shown in a frame, not in its place", () => {
  const contents = new electron.StandInContents();
  lockDownContents(contents, () => false);
  const preventDefault = jest.fn();
  contents.emit('will-frame-navigate', { preventDefault, url: 'blob:app://counter/1', isMainFrame: false });
  expect(preventDefault).not.toHaveBeenCalled();
  contents.emit('will-frame-navigate', { preventDefault, url: 'blob:app://counter/1', isMainFrame: true });
  expect(preventDefault).toHaveBeenCalled();
});

test('a page may go where it is let, itself and not in a frame or by a redirect', () => {
  const contents = new electron.StandInContents();
  lockDownContents(contents, (address) => address === DEVICES_PAGE);
  const preventDefault = jest.fn();
  contents.emit('will-navigate', { preventDefault, url: DEVICES_PAGE });
  contents.emit('will-frame-navigate', { preventDefault, url: DEVICES_PAGE, isMainFrame: true });
  expect(preventDefault).not.toHaveBeenCalled();
  contents.emit('will-frame-navigate', { preventDefault, url: DEVICES_PAGE, isMainFrame: false });
  contents.emit('will-redirect', { preventDefault, url: DEVICES_PAGE });
  expect(preventDefault).toHaveBeenCalledTimes(2);
});
