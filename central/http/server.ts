import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { OpenAPIHandler } from '@orpc/openapi/node';
import type { Logger } from 'pino';
import { noticePage } from '../../shared/basics/notice-page.ts';
import { addressOf, type Auth, type Caller } from './auth.ts';
import { SECURITY_HEADERS, servePage } from './pages.ts';

const BODY_LIMIT = 8 * 1024 * 1024;
const REQUEST_TIMEOUT_MS = 60_000;

export interface ServerDeps {
  readonly api: OpenAPIHandler<{ readonly caller: Caller }>;
  readonly auth: Auth;
  readonly openApi: string;
  readonly pagesDir: string;
  readonly log: Logger;
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const REFUSED = {
  NO_KEY: { status: 401, code: 'UNAUTHORIZED', message: '请从管理员给您的工作台链接进入，或出示大厅密钥。' },
  WRONG_KEY: { status: 401, code: 'WRONG_KEY', message: '密钥不正确。请向管理员核对后重试。' },
  BLOCKED: { status: 429, code: 'TOO_MANY_WRONG_KEYS', message: '密钥错误次数过多，请一分钟后再试。' },
  NOT_FOUND: { status: 404, code: 'NOT_FOUND', message: '没有这个地址。请从工作台首页进入。' },
  NO_LENGTH: { status: 411, code: 'LENGTH_REQUIRED', message: '请求须注明 Content-Length。' },
  TOO_LARGE: { status: 413, code: 'PAYLOAD_TOO_LARGE', message: '请求超过 8 MiB，请减少每批记录数。' },
  WRONG_TYPE: { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: '请求内容须为未压缩的 application/json。' },
  BAD_URL: { status: 400, code: 'BAD_REQUEST', message: '地址格式不正确。' },
} as const satisfies Record<string, Refusal>;

/** The centre's HTTP: the interface, its OpenAPI document and the workbench page. Without a key there is nothing. */
export function createCentralServer(deps: ServerDeps): Server {
  const server = createServer((request, response) => {
    answer(deps, request, response).catch((error: unknown) => {
      deps.log.error({ err: error }, 'request failed');
      if (response.headersSent) response.destroy();
      else response.writeHead(500, SECURITY_HEADERS).end();
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return server;
}

async function answer(deps: ServerDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { auth, log } = deps;
  const url = URL.canParse(request.url ?? '', 'http://centre') ? new URL(request.url ?? '', 'http://centre') : null;
  if (url === null) return refuse(REFUSED.BAD_URL);
  const { pathname } = url;
  if (pathname === '/login') return login(url.searchParams.get('key') ?? '');
  const identified = auth.identify(request);
  if (identified.kind === 'BLOCKED') return refuse(REFUSED.BLOCKED);
  if (identified.kind === 'WRONG_KEY') return refuse(REFUSED.WRONG_KEY);
  if (identified.kind === 'NOBODY' && pathname !== '/health') return refuse(REFUSED.NO_KEY);
  const wrongBody = bodyFault(request);
  if (wrongBody !== null) return refuse(wrongBody);
  await serve(identified);

  async function serve(caller: Caller): Promise<void> {
    if (pathname === '/openapi.json') return send('application/json; charset=utf-8', deps.openApi);
    if (pathname === '/' || pathname === '/workbench') return redirect('/workbench/');
    if (caller.kind === 'WORKBENCH' && (await servePage(deps.pagesDir, pathname, response))) return;
    const { matched } = await deps.api.handle(request, response, { context: { caller } });
    if (!matched) refuse(REFUSED.NOT_FOUND);
  }

  function login(key: string): void {
    const result = auth.login(key, addressOf(request));
    if ('kind' in result) return refuse(REFUSED[result.kind]);
    response.setHeader('set-cookie', result.cookie);
    redirect('/workbench/');
  }

  function redirect(location: string): void {
    response.writeHead(303, { ...SECURITY_HEADERS, location }).end();
  }

  function send(type: string, body: string): void {
    response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': type }).end(body);
  }

  /** The unread rest of a refused body is not waited for. */
  function refuse({ status, code, message }: Refusal): void {
    log.warn({ method: request.method, path: url?.pathname, code }, 'request refused');
    const wantsPage = request.headers.accept?.includes('text/html') === true;
    const type = wantsPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
    const body = wantsPage ? noticePage('无法打开', message) : JSON.stringify({ defined: false, code, status, message });
    response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': type, connection: 'close' }).end(body);
  }
}

/** What is wrong with a body by its headers, before any of it is read. */
function bodyFault({ method, headers }: IncomingMessage): Refusal | null {
  if (method === 'GET' || method === 'HEAD') return null;
  if (headers['content-encoding'] !== undefined) return REFUSED.WRONG_TYPE;
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return REFUSED.WRONG_TYPE;
  const length = headers['content-length'];
  if (length === undefined) return REFUSED.NO_LENGTH;
  return Number(length) > BODY_LIMIT ? REFUSED.TOO_LARGE : null;
}
