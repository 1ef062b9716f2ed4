import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCentralConfig } from './central-config.ts';

const HASH = 'a'.repeat(64);
const GOOD = {
  http: { host: '127.0.0.1', port: 0 },
  dataDir: 'data',
  halls: [{ siteId: 'hall-a', name: '示范大厅', keyHash: HASH }],
  workbench: { keyHash: 'b'.repeat(64) },
};

function fileOf(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'yichuang-config-')), 'central.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('the data folder is relative to the file', async () => {
  const file = fileOf(GOOD);
  const read = await readCentralConfig(file);
  expect(read).toEqual({ ok: true, value: { ...GOOD, dataDir: join(file, '..', 'data') } });
});

test('every mistake is named with its path', async () => {
  const read = await readCentralConfig(
    fileOf({
      ...GOOD,
      http: { host: '', port: 70_000 },
      databaseUrl: 'mysql://x',
      halls: [{ siteId: 'Hall A', name: '', keyHash: 'plain-key' }],
      extra: true,
    }),
  );
  if (read.ok) throw new Error('should be refused');
  expect(read.error.code).toBe('CONFIG_INVALID');
  for (const path of ['http.host', 'http.port', 'databaseUrl', 'halls.0.siteId', 'halls.0.name', 'halls.0.keyHash', 'extra']) {
    expect(read.error.message).toContain(path);
  }
});

test('two halls with one name or one key are refused', async () => {
  const [hall] = GOOD.halls;
  const read = await readCentralConfig(fileOf({ ...GOOD, halls: [hall, hall] }));
  expect(read).toMatchObject({ ok: false, error: { message: expect.stringMatching(/halls\.1\.siteId[^]*halls\.1\.keyHash/) } });
});

test.each(['{', '[]', '"x"', ''])('a file that holds %j is refused', async (content) => {
  expect(await readCentralConfig(fileOf(content))).toMatchObject({ ok: false });
});

test('a missing file is refused', async () => {
  expect(await readCentralConfig('/nowhere/central.json')).toMatchObject({ ok: false, error: { code: 'CONFIG_UNREADABLE' } });
});
