import { EventEmitter } from 'node:events';
import * as electron from '../../test/helpers/electron-stand-in.ts';
import { createLogLines } from '../../test/helpers/log-lines.ts';
import { makePagesDir } from '../../test/helpers/pages-dir.ts';
import { ManualClock } from '../../shared/basics/clock.ts';
import { CONNECT_CHANNEL, PORT_CHANNEL } from './channels.ts';
import type { WindowSettings } from './shell-settings.ts';
import { openShell } from './shell.ts';
import type { ServiceOrder, ServiceProcess, ServiceReady } from './supervisor.ts';

/** A utility process that a test can bring up and let die. */
class FakeService extends EventEmitter implements ServiceProcess {
  readonly orders: { order: ServiceOrder; ports: number }[] = [];

  postMessage(order: ServiceOrder, ports: unknown[] = []): void {
    this.orders.push({ order, ports: ports.length });
  }
}

const READY: ServiceReady = { type: 'ready', cameraPages: ['counter'] };
const KIOSK: WindowSettings = { page: 'kiosk', displayId: null, bounds: null, kiosk: true };
const COUNTER: WindowSettings = { page: 'counter', displayId: null, bounds: null, kiosk: false };
const WALL: WindowSettings = { page: 'display', displayId: 2, bounds: null, kiosk: true };

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function open(windows: WindowSettings[]) {
  const clock = new ManualClock(0);
  const services: FakeService[] = [];
  const { log, lines } = createLogLines();
  const ended = openShell({
    settings: { station: '/etc/yichuang/kiosk.json', windows },
    pagesDir: makePagesDir(),
    preload: '/app/preload.cjs',
    fork: () => {
      const service = new FakeService();
      services.push(service);
      return service;
    },
    clock,
    log,
  });
  while (services.length === 0) await turn();
  function newest(): FakeService {
    const service = services.at(-1);
    if (!service) throw new Error('no service');
    return service;
  }
  return { clock, services, lines, ended, newest };
}

function onlyWindow(): electron.BrowserWindow {
  const [window] = electron.BrowserWindow.opened;
  if (!window) throw new Error('no window');
  return window;
}

afterEach(() => {
  for (const emitter of [electron.app, electron.ipcMain, electron.screen, electron.session.defaultSession]) emitter.removeAllListeners();
  electron.BrowserWindow.opened.length = 0;
  electron.screen.displays = [{ id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } }];
});

describe('windows', () => {
  test('one a screen, with the preferences that keep a page in its sandbox', async () => {
    await open([KIOSK]);
    const { options, webContents } = onlyWindow();
    expect(webContents.loaded).toEqual(['app://kiosk/kiosk/']);
    expect(options.kiosk).toBe(true);
    expect(options.show).toBe(false);
    expect(options.webPreferences).toEqual({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      autoplayPolicy: 'no-user-gesture-required',
      devTools: false,
      spellcheck: false,
      plugins: false,
      backgroundThrottling: false,
    });
    expect(electron.Menu.applicationMenu).toBeNull();
  });

  test('a window waits for its own screen, follows it and goes with it', async () => {
    await open([KIOSK, WALL]);
    expect(electron.BrowserWindow.opened).toHaveLength(1);
    const wall = { id: 2, bounds: { x: 1920, y: 0, width: 3840, height: 2160 } };
    electron.screen.displays = [...electron.screen.displays, wall];
    electron.screen.emit('display-added');
    expect(electron.BrowserWindow.opened.map(({ bounds }) => bounds)).toEqual([electron.screen.displays[0]?.bounds, wall.bounds]);
    wall.bounds = { x: 1920, y: 0, width: 1280, height: 720 };
    electron.screen.emit('display-metrics-changed');
    expect(electron.BrowserWindow.opened[1]?.bounds).toEqual(wall.bounds);
    electron.screen.displays = electron.screen.displays.slice(0, 1);
    electron.screen.emit('display-removed');
    expect(electron.BrowserWindow.opened.map(({ webContents }) => webContents.loaded)).toEqual([['app://kiosk/kiosk/']]);
  });

  test("the pad's window is on the second screen, goes with it and comes back with it", async () => {
    const second = { id: 9, bounds: { x: 1920, y: 0, width: 1024, height: 600 } };
    const wall = { id: 2, bounds: { x: -3840, y: 0, width: 3840, height: 2160 } };
    const [primary] = electron.screen.displays;
    if (primary === undefined) throw new Error('there is a screen');
    electron.screen.displays = [primary, second];
    await open([COUNTER, { page: 'pad', displayId: null, bounds: null, screen: 2, kiosk: true }]);
    const shown = (): unknown[] => electron.BrowserWindow.opened.map(({ webContents, bounds }) => [webContents.loaded[0], bounds]);
    const counter = ['app://counter/counter/', primary.bounds];
    expect(shown()).toEqual([counter, ['app://pad/pad/', second.bounds]]);
    electron.screen.displays = [primary];
    electron.screen.emit('display-removed');
    expect(shown()).toEqual([counter]);
    electron.screen.displays = [primary, second];
    electron.screen.emit('display-added');
    expect(shown()).toEqual([counter, ['app://pad/pad/', second.bounds]]);
    // A screen to the left of it is the second one now.
    electron.screen.displays = [primary, second, wall];
    electron.screen.emit('display-added');
    expect(shown()).toEqual([counter, ['app://pad/pad/', wall.bounds]]);
  });

  test('a second start brings the first to the front', async () => {
    await open([KIOSK]);
    electron.app.emit('second-instance');
    expect(onlyWindow().focused).toBe(true);
  });
});

