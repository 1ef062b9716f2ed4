import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { KeyGuard } from '../../shared/basics/key-guard.ts';
import { noticePage } from '../../shared/basics/notice-page.ts';
import { CAMERA_PAGE_HEADERS, PAGE_HEADERS } from '../../shared/basics/page-policy.ts';
import type { PageAccess } from './page-access.ts';
import type { PageFile, PageFiles } from './page-files.ts';
import { isPageRole } from './types.ts';
import type { PageRole } from './types.ts';

export interface HttpPagesOptions {
  readonly pages: ReadonlyMap<PageRole, PageFiles>;
  readonly cameraPages: readonly PageRole[];
  readonly access: PageAccess;
  readonly guard: KeyGuard;
  readonly log: Logger;
}

const LONGEST_URL = 500;

const NOTICES = {
  400: ['请求有误', '请检查输入的地址。'],
  401: ['需要授权', '本系统只供大厅设备使用。请由管理员用带授权码的地址打开本页。'],
  404: ['没有这个页面', '请检查地址，或由管理员重新打开本机的页面。'],
  405: ['不支持的请求', '请用浏览器打开页面。'],
  429: ['尝试次数过多', '授权码多次有误，请 1 分钟后再试。'],
} as const;

/** Serves the station's pages to browsers that showed the page's key; everybody else learns nothing. */
export class HttpPages {
  readonly #options: HttpPagesOptions;

  constructor(options: HttpPagesOptions) {
    this.#options = options;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = parseUrl(request.url);
    if (!url) return this.#refuse(request, response, 400, 'bad address');
    if (request.method !== 'GET' && request.method !== 'HEAD') return this.#refuse(request, response, 405, 'method');
    if (url.pathname === '/enter') return this.#enter(request, response, url);
    const roles = this.#options.access.pagesOf(request.headers.cookie).filter((role) => this.#options.pages.has(role));
    const [firstRole] = roles;
    if (firstRole === undefined) return this.#refuse(request, response, 401, 'no session');
    if (url.pathname === '/') return redirect(response, `/${firstRole}/`);
    const role = roles.find((one) => this.#options.pages.get(one)?.has(url.pathname));
    const file = role === undefined ? undefined : this.#options.pages.get(role)?.get(url.pathname);
    if (role === undefined || !file) return this.#refuse(request, response, 404, 'no such file');
    const headers = this.#options.cameraPages.includes(role) ? CAMERA_PAGE_HEADERS : PAGE_HEADERS;
    await sendFile(response, file, headers, request.method === 'HEAD');
  }

  #enter(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const { access, guard, pages } = this.#options;
    const address = request.socket.remoteAddress ?? '';
    if (guard.isBlocked(address)) return this.#refuse(request, response, 429, 'too many wrong keys');
    const page = url.searchParams.get('page') ?? '';
    const cookie = isPageRole(page) && pages.has(page) ? access.enter(page, url.searchParams.get('key') ?? '') : null;
    if (cookie === null) {
      guard.noteWrong(address);
      return this.#refuse(request, response, 401, 'wrong key');
    }
    redirect(response, `/${page}/`, this.#withDevices(page, url, cookie));
  }

  /** The staff of a station go from its page to 设备自检, which asks who they are; the pad in a citizen's hand leads nowhere. */
  #withDevices(page: string, url: URL, cookie: string): string[] {
    const { access, pages } = this.#options;
    if (page === 'pad' || page === 'devices' || !pages.has('devices')) return [cookie];
    const also = access.enter('devices', url.searchParams.get('key') ?? '');
    return also === null ? [cookie] : [cookie, also];
  }

  #refuse(request: IncomingMessage, response: ServerResponse, status: keyof typeof NOTICES, reason: string): void {
    // The address may hold a key or something typed; only its kind is logged.
    this.#options.log.warn({ status, reason, remote: request.socket.remoteAddress }, 'page refused');
    const [title, sentence] = NOTICES[status];
    const headers = { ...PAGE_HEADERS, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : noticePage(title, sentence));
  }
}

/** Null for what is no plain path of this server. */
function parseUrl(target: string | undefined): URL | null {
  if (!target?.startsWith('/') || target.startsWith('//') || target.length > LONGEST_URL) return null;
  return URL.parse(target, 'http://station');
}

function redirect(response: ServerResponse, location: string, cookies: readonly string[] = []): void {
  const headers = { ...PAGE_HEADERS, location, 'cache-control': 'no-store' };
  response.writeHead(303, cookies.length === 0 ? headers : { ...headers, 'set-cookie': [...cookies] }).end();
}

async function sendFile(response: ServerResponse, file: PageFile, headers: Readonly<Record<string, string>>, headOnly: boolean): Promise<void> {
  const body = await readFile(file.file);
  response
    .writeHead(200, {
      ...headers,
      'content-type': file.contentType,
      'content-length': body.length,
      'cache-control': file.immutable ? 'private, max-age=31536000, immutable' : 'no-store',
    })
    .end(headOnly ? undefined : body);
}
