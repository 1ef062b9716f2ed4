import { join } from 'node:path';
import type { Logger } from 'pino';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { StationSetting } from '../config/read-station.ts';
import { CAMERA_ROLES, PAGE_ROLES, type PageRole, type RoleRouters, type RunningWebShell } from '../web/types.ts';
import { startWebShell } from '../web/web-shell.ts';
import { startHubRole } from './hub-station.ts';
import { hubOfHall, startPageRole } from './page-station.ts';
import { openParts } from './station-parts.ts';

export interface RunningStation {
  readonly routers: RoleRouters;
  /** The pages that drive this station's document camera. */
  readonly cameraPages: readonly PageRole[];
  /** Addresses that open the station's pages, keys included. */
  readonly urls: Readonly<Partial<Record<PageRole, string>>>;
  close(): Promise<void>;
}

/** Starts one station as its two files say. On failure nothing runs; the sentence names the mistake. */
export async function startStation(setting: StationSetting, root: string, log: Logger): Promise<Result<RunningStation, string>> {
  const opened = await openParts(setting, root, log);
  if (!opened.ok) return opened;
  const parts = opened.value;
  const { station, hall, file } = setting;
  const hub = station.role === 'hub' ? startHubRole(parts) : null;
  const pages = station.role === 'hub' ? null : startPageRole(parts, hubOfHall(parts));
  const routers: RoleRouters = pages?.routers ?? {};
  const roles = PAGE_ROLES.filter((role) => routers[role] !== undefined);

  const cameraPages = station.devices.documentCamera === undefined ? [] : roles.filter((role) => CAMERA_ROLES.includes(role));

  async function closeAll(shell: RunningWebShell | null): Promise<void> {
    await shell?.close();
    await pages?.close();
    await hub?.close();
    parts.store.close();
  }

  try {
    const shell = await startWebShell({
      host: station.listen.host,
      port: station.listen.port,
      pagesDir: join(root, 'dist', 'pages'),
      access: {
        pageKeys: Object.fromEntries(roles.map((role) => [role, file.pageKey])),
        stationKeyHashes: new Map(hub ? hall.stations.map((s) => [s.id, s.keyHash]) : []),
      },
      routers,
      cameraPages,
      ...(hub ? { hubRouter: hub.hub.router } : {}),
      crypto: parts.crypto,
      clock: parts.clock,
      log,
    });
    const urls = Object.fromEntries(roles.map((role) => [role, shell.entryUrl(role)]));
    return ok({ routers, cameraPages, urls, close: () => closeAll(shell) });
  } catch (error) {
    await closeAll(null);
    return fail(`工作站“${station.id}”不能在 ${station.listen.host}:${station.listen.port} 上提供服务，请检查端口是否被占用（${String(error)}）`);
  }
}
