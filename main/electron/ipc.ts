import { ipcMain, MessageChannelMain } from 'electron';
import type { IpcMainEvent, WebContents, WebFrameMain } from 'electron';
import type { Logger } from 'pino';
import type { PageRole } from '../web/types.ts';
import { roleOfUrl } from './app-protocol.ts';
import { CONNECT_CHANNEL, PORT_CHANNEL } from './channels.ts';
import type { ServiceSupervisor } from './supervisor.ts';

export interface PageChannelOptions {
  readonly service: Pick<ServiceSupervisor, 'connect'>;
  /** The role of the window a page runs in, or null for contents that no window of ours shows. */
  readonly roleOfWindow: (contents: WebContents) => PageRole | null;
  readonly log: Logger;
}

/** The one channel: a page asks for its port. Everything else goes over that port, to the service. */
export function serveConnectChannel({ service, roleOfWindow, log }: PageChannelOptions): void {
  ipcMain.on(CONNECT_CHANNEL, (event) => {
    const frame = trustedFrame(event, roleOfWindow);
    if (frame === null) {
      log.warn({ reason: 'untrusted sender' }, 'port refused');
      return;
    }
    handOverPort(frame.frame, frame.role, service);
  });
}

/** Gives a page a new way to the service; without a service it gets one when there is. */
export function handOverPort(frame: WebFrameMain, role: PageRole, service: Pick<ServiceSupervisor, 'connect'>): void {
  const { port1, port2 } = new MessageChannelMain();
  if (service.connect(role, port1)) frame.postMessage(PORT_CHANNEL, null, [port2]);
}

/** Only the top frame of a window of ours, showing the page that window is for. */
function trustedFrame(event: IpcMainEvent, roleOfWindow: PageChannelOptions['roleOfWindow']): { frame: WebFrameMain; role: PageRole } | null {
  const frame = event.senderFrame;
  if (frame === null || frame.isDestroyed() || event.sender.isDestroyed()) return null;
  const role = roleOfWindow(event.sender);
  const isTopFrame = frame.routingId === event.sender.mainFrame.routingId && frame.processId === event.sender.mainFrame.processId;
  return role !== null && isTopFrame && roleOfUrl(frame.url) === role ? { frame, role } : null;
}
