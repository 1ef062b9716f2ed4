import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zhCn } from './zh-cn/index.ts';

const RENDERER = join(__dirname, '..');
/** Folders whose texts stand in the namespace of the same name, and those that only use `common`. */
const FOLDERS = ['kiosk', 'pad', 'display', 'ui', 'api'] as const;
const CALL = /\bt\(\s*['`]([\w:]+)(\$\{)?/g;
/** One text or the other: `t(again ? 'first' : 'second')`. */
const CHOICE = /\bt\([^()'`]*\?\s*'([\w:]+)'\s*:\s*'([\w:]+)'/g;

interface Use {
  namespace: string;
  key: string;
  /** A key put together at run time: everything that begins so. */
  open: boolean;
  file: string;
}

function usesIn(folder: string): Use[] {
  const files = readdirSync(join(RENDERER, folder)).filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'));
  return files.flatMap((file) => {
    const text = readFileSync(join(RENDERER, folder, file), 'utf8');
    const plain = [...text.matchAll(CALL)].map(([, written = '', opening]) => useOf(folder, file, written, opening !== undefined));
    const chosen = [...text.matchAll(CHOICE)].flatMap(([, one = '', other = '']) => [useOf(folder, file, one, false), useOf(folder, file, other, false)]);
    return [...plain, ...chosen];
  });
}

function useOf(folder: string, file: string, written: string, open: boolean): Use {
  const [first = '', second] = written.split(':');
  return { ...(second === undefined ? { namespace: folder, key: first } : { namespace: first, key: second }), open, file };
}

const USES = FOLDERS.flatMap(usesIn);
const TEXTS: Record<string, Record<string, unknown>> = zhCn;

test('the texts of the pages are found at all', () => expect(USES.length).toBeGreaterThan(80));

test.each(['kiosk', 'pad', 'display', 'common'])('every key used of %s exists', (namespace) => {
  const known = Object.keys(TEXTS[namespace] ?? {});
  const missing = USES.filter((use) => use.namespace === namespace)
    .filter((use) => !known.some((key) => (use.open ? key.startsWith(use.key) : key === use.key)));
  expect(missing).toEqual([]);
});

test.each(['kiosk', 'pad', 'display'])('no text of %s is left over', (namespace) => {
  const uses = USES.filter((use) => use.namespace === namespace);
  const unused = Object.keys(TEXTS[namespace] ?? {})
    .filter((key) => !uses.some((use) => (use.open ? key.startsWith(use.key) : key === use.key)));
  expect(unused).toEqual([]);
});
