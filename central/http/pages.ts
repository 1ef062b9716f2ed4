import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { contentTypeOf } from '../../shared/basics/content-types.ts';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Sent with every answer: pages and data alike are nobody's to keep. */
export const SECURITY_HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** Only the workbench's own entry and the built assets; a path that could leave the folder does not match. */
const SERVED = /^\/(workbench\/(?:[\w-]+\.[a-z0-9]+)?|assets\/[\w.-]+)$/;

/** Answers with a file of the built pages; false when the path names none. */
export async function servePage(pagesDir: string, pathname: string, response: ServerResponse): Promise<boolean> {
  const match = SERVED.exec(pathname);
  if (match === null || pathname.includes('..')) return false;
  const file = path.join(pagesDir, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  const body = await readFile(file).catch(() => null);
  const type = contentTypeOf(file);
  if (body === null || type === null) return false;
  response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': type }).end(body);
  return true;
}
