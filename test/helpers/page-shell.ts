import type { AnyRouter } from '@orpc/server';
import { createNodeCrypto } from '../../main/crypto/crypto-port.ts';
import { CAMERA_ROLES, type PageRole, type RunningWebShell } from '../../main/web/types.ts';
import { startWebShell } from '../../main/web/web-shell.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { createLogLines } from './log-lines.ts';

/** The real web shell, with its policy and its cookies, serving one built page to a given router. */
export function servePage(role: PageRole, pagesDir: string, router: AnyRouter, port = 0): Promise<RunningWebShell> {
  return startWebShell({
    host: '127.0.0.1',
    port,
    pagesDir,
    access: { pageKeys: { [role]: 'key-of-the-page' }, stationKeyHashes: new Map() },
    routers: { [role]: router },
    cameraPages: CAMERA_ROLES.filter((one) => one === role),
    crypto: createNodeCrypto(),
    clock: systemClock,
    log: createLogLines().log,
  });
}
