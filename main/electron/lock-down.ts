import type { Session, WebContents } from 'electron';

/** Nothing is permitted to any page: devices, files and the network are the service's. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.on('will-download', (event) => event.preventDefault());
  for (const event of ['select-serial-port', 'select-hid-device', 'select-usb-device'] as const) refuseChooser(session, event);
}

function refuseChooser(session: Session, event: 'select-serial-port' | 'select-hid-device' | 'select-usb-device'): void {
  const emitter: NodeJS.EventEmitter = session;
  emitter.on(event, (choosing: { preventDefault(): void }, _offer: unknown, ...rest: ((chosen: string) => void)[]) => {
    choosing.preventDefault();
    // The callback is last; some events name the page before it.
    rest.at(-1)?.('');
  });
}

/** The part of a page that is locked. */
export interface LockedContents extends Pick<WebContents, 'setWindowOpenHandler'> {
  on(event: 'will-navigate' | 'will-redirect' | 'will-attach-webview', listener: (event: Electron.Event) => void): unknown;
  on(event: 'will-frame-navigate', listener: (event: Pick<FrameNavigation, 'preventDefault' | 'url' | 'isMainFrame'>) => void): unknown;
}

type FrameNavigation = Electron.Event<Electron.WebContentsWillFrameNavigateEventParams>;

/** A page stays where it is: it opens nothing, goes nowhere and embeds nothing foreign. */
export function lockDownContents(contents: LockedContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    // A document's PDF is shown in a frame from the page's own blob.
    if (event.isMainFrame || !event.url.startsWith('blob:app://')) event.preventDefault();
  });
}
