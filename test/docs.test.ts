import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const DOCS = join(ROOT, 'docs');
const CODE = ['main', 'devices', 'shared', 'renderer', 'central'];

function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path, ending);
    return ending.test(entry.name) ? [path] : [];
  });
}

const read = (path: string): string => readFileSync(path, 'utf8');
const pages = [join(ROOT, 'README.md'), ...filesUnder(DOCS, /\.md$/)];

/** Cells of the rows of all tables in a text, header rows included. */
function tableRows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

const idsOf = (prefix: string, last: number): string[] =>
  Array.from({ length: last }, (_, n) => `${prefix}-${String(n + 1).padStart(2, '0')}`);

/** Every demand of the halls' documents, and their headline figures. */
const REQUIREMENTS = [
  ...idsOf('DS', 58),
  ...idsOf('DZ', 39),
  ...idsOf('GY', 24),
  ...idsOf('XY', 20),
  ...idsOf('CH', 29),
  ...idsOf('KPI', 10),
];

describe('links', () => {
  test.each(pages.map((page) => relative(ROOT, page)))('of %s lead somewhere', (page) => {
    const text = read(join(ROOT, page)).replaceAll(/```[^]*?```/g, '');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
    const local = targets.filter((target) => !/^(https?:|mailto:|#)/.test(target)).map((target) => target.replace(/#.*$/, ''));
    expect(local.filter((target) => !existsSync(resolve(dirname(join(ROOT, page)), target)))).toEqual([]);
  });
});

describe('the glossary', () => {
  const [inUse = ''] = read(join(DOCS, 'glossary.md')).split('\n## 已起名');
  const names = tableRows(inUse).flatMap(([, cell]) => /^`([^`]+)`$/.exec(cell ?? '')?.[1] ?? []);
  const words = new Set(
    CODE.flatMap((folder) => filesUnder(join(ROOT, folder), /\.tsx?$/))
      .filter((path) => !path.endsWith('.test.ts'))
      .flatMap((path) => read(path).match(/[a-z]+(?:\.[a-z-]+)+|\w+/gi) ?? []),
  );
  const folders = new Set(CODE.flatMap((folder) => [folder, ...readdirSync(join(ROOT, folder))]));

  test('lists a good many names', () => expect(names.length).toBeGreaterThan(60));

  test.each(names)('%s is a name of the code', (name) => {
    expect(words.has(name) || folders.has(name)).toBe(true);
  });
});

describe('the requirements', () => {
  const rows = tableRows(read(join(DOCS, 'requirements.md'))).filter(([id]) => /^[A-Z]{2,3}-\d\d$/.test(id ?? ''));

  test('are all there, each once', () => {
    expect(rows.map(([id]) => id).sort()).toEqual([...REQUIREMENTS].sort());
  });

  test.each(rows.map((row) => [row[0] ?? '', row] as const))('%s has a status, and files that exist', (_id, row) => {
    const [, , status = '', where = '', proof = ''] = row;
    expect(['works', 'partly', 'waits']).toContain(status);
    const paths = [...`${where} ${proof}`.matchAll(/`([^`\s]+\/[^`\s]+)`/g)].map((match) => match[1] ?? '');
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    if (status === 'works') expect(proof).toMatch(/`[^`]+(\.test\.ts|test\/scenario\/visit\.ts)`/);
    if (status === 'waits') expect(proof).not.toBe('');
    else expect(paths.length).toBeGreaterThan(0);
  });
});

test('every decision record is in the index, under its own number', () => {
  const records = readdirSync(join(DOCS, 'adr')).filter((name) => /^\d{4}-/.test(name));
  const index = read(join(DOCS, 'adr/README.md'));
  expect(records.filter((name) => !index.includes(`[${name.slice(0, 4)}](${name})`))).toEqual([]);
  expect(new Set(records.map((name) => name.slice(0, 4))).size).toBe(records.length);
});
