import type { Logger } from 'pino';
import { FramePort } from '../web/frame-port.ts';
import { PAGE_FRAME_LIMIT } from '../web/frame.ts';
import type { ProcedureHandler } from '../web/procedures.ts';

/** The part of Electron's `MessagePortMain` that is used. */
export interface PagePort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/** Answers a page's calls over the port it was handed, with the same checks as the web shell. */
export function servePort(port: PagePort, handler: ProcedureHandler, log: Logger): void {
  const frames = new FramePort((frame) => port.postMessage(frame), PAGE_FRAME_LIMIT);
  handler.upgrade(frames, { context: {} });
  port.on('message', ({ data }) => {
    const reason = frames.receive(data);
    if (reason === null) return;
    log.warn({ reason }, 'frame refused');
    frames.close();
    port.close();
  });
  port.on('close', () => frames.close());
  port.start();
}
