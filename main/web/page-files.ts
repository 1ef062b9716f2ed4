import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { contentTypeOf } from '../../shared/basics/content-types.ts';
import type { PageRole } from './types.ts';

/** One file of a page. */
export interface PageFile {
  readonly file: string;
  readonly contentType: string;
  /** Its name changes with its content, so a browser may keep it. */
  readonly immutable: boolean;
}

/** What a page consists of, by the path in its address. Whatever is not in the table does not exist. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).default([]),
    assets: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
  }),
);
type Manifest = z.infer<typeof Manifest>;

/** Reads which files a built page needs. Throws when the page was not built. */
export async function readPageFiles(pagesDir: string, role: PageRole | 'dev'): Promise<PageFiles> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(pagesDir, 'manifest.json'), 'utf8')));
  const entry = `${role}/index.html`;
  if (!manifest[entry]) throw new Error(`the page ${role} is not in ${pagesDir}; run npm run build`);
  const table = new Map<string, PageFile>([[`/${role}/`, describeFile(pagesDir, entry, false)]]);
  for (const name of collectFiles(manifest, entry)) table.set(`/${name}`, describeFile(pagesDir, name, true));
  return table;
}

function collectFiles(manifest: Manifest, entry: string): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const open = [entry];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) continue;
    seen.add(key);
    for (const name of [chunk.file, ...chunk.css, ...chunk.assets]) files.add(name);
    open.push(...chunk.imports, ...chunk.dynamicImports);
  }
  return files;
}

function describeFile(pagesDir: string, name: string, immutable: boolean): PageFile {
  return { file: join(pagesDir, name), contentType: contentTypeOf(name) ?? 'application/octet-stream', immutable };
}