describe('the service', () => {
  test('is started with the station, again after it died, at growing intervals up to 30 s', async () => {
    const { clock, services, newest } = await open([KIOSK]);
    newest().emit('spawn');
    expect(newest().orders).toEqual([{ order: { type: 'start', station: '/etc/yichuang/kiosk.json' }, ports: 0 }]);
    const waits: number[] = [];
    for (let death = 0; death < 8; death += 1) {
      const before = services.length;
      newest().emit('exit', 1);
      await turn();
      const diedAt = clock.now();
      while (services.length === before) await clock.advance(250);
      waits.push(clock.now() - diedAt);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  test('one that lived a minute is restarted soon again', async () => {
    const { clock, services, newest } = await open([KIOSK]);
    for (let death = 0; death < 5; death += 1) {
      newest().emit('exit', 1);
      await turn();
      await clock.advance(30_000);
    }
    await clock.advance(60_000);
    const before = services.length;
    newest().emit('exit', 1);
    await turn();
    await clock.advance(500);
    expect(services.length).toBe(before + 1);
  });

  test('a quit waits until the service has closed, and starts no other', async () => {
    const { clock, services, ended, newest } = await open([KIOSK]);
    newest().emit('message', READY);
    const preventDefault = jest.fn();
    electron.app.emit('before-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalled();
    expect(newest().orders.at(-1)).toEqual({ order: { type: 'stop' }, ports: 0 });
    newest().emit('exit', 0);
    await ended;
    await clock.advance(60_000);
    expect(services).toHaveLength(1);
  });

  test('a quit ends also a service that does not answer yet', async () => {
    const { ended, newest } = await open([KIOSK]);
    newest().emit('spawn');
    electron.app.emit('before-quit', { preventDefault: jest.fn() });
    expect(newest().orders.map(({ order }) => order.type)).toEqual(['start', 'stop']);
    newest().emit('exit', 0);
    await ended;
  });
});

describe('设备自检', () => {
  /** Whether the contents of the window may go there. */
  function mayGo(contents: electron.StandInContents, url: string): boolean {
    const preventDefault = jest.fn();
    contents.emit('will-navigate', { preventDefault, url });
    return preventDefault.mock.calls.length === 0;
  }

  test('a window goes there and back to its own page, and nowhere else; the pad goes nowhere', async () => {
    const PAD: WindowSettings = { page: 'pad', displayId: null, bounds: null, kiosk: true };
    await open([KIOSK, PAD]);
    const [kiosk, pad] = electron.BrowserWindow.opened.map(({ webContents }) => webContents);
    if (!kiosk || !pad) throw new Error('two windows were asked for');
    for (const contents of [kiosk, pad]) electron.app.emit('web-contents-created', {}, contents);
    const addresses = ['app://devices/devices/', 'app://kiosk/kiosk/', 'app://counter/counter/', 'app://pad/pad/'];
    expect(addresses.map((url) => mayGo(kiosk, url))).toEqual([true, true, false, false]);
    expect(addresses.map((url) => mayGo(pad, url))).toEqual([false, false, false, true]);
  });

  test('the page that is shown gets the port, of its own procedures', async () => {
    const { newest } = await open([KIOSK]);
    newest().emit('message', READY);
    const { webContents } = onlyWindow();
    await webContents.loadURL('app://devices/devices/');
    electron.ipcMain.emit(CONNECT_CHANNEL, { sender: webContents, senderFrame: webContents.mainFrame });
    expect(newest().orders.at(-1)).toEqual({ order: { type: 'page', role: 'devices' }, ports: 1 });
  });
});

describe('ports', () => {
  test('every page gets a port when the service is ready, and a new one after a restart', async () => {
    const { clock, newest } = await open([KIOSK]);
    newest().emit('message', READY);
    expect(onlyWindow().webContents.mainFrame.posted).toEqual([{ channel: PORT_CHANNEL, ports: 1 }]);
    expect(newest().orders).toEqual([{ order: { type: 'page', role: 'kiosk' }, ports: 1 }]);
    newest().emit('exit', 1);
    await turn();
    await clock.advance(500);
    newest().emit('message', READY);
    expect(onlyWindow().webContents.mainFrame.posted).toHaveLength(2);
  });

  test('a page that asks gets one; without a service nothing is sent', async () => {
    const { newest } = await open([KIOSK]);
    const { webContents } = onlyWindow();
    electron.ipcMain.emit(CONNECT_CHANNEL, { sender: webContents, senderFrame: webContents.mainFrame });
    expect(webContents.mainFrame.posted).toEqual([]);
    newest().emit('message', READY);
    electron.ipcMain.emit(CONNECT_CHANNEL, { sender: webContents, senderFrame: webContents.mainFrame });
    expect(webContents.mainFrame.posted).toHaveLength(2);
  });

  test.each([
    ['a frame inside the page', (own: electron.StandInContents) => ({ sender: own, senderFrame: new electron.StandInFrame('app://kiosk/kiosk/', 2) })],
    ['a page of another role', (own: electron.StandInContents) => ({ sender: own, senderFrame: new electron.StandInFrame('app://counter/counter/') })],
    ['a foreign page', (own: electron.StandInContents) => ({ sender: own, senderFrame: new electron.StandInFrame('https://evil.example/') })],
    ['a file', (own: electron.StandInContents) => ({ sender: own, senderFrame: new electron.StandInFrame('file:///app/kiosk/') })],
    ['the safe page', (own: electron.StandInContents) => ({ sender: own, senderFrame: new electron.StandInFrame('app://safe/') })],
    ['contents of no window', () => ({ sender: new electron.StandInContents(), senderFrame: new electron.StandInFrame('app://kiosk/kiosk/') })],
    ['a frame that is gone', (own: electron.StandInContents) => ({ sender: own, senderFrame: null })],
  ])('%s is refused, with one line in the log', async (_who, makeEvent) => {
    const { newest, lines } = await open([KIOSK]);
    newest().emit('message', READY);
    const event = makeEvent(onlyWindow().webContents);
    electron.ipcMain.emit(CONNECT_CHANNEL, event);
    expect(event.senderFrame?.posted ?? []).toEqual([]);
    expect(newest().orders.filter(({ order }) => order.type === 'page')).toHaveLength(1);
    expect(lines.filter((line) => line.includes('port refused'))).toHaveLength(1);
  });
});

describe('the camera', () => {
  const media = { isMainFrame: true, mediaType: 'video', requestingUrl: 'app://counter/counter/' };
  const mayLook = (): unknown => Reflect.apply(electron.session.defaultSession.permissionCheck ?? fail, null, [null, 'media', 'app://counter', media]);

  test('is for the pages that the running service names, and only while it runs', async () => {
    const { newest } = await open([COUNTER]);
    expect(mayLook()).toBe(false);
    newest().emit('message', READY);
    expect(mayLook()).toBe(true);
    newest().emit('exit', 1);
    await turn();
    expect(mayLook()).toBe(false);
  });

  test('is for nobody at a station without one', async () => {
    const { newest } = await open([COUNTER]);
    newest().emit('message', { ...READY, cameraPages: [] });
    expect(mayLook()).toBe(false);
  });
});
