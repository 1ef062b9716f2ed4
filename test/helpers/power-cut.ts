import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Random } from '../../shared/basics/seeded-random.ts';

type FileRole = 'db' | 'wal';

/** What a process did that matters to a power cut, in order. `say`: a line it printed. */
export type DiskStep =
  | { readonly kind: 'write'; readonly file: FileRole; readonly at: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly file: FileRole; readonly size: number }
  | { readonly kind: 'sync'; readonly file: FileRole }
  | { readonly kind: 'say'; readonly text: string };

/** What becomes of the writes that were not yet flushed when the power went. */
export const CUT_STYLES = ['none-kept', 'some-kept', 'torn'] as const;
export type CutStyle = (typeof CUT_STYLES)[number];

const SECTOR = 512;
const TRACED = 'pwrite64,write,fsync,fdatasync,ftruncate';

/** Runs a script under strace and reads back every write and flush of the main thread. */
export function traceProcess(nodeArguments: readonly string[], storePath: string): DiskStep[] {
  const folder = mkdtempSync(join(tmpdir(), 'yichuang-trace-'));
  // -ff: one file a thread, so that no call is split; -xx: all text in hex; -s: nothing cut off.
  const strace = ['-ff', '-y', '-xx', '-s', '400000', '-e', `trace=${TRACED}`, '-o', join(folder, 'trace'), process.execPath];
  const run = spawnSync('strace', [...strace, ...nodeArguments], { encoding: 'utf8' });
  if (run.error !== undefined) throw new Error('strace is needed for this test', { cause: run.error });
  if (run.status !== 0) throw new Error(`the traced process failed: ${run.stderr}`);
  const steps = readdirSync(folder)
    .map((name) => readSteps(readFileSync(join(folder, name), 'latin1'), basename(storePath)))
    .find((found) => found.some((step) => step.kind === 'write'));
  rmSync(folder, { recursive: true });
  if (steps === undefined) throw new Error('no write to the store was traced');
  return steps;
}

const CALL = /^(\w+)\((\d+)<((?:\\x[0-9a-f]{2})*)>(?:, "((?:\\x[0-9a-f]{2})*)")?(?:, (\d+))?(?:, (\d+))?\)/;

function readSteps(trace: string, storeName: string): DiskStep[] {
  return trace.split('\n').flatMap((line) => {
    const match = CALL.exec(line);
    return match === null ? [] : readCall(match, storeName);
  });
}

function readCall(match: RegExpExecArray, storeName: string): DiskStep[] {
  const [, call, fd, path = '', data = '', second = '0', third = '0'] = match;
  if (call === 'write' && fd === '1') return [{ kind: 'say', text: fromHex(data).toString('utf8') }];
  const file = roleOf(fromHex(path).toString('utf8'), storeName);
  if (file === null) return [];
  if (call === 'pwrite64') return [{ kind: 'write', file, at: Number(third), data: fromHex(data) }];
  if (call === 'ftruncate') return [{ kind: 'truncate', file, size: Number(second) }];
  return [{ kind: 'sync', file }];
}

function roleOf(path: string, storeName: string): FileRole | null {
  if (basename(path) === storeName) return 'db';
  return basename(path) === `${storeName}-wal` ? 'wal' : null;
}

function fromHex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}

type DiskWrite = Extract<DiskStep, { kind: 'write' | 'truncate' }>;

/** A disk that keeps flushed writes and holds the others back. */
export class CuttableDisk {
  readonly #durable: Record<FileRole, Buffer> = { db: Buffer.alloc(0), wal: Buffer.alloc(0) };
  readonly #pending: Record<FileRole, DiskWrite[]> = { db: [], wal: [] };

  apply(step: DiskStep): void {
    switch (step.kind) {
      case 'write':
      case 'truncate':
        this.#pending[step.file].push(step);
        return;
      case 'sync':
        this.#durable[step.file] = written(this.#durable[step.file], this.#pending[step.file]);
        this.#pending[step.file] = [];
        return;
      case 'say':
        return;
    }
  }

  /** Writes the files as they would be found after a power cut now. */
  cut(path: string, style: CutStyle, random: Random): void {
    writeFileSync(path, this.#survivor('db', style, random));
    writeFileSync(`${path}-wal`, this.#survivor('wal', style, random));
  }

  #survivor(file: FileRole, style: CutStyle, random: Random): Buffer {
    const pending = this.#pending[file];
    switch (style) {
      case 'none-kept':
        return this.#durable[file];
      case 'some-kept':
        return written(this.#durable[file], pending.filter(() => random() < 0.5));
      case 'torn':
        return written(this.#durable[file], pending.flatMap((step) => torn(step, random)));
    }
  }
}

/** The content after the writes; in one buffer made large enough at the start. */
function written(content: Buffer, steps: readonly DiskWrite[]): Buffer {
  const ends = steps.map((step) => (step.kind === 'write' ? step.at + step.data.length : step.size));
  const result = Buffer.alloc(Math.max(content.length, ...ends));
  content.copy(result);
  let length = content.length;
  for (const step of steps) {
    if (step.kind === 'truncate') {
      result.fill(0, step.size);
      length = step.size;
    } else {
      step.data.copy(result, step.at);
      length = Math.max(length, step.at + step.data.length);
    }
  }
  return result.subarray(0, length);
}

/** The sectors of a write that reached the disk. */
function torn(step: DiskWrite, random: Random): DiskWrite[] {
  if (step.kind === 'truncate') return random() < 0.5 ? [step] : [];
  const sectors: DiskWrite[] = [];
  for (let from = 0; from < step.data.length; from += SECTOR) {
    if (random() < 0.5) sectors.push({ ...step, at: step.at + from, data: step.data.subarray(from, from + SECTOR) });
  }
  return sectors;
}
