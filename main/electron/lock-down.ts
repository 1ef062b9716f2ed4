import type { Session, WebContents } from 'electron';

/**
 * Nothing is permitted to any page: devices, files and the network are the service's. The one exception is the picture of
 * the document camera, in the main frame of a page whose address `mayUseCamera` knows. Sound never is.
 */
export function lockDownSession(session: Session, mayUseCamera: (address: string) => boolean): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const videoOnly = media.length > 0 && media.every((type) => type === 'video');
    callback(permission === 'media' && videoOnly && details.isMainFrame && mayUseCamera(details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, _origin, { isMainFrame, mediaType, requestingUrl }) =>
    permission === 'media' && mediaType === 'video' && isMainFrame && mayUseCamera(requestingUrl ?? ''),
  );
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
  on(event: 'will-redirect' | 'will-attach-webview', listener: (event: Electron.Event) => void): unknown;
  on(event: 'will-navigate', listener: (event: Pick<FrameNavigation, 'preventDefault' | 'url'>) => void): unknown;
  on(event: 'will-frame-navigate', listener: (event: Pick<FrameNavigation, 'preventDefault' | 'url' | 'isMainFrame'>) => void): unknown;
}

type FrameNavigation = Electron.Event<Electron.WebContentsWillFrameNavigateEventParams>;

/** A page opens nothing, embeds nothing foreign and goes nowhere but where `mayGoTo` lets it: to 设备自检 and back. */
export function lockDownContents(contents: LockedContents, mayGoTo: (address: string) => boolean): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!mayGoTo(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    // A document's PDF is shown in a frame from the page's own blob.
    const isAllowed = event.isMainFrame ? mayGoTo(event.url) : event.url.startsWith('blob:app://');
    if (!isAllowed) event.preventDefault();
  });
}
