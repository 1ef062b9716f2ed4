import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** Folders of which the first may not import from the second, with the rule that says so. */
const FORBIDDEN = [
  ['shared-imports-shared', 'shared/rules', 'main/store'],
  ['devices-import-devices', 'devices/voice', 'main/service'],
  ['a-device-imports-its-own-folder', 'devices/voice', 'devices/scanner'],
  ['device-basics-know-no-device', 'devices/core', 'devices/voice'],
  ['only-tables-import-every-device', 'devices', 'devices/voice'],
  ['service-imports-downward', 'main/service', 'main/app'],
  ['service-knows-devices-by-type', 'main/service', 'devices/voice'],
  ['store-is-low', 'main/store', 'main/sync'],
  ['sync-is-above-store', 'main/sync', 'main/service'],
  ['hub-is-above-sync', 'main/hub', 'main/service'],
  ['crypto-and-config-are-lowest', 'main/crypto', 'main/store'],
  ['web-shell-imports', 'main/web', 'main/service'],
  ['electron-shell-imports', 'main/electron', 'main/store'],
  ['app-imports-no-pages', 'main/app', 'renderer/ui'],
  ['renderer-imports', 'renderer/kiosk', 'main/service'],
  ['a-role-imports-its-own-pages', 'renderer/kiosk', 'renderer/counter'],
  ['page-basics-know-no-role', 'renderer/ui', 'renderer/kiosk'],
  ['central-imports', 'central', 'main/store'],
  ['product-imports-no-tests', 'main/service', 'test/helpers'],
] as const;

/** Folders that may not import a library. */
const OWNED = [
  ['shared-without-node', 'shared', 'node:fs'],
  ['renderer-without-node', 'renderer/kiosk', 'node:fs'],
  ['only-the-crypto-port-imports-node-crypto', 'main/service', 'node:crypto'],
  ['only-main-store-imports-better-sqlite3', 'main/service', 'better-sqlite3'],
  ['only-main-config-imports-electron-store', 'main/store', 'electron-store'],
  ['only-devices-transports-imports-serialport', 'devices/voice', 'serialport'],
  ['only-devices-transports-imports-node-hid', 'devices/voice', 'node-hid'],
  ['only-devices-transports-imports-usb', 'devices/voice', 'usb'],
  ['only-devices-transports-imports-pcsc-mini', 'devices/voice', 'pcsc-mini'],
  ['only-devices-ticket-printer-imports-node-thermal-printer', 'devices/voice', 'node-thermal-printer'],
  ['only-main-electron-imports-electron', 'main/app', 'electron'],
] as const;

/** Folders of which the first may import from the second. */
const ALLOWED = [
  ['devices/voice', 'devices/transports'],
  ['main/app', 'devices/voice'],
  ['main/electron', 'main/web'],
  ['renderer/kiosk', 'renderer/ui'],
  ['main/service', 'main/store'],
  ['central', 'shared/sync'],
  ['main/web', 'shared/basics'],
] as const;

/** Rules broken by each planted file, by its path. */
let broken: Map<string, string[]>;
const files = new Map<string, string>();

/** Plants a file in one folder that takes something from another; its path. */
function plant(name: string, from: string, to: string): string {
  const path = `${from}/${name}.ts`;
  const up = '../'.repeat(from.split('/').length);
  files.set(path, `import { leaf } from '${up}${to}/${name}-leaf.ts';\nexport const taken = leaf;\n`);
  files.set(`${to}/${name}-leaf.ts`, 'export const leaf = 1;\n');
  return path;
}

function plantText(path: string, text: string): string {
  files.set(path, text);
  return path;
}

const forbidden = FORBIDDEN.map(([rule, from, to], n) => ({ rule, from, to, path: plant(`forbidden-${n}`, from, to) }));
const owned = OWNED.map(([rule, from, library], n) => ({
  rule,
  from,
  library,
  path: plantText(`${from}/owned-${n}.ts`, `import * as library from '${library}';\nexport const taken = library;\n`),
}));
const allowed = ALLOWED.map(([from, to], n) => ({ from, to, path: plant(`allowed-${n}`, from, to) }));
const table = plantText('devices/registry.ts', "import { leaf } from './voice/allowed-1-leaf.ts';\nexport const taken = leaf;\n");
const typeOnly = plantText('main/hub/type-only.ts', "import type { Leaf } from '../../devices/voice/leaf.ts';\nexport const taken: Leaf = 1;\n");
plantText('devices/voice/leaf.ts', 'export type Leaf = number;\n');
const alone = plantText('shared/alone.ts', 'export const alone = 1;\n');
const cycle = plantText('shared/cycle-a.ts', "import { b } from './cycle-b.ts';\nexport const a = (): number => b();\n");
plantText('shared/cycle-b.ts', "import { a } from './cycle-a.ts';\nexport const b = (): number => a();\n");

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'yichuang-imports-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...files.keys()];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  rmSync(folder, { recursive: true });
  const report: { summary: { violations: { from: string; rule: { name: string } }[] } } = JSON.parse(stdout);
  broken = new Map();
  for (const { from, rule } of report.summary.violations) broken.set(from, [...(broken.get(from) ?? []), rule.name]);
});

test.each(forbidden)('$rule: $from may not import $to', ({ rule, path }) => {
  expect(broken.get(path)).toContain(rule);
});

test.each(owned)('$rule: $from may not import $library', ({ rule, path }) => {
  expect(broken.get(path)).toContain(rule);
});

test.each(allowed)('$from may import $to', ({ path }) => {
  expect(broken.get(path)).toBeUndefined();
});

test('the table of devices may import every device', () => {
  expect(broken.get(table)).toBeUndefined();
});

test('the hub may know a type of a device', () => {
  expect(broken.get(typeOnly)).toBeUndefined();
});

test('a cycle and a file nobody imports are reported', () => {
  expect(broken.get(cycle)).toContain('no-cycles');
  expect(broken.get(alone)).toEqual(['no-orphans']);
});
