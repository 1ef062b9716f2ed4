import type { AnyRouter } from '@orpc/server';
import type { Logger } from 'pino';
import { createProcedureHandler } from '../web/procedures.ts';
import type { PageRole, RoleRouters } from '../web/types.ts';
import type { PagePort } from './serve-port.ts';
import { servePort } from './serve-port.ts';
import type { ServiceOrder, ServiceReady } from './supervisor.ts';

/** A running station as the shell's service process needs it; main/app starts one. */
export interface ServedStation {
  readonly routers: RoleRouters;
  readonly cameraPages: readonly PageRole[];
  close(): Promise<void>;
}

export interface StationServiceOptions {
  /** Rejects when the station cannot start; the process then ends and the shell tries again. */
  readonly start: (stationFile: string) => Promise<ServedStation>;
  readonly tellShell: (message: ServiceReady) => void;
  readonly exit: (code: number) => void;
  readonly newErrorNo: () => string;
  readonly log: Logger;
}

/** Follows the shell's orders inside the utility process. */
export function createStationService(options: StationServiceOptions): (order: ServiceOrder, ports: readonly PagePort[]) => Promise<void> {
  const { log } = options;
  let station: ServedStation | null = null;

  return async (order, ports) => {
    switch (order.type) {
      case 'start':
        station = await options.start(order.station);
        options.tellShell({ type: 'ready', cameraPages: [...station.cameraPages] });
        return;
      case 'page':
        connectPage(station?.routers[order.role], order.role, ports[0]);
        return;
      case 'stop':
        await station?.close();
        options.exit(0);
        return;
    }
  };

  function connectPage(router: AnyRouter | undefined, role: PageRole, port: PagePort | undefined): void {
    if (!port) return;
    if (!router) {
      log.warn({ role }, 'no such page at this station');
      port.close();
      return;
    }
    servePort(port, createProcedureHandler(router, log, options.newErrorNo), log);
  }
}
