import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import type { Simulator } from '../../../devices/core/simulator.ts';
import { CONTROLS } from '../../../devices/simulators.ts';
import { PAGE_HEADERS } from '../../../shared/basics/page-policy.ts';
import { readPageFiles, type PageFiles } from '../../web/page-files.ts';

/** The on-screen bench: a page that shows the simulated devices and works them. Only a development build has its files. */
export interface BenchPages {
  /** Answers a request of the page; false: it is for somebody else. */
  answer(path: string, response: ServerResponse): Promise<boolean>;
}

/** `simulators` by `/<station>/<kind>`. */
export async function createBenchPages(pagesDir: string, simulators: ReadonlyMap<string, Simulator>): Promise<BenchPages> {
  const isBuilt = existsSync(join(pagesDir, 'manifest.json'));
  const files: PageFiles = isBuilt ? await readPageFiles(pagesDir, 'dev') : new Map();

  return {
    async answer(path, response) {
      if (path === '/dev/hall') return sendJson(response, [...simulators].map(([at, simulator]) => described(at, simulator)));
      if (path === '/dev/sights') return sendJson(response, Object.fromEntries([...simulators].map(([at, simulator]) => [at, simulator.observe()])));
      const file = files.get(path);
      if (file === undefined) return false;
      const body = await readFile(file.file);
      response.writeHead(200, { ...PAGE_HEADERS, 'content-type': file.contentType, 'cache-control': 'no-store' }).end(body);
      return true;
    },
  };
}

function described(path: string, { kind }: Simulator): object {
  const control = Object.entries(CONTROLS).find(([name]) => name === kind)?.[1];
  return { path, kind, control: control === undefined ? null : z.toJSONSchema(control, { io: 'input', unrepresentable: 'any' }) };
}

function sendJson(response: ServerResponse, value: unknown): true {
  response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(value));
  return true;
}
