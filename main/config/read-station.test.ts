import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkDevice } from '../app/check-device.ts';
import { problemLines, readStationSetting } from './read-station.ts';

const EXAMPLE = resolve(__dirname, '../../docs/operations/example');

interface Json {
  [key: string]: Json & Json[] & (string | number | boolean | null);
}

/** The example hall with a change made to it, beside the example station that reads it. */
function folderWith(change: (hall: Json, station: Json) => void, stationName = 'station-kiosk-1.json'): string {
  const folder = mkdtempSync(join(tmpdir(), 'yichuang-config-'));
  const hall: Json = JSON.parse(readFileSync(join(EXAMPLE, 'hall.json'), 'utf8'));
  const station: Json = JSON.parse(readFileSync(join(EXAMPLE, stationName), 'utf8'));
  change(hall, station);
  writeFileSync(join(folder, 'hall.json'), JSON.stringify(hall));
  writeFileSync(join(folder, 'station.json'), JSON.stringify(station));
  return join(folder, 'station.json');
}

async function pathsOf(file: string): Promise<string[]> {
  const setting = await readStationSetting(file, checkDevice);
  return setting.ok ? [] : setting.error.map((problem) => problem.path);
}

function stationAt(hall: Json, role: string): Json {
  const found = (hall['stations'] as Json[]).find((station) => (station['role'] as unknown) === role);
  if (!found) throw new Error(`no ${role} in the example`);
  return found;
}

test('the example hall as it is has no mistake', async () => {
  expect(await pathsOf(folderWith(() => undefined))).toEqual([]);
});

test('mistakes in several places are told together, each with its path', async () => {
  const paths = await pathsOf(
    folderWith((hall) => {
      Object.assign(hall['windows']?.[0] ?? {}, { no: 'A', businessIds: ['nothing'] });
      Object.assign(hall['staff']?.[0] ?? {}, { workNo: '1' });
      Object.assign(hall, { surplus: 1 });
    }),
  );
  expect(paths).toEqual(expect.arrayContaining(['windows[0].no', 'windows[0].businessIds[0]', 'staff[0].workNo']));
});

test('an option a driver does not know is named with station and device', async () => {
  const paths = await pathsOf(
    folderWith((hall) => {
      const printer = stationAt(hall, 'kiosk')['devices']?.['ticketPrinter'];
      Object.assign(printer ?? {}, { options: { columns: 47 } });
    }),
  );
  expect(paths).toEqual([expect.stringMatching(/^stations\[\d\]\.devices\.ticketPrinter\.options\.columns$/)]);
});

test.each([
  ['idCardReader', 'http://127.0.0.1:8989', { cardLeftMs: 20_000 }, []],
  ['idCardReader', 'http://10.0.3.7:8989', {}, ['address']],
  ['idCardReader', 'http://127.0.0.1:8989', { newAddress: true }, ['options']],
  ['ticketPrinter', 'http://127.0.0.1:8989', {}, ['address']],
])("a reader's service: %s at %s with %p", async (kind, address, options, wrong) => {
  const paths = await pathsOf(
    folderWith((hall) => void Object.assign(stationAt(hall, 'kiosk')['devices']?.[kind] ?? {}, { address, options })),
  );
  expect(paths.map((path) => path.replace(/^stations\[\d\]\.devices\./, ''))).toEqual(wrong.map((part) => `${kind}.${part}`));
});

test.each(['idCardReader', 'ticketPrinter'])('a kiosk without %s is a mistake', async (kind) => {
  const paths = await pathsOf(
    folderWith((hall) => {
      Reflect.deleteProperty(stationAt(hall, 'kiosk')['devices'] ?? {}, kind);
    }),
  );
  expect(paths).toEqual([expect.stringMatching(new RegExp(`^stations\\[\\d\\]\\.devices\\.${kind}$`))]);
});

test('a hub whose hall has a centre needs the key to it', async () => {
  expect(await pathsOf(folderWith((_hall, station) => void Reflect.deleteProperty(station, 'centreKey'), 'station-hub.json'))).toEqual(['centreKey']);
});

test('a station that hall.json does not know', async () => {
  expect(await pathsOf(folderWith((_hall, station) => void Object.assign(station, { station: 'kiosk-99' })))).toEqual(['station']);
});

test('a file that is not there and one that is no JSON are named as a whole', async () => {
  const gone = await readStationSetting(join(tmpdir(), 'yichuang-nowhere.json'), checkDevice);
  expect(gone.ok ? [] : gone.error).toEqual([{ file: join(tmpdir(), 'yichuang-nowhere.json'), path: '', message: expect.stringContaining('读不到文件') }]);
  const file = folderWith(() => undefined);
  writeFileSync(file, '{"hall":');
  const broken = await readStationSetting(file, checkDevice);
  expect(broken.ok ? '' : problemLines(broken.error)).toContain(`${file}：不是合法的 JSON`);
});
