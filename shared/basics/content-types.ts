/** What kinds of file a built page consists of, with the type a browser is told. Anything else is not served as itself. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  woff2: 'font/woff2',
  woff: 'font/woff',
  ttf: 'font/ttf',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
};

/** The Content-Type of a file by the ending of its name; null for a kind that no page has. */
export function contentTypeOf(name: string): string | null {
  return CONTENT_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? null;
}
