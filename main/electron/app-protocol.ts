import { readFile } from 'node:fs/promises';
import type { CustomScheme } from 'electron';
import { noticePage } from '../../shared/basics/notice-page.ts';
import { CAMERA_PAGE_HEADERS, PAGE_HEADERS } from '../../shared/basics/page-policy.ts';
import type { PageFiles } from '../web/page-files.ts';
import { CAMERA_ROLES, isPageRole } from '../web/types.ts';
import type { PageRole } from '../web/types.ts';

/** Pages come from `app://<role>/<role>/`: each role is an origin of its own. */
export const APP_SCHEME: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
};

export const SAFE_PAGE = 'app://safe/';

export function pageUrl(role: PageRole): string {
  return `app://${role}/${role}/`;
}

/** The role whose page an address belongs to, or null. */
export function roleOfUrl(address: string): PageRole | null {
  const url = URL.parse(address);
  return url?.protocol === 'app:' && isPageRole(url.host) ? url.host : null;
}

const SAFE_TEXT = noticePage('本机正在维护', '页面多次出现故障，已停止自动恢复。请到导办台，由工作人员重新启动本机。');

/** Answers `app://` from the table of built files: what is not in the table of that role is not there. */
export function createAppProtocol(pages: ReadonlyMap<PageRole, PageFiles>): (request: Pick<Request, 'url' | 'method'>) => Promise<Response> {
  return async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return refuse(405);
    if (url === SAFE_PAGE) return new Response(SAFE_TEXT, { headers: { ...PAGE_HEADERS, 'content-type': 'text/html; charset=utf-8' } });
    const role = roleOfUrl(url);
    const file = role === null ? undefined : pages.get(role)?.get(URL.parse(url)?.pathname ?? '');
    if (role === null || !file) return refuse(404);
    const body = await readFile(file.file);
    // Whether this station has a camera is known only when the service runs; lock-down.ts decides then.
    const headers = CAMERA_ROLES.includes(role) ? CAMERA_PAGE_HEADERS : PAGE_HEADERS;
    return new Response(new Uint8Array(body), { headers: { ...headers, 'content-type': file.contentType } });
  };
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: PAGE_HEADERS });
}
