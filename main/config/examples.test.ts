import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCentralConfig } from '../../central/config/central-config.ts';
import { checkDevice } from '../app/check-device.ts';
import { createNodeCrypto } from '../crypto/crypto-port.ts';
import { readStationSetting, type StationSetting } from './read-station.ts';

const FOLDER = join(__dirname, '../../docs/operations/example');
const crypto = createNodeCrypto();
const stationFiles = readdirSync(FOLDER).filter((name) => name.startsWith('station-'));

async function read(name: string): Promise<StationSetting> {
  const setting = await readStationSetting(join(FOLDER, name), checkDevice);
  if (!setting.ok) throw new Error(JSON.stringify(setting.error));
  return setting.value;
}

test('the folder holds one hall, one centre and a file for each station of the hall', async () => {
  const settings = await Promise.all(stationFiles.map(read));
  expect(readdirSync(FOLDER).sort()).toEqual(['centre.json', 'hall.json', ...stationFiles].sort());
  expect(settings.map(({ station }) => station.id).sort()).toEqual(settings[0]?.hall.stations.map(({ id }) => id).sort());
});

test.each(stationFiles)('%s: its key is the one hall.json knows', async (name) => {
  const { station, file } = await read(name);
  expect(crypto.sha256Hex(file.key)).toBe(station.keyHash);
});

test('the hub may enter the centre under the site it says it is', async () => {
  const { hall, file } = await read('station-hub.json');
  const centre = await readCentralConfig(join(FOLDER, 'centre.json'));
  if (!centre.ok) throw new Error(centre.error.message);
  expect(centre.value.halls).toEqual([{ siteId: hall.hall.siteId, name: hall.hall.name, keyHash: crypto.sha256Hex(file.centreKey ?? '') }]);
  expect(hall.centre?.url).toBe(`http://${centre.value.http.host}:${centre.value.http.port}`);
});

test('the PIN that the guide names opens the example account', async () => {
  const { hall } = await read('station-hub.json');
  expect(await crypto.verifyPin('135790', hall.staff[0]?.pinHash ?? '')).toBe(true);
});
