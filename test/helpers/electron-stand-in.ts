import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/**
 * Takes the place of the `electron` module in tests (jest.config.mjs): the part the shell uses, with Electron's own
 * types, and a record of what was done with it.
 */

type Handlers = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  | 'setBluetoothPairingHandler' | 'setDisplayMediaRequestHandler' | 'setUSBProtectedClassesHandler'
>;

/** Keeps the handlers it was given, so that a test can ask them. */
export class StandInSession extends EventEmitter implements Handlers {
  permissionRequest: Parameters<Handlers['setPermissionRequestHandler']>[0] = null;
  permissionCheck: Parameters<Handlers['setPermissionCheckHandler']>[0] = null;
  devicePermission: Parameters<Handlers['setDevicePermissionHandler']>[0] = null;
  bluetooth: Parameters<Handlers['setBluetoothPairingHandler']>[0] = null;
  displayMedia: Parameters<Handlers['setDisplayMediaRequestHandler']>[0] = null;
  usbClasses: Parameters<Handlers['setUSBProtectedClassesHandler']>[0] = null;

  setPermissionRequestHandler: Handlers['setPermissionRequestHandler'] = (handler) => { this.permissionRequest = handler; };
  setPermissionCheckHandler: Handlers['setPermissionCheckHandler'] = (handler) => { this.permissionCheck = handler; };
  setDevicePermissionHandler: Handlers['setDevicePermissionHandler'] = (handler) => { this.devicePermission = handler; };
  setBluetoothPairingHandler: Handlers['setBluetoothPairingHandler'] = (handler) => { this.bluetooth = handler; };
  setDisplayMediaRequestHandler: Handlers['setDisplayMediaRequestHandler'] = (handler) => { this.displayMedia = handler; };
  setUSBProtectedClassesHandler: Handlers['setUSBProtectedClassesHandler'] = (handler) => { this.usbClasses = handler; };
}

export class StandInFrame implements Pick<Electron.WebFrameMain, 'url' | 'routingId' | 'processId' | 'isDestroyed' | 'postMessage'> {
  readonly posted: { channel: string; ports: number }[] = [];
  readonly processId = 1;
  url: string;
  readonly routingId: number;

  constructor(url: string, routingId = 1) {
    this.url = url;
    this.routingId = routingId;
  }

  isDestroyed(): boolean {
    return false;
  }

  postMessage(channel: string, _message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    this.posted.push({ channel, ports: transfer.length });
  }
}

type UsedContents = Pick<Electron.WebContents, 'id' | 'loadURL' | 'isDestroyed' | 'forcefullyCrashRenderer' | 'setWindowOpenHandler'>;
type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

export class StandInContents extends EventEmitter implements UsedContents {
  static #lastId = 0;
  readonly id = (StandInContents.#lastId += 1);
  readonly loaded: string[] = [];
  readonly mainFrame = new StandInFrame('');
  windowOpen: WindowOpenHandler | null = null;
  crashed = 0;

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.mainFrame.url = url;
    return Promise.resolve();
  }

  isDestroyed(): boolean {
    return false;
  }

  forcefullyCrashRenderer(): void {
    this.crashed += 1;
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpen = handler;
  }
}

type UsedWindow = Pick<Electron.BrowserWindow, 'loadURL' | 'show' | 'focus' | 'destroy' | 'setBounds'>;

export class BrowserWindow extends EventEmitter implements UsedWindow {
  /** Those that are open, in the order they were made. */
  static readonly opened: BrowserWindow[] = [];
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new StandInContents();
  bounds: Partial<Electron.Rectangle>;
  shown = false;
  focused = false;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    const { x = 0, y = 0, width = 0, height = 0 } = options;
    this.bounds = { x, y, width, height };
    BrowserWindow.opened.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.shown = true;
  }

  focus(): void {
    this.focused = true;
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = bounds;
  }

  destroy(): void {
    BrowserWindow.opened.splice(BrowserWindow.opened.indexOf(this), 1);
  }
}

export class MessageChannelMain {
  readonly port1 = new EventEmitter();
  readonly port2 = new EventEmitter();
}

class StandInScreen extends EventEmitter {
  displays: Pick<Electron.Display, 'id' | 'bounds'>[] = [{ id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } }];

  getAllDisplays(): readonly Pick<Electron.Display, 'id' | 'bounds'>[] {
    return this.displays;
  }

  getPrimaryDisplay(): Pick<Electron.Display, 'id' | 'bounds'> {
    const [first] = this.displays;
    if (!first) throw new Error('no display');
    return first;
  }
}

type ProtocolHandler = Parameters<Electron.Protocol['handle']>[1];

class StandInProtocol implements Pick<Electron.Protocol, 'handle'> {
  readonly handlers = new Map<string, ProtocolHandler>();

  handle(scheme: string, handler: ProtocolHandler): void {
    this.handlers.set(scheme, handler);
  }
}

class StandInMenu {
  applicationMenu: unknown = 'default';

  setApplicationMenu(menu: Electron.Menu | null): void {
    this.applicationMenu = menu;
  }
}

export const app = new EventEmitter();
export const ipcMain = new EventEmitter();
export const screen = new StandInScreen();
export const protocol = new StandInProtocol();
export const Menu = new StandInMenu();
export const session = { defaultSession: new StandInSession() };
