import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from 'playwright-core';
import { findElectron } from '../../main/app/demo/find-electron.ts';

const ROOT = resolve(__dirname, '../..');
const program = findElectron(ROOT);

if (program === null) {
  test.skip('skipped: no Electron binary', () => undefined);
} else {
  test('the kiosk page runs in a window without Node, on its own origin', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yichuang-electron-'));
    const settings = join(folder, 'shell.json');
    // No such station: the window must come up all the same and wait for its service.
    const windows = [{ page: 'kiosk', displayId: null, bounds: null, kiosk: false }];
    writeFileSync(settings, JSON.stringify({ station: join(folder, 'station.json'), windows }));
    const app = await _electron.launch({
      executablePath: program,
      args: [join(ROOT, 'dist/electron/main.js'), `--shell=${settings}`, `--user-data-dir=${folder}`, '--no-sandbox'],
    });
    const page = await app.firstWindow();
    expect(page.url()).toBe('app://kiosk/kiosk/');
    expect(await page.evaluate(() => [Reflect.has(globalThis, 'require'), Reflect.has(globalThis, 'process')])).toEqual([false, false]);
    await app.close();
  }, 60_000);
}
