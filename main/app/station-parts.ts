import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { fontGlyphs } from '../../devices/ticket-printer/glyphs.ts';
import { systemClock, type Clock } from '../../shared/basics/clock.ts';
import { ulidFactory, type NewUlid } from '../../shared/basics/ids.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { StationSetting } from '../config/read-station.ts';
import { createNodeCrypto, type CryptoPort } from '../crypto/crypto-port.ts';
import { documentFonts, warmFonts, type DocumentFonts } from '../service/documents/fonts.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/types.ts';
import { readAssets, type Assets } from './assets.ts';
import { readRecordings } from './recordings.ts';
import { buildDevices, type BuiltDevices } from './station-devices.ts';

/** What every role of a station is put together from. */
export interface StationParts {
  readonly setting: StationSetting;
  readonly store: Store;
  readonly clock: Clock;
  readonly newUlid: NewUlid;
  readonly crypto: CryptoPort;
  readonly assets: Assets;
  readonly fonts: DocumentFonts;
  readonly built: BuiltDevices;
  readonly documentsDir: string;
  readonly log: Logger;
}

/** Opens the station's data and makes its drivers. On failure nothing stays open; the sentence says what to do. */
export async function openParts(setting: StationSetting, root: string, log: Logger): Promise<Result<StationParts, string>> {
  const clock = systemClock;
  const crypto = createNodeCrypto();
  const newUlid = ulidFactory(() => clock.now());
  const fonts = documentFonts(root);
  if (setting.station.role === 'counter') warmFonts(fonts);
  const built = buildDevices(setting.station.devices, { clock, glyphs: fontGlyphs(fonts.body), recordings: await readRecordings(setting, root, log) });
  const documentsDir = join(setting.dataDir, 'documents');
  await mkdir(documentsDir, { recursive: true });
  const assets = await readAssets(root);
  const store = openStore({ path: join(setting.dataDir, 'station.sqlite'), clock, newUlid, crypto });
  if (!store.ok) return fail(`${store.error.message}（${store.error.detail}）`);
  return ok({ setting, store: store.value, clock, newUlid, crypto, assets, fonts, built, documentsDir, log });
}
