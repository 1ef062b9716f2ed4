import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeviceKind } from '../../../shared/types/device.ts';
import { Hall, type StationRole } from '../../../shared/types/hall.ts';
import type { CryptoPort } from '../../crypto/crypto-port.ts';
import { freePorts } from './free-ports.ts';

/** The accounts of the demonstration hall; printed at the start so that anybody can log in. */
export const DEMO_STAFF = [
  { workNo: '1001', name: '王示范', pin: '135790' },
  { workNo: '1002', name: '赵示例', pin: '246801' },
] as const;

interface DemoDevice {
  readonly station: string;
  readonly kind: DeviceKind;
  /** On the same line as another device of the station, under a number of its own. */
  readonly bus?: { readonly lineOf: DeviceKind; readonly busAddress: number };
}

const STATIONS = [
  { id: 'hub', role: 'hub', name: '大厅中枢' },
  { id: 'kiosk-1', role: 'kiosk', name: '1号自助机' },
  { id: 'counter-1', role: 'counter', name: '1号窗口终端' },
  { id: 'counter-2', role: 'counter', name: '2号窗口终端' },
  { id: 'display-1', role: 'display', name: '叫号大屏' },
  { id: 'console-1', role: 'console', name: '大厅管理台' },
] as const;

const DEVICES: readonly DemoDevice[] = [
  { station: 'kiosk-1', kind: 'idCardReader' },
  { station: 'kiosk-1', kind: 'ticketPrinter' },
  { station: 'kiosk-1', kind: 'locker' },
  { station: 'counter-1', kind: 'idCardReader' },
  { station: 'counter-1', kind: 'socialCardReader' },
  { station: 'counter-1', kind: 'scanner' },
  { station: 'counter-1', kind: 'callDisplay' },
  { station: 'counter-1', kind: 'evaluationPad' },
  { station: 'counter-1', kind: 'physicalCaller', bus: { lineOf: 'evaluationPad', busAddress: 2 } },
  { station: 'counter-1', kind: 'documentPrinter' },
  { station: 'counter-2', kind: 'idCardReader' },
  { station: 'counter-2', kind: 'callDisplay' },
  { station: 'counter-2', kind: 'evaluationPad' },
  { station: 'counter-2', kind: 'signaturePad' },
  { station: 'display-1', kind: 'voice' },
];

/** What stays the same when the hall is started again on its data: keys and hashes, never ports. */
const Keys = z.strictObject({
  stations: z.record(z.string(), z.strictObject({ key: z.string(), pageKey: z.string() })),
  centre: z.string(),
  workbench: z.string(),
  pinHashes: z.record(z.string(), z.string()),
});
type Keys = z.infer<typeof Keys>;

export interface SimulatedDevice extends DemoDevice {
  readonly port: number;
}

/** Where everything of the demonstration hall is, once its files are written. */
export interface DemoHall {
  readonly dataDir: string;
  readonly stations: readonly { readonly id: string; readonly role: StationRole; readonly file: string }[];
  readonly centreFile: string;
  readonly simulatorsFile: string;
  readonly simulators: readonly SimulatedDevice[];
  readonly simulatorsControl: string;
  /** Opens the bench of the simulated devices, key included. */
  readonly benchUrl: string;
  /** Opens the workbench, key included. */
  readonly workbenchUrl: string;
}

/** Writes hall.json, every station.json and the centre's and simulators' files into the folder. */
export async function writeDemoHall(dataDir: string, crypto: CryptoPort): Promise<DemoHall> {
  await mkdir(join(dataDir, 'stations'), { recursive: true });
  const keys = await keepKeys(join(dataDir, 'keys.json'), crypto);
  const ports = await freePorts(STATIONS.length + DEVICES.length + 2);
  const take = (): number => {
    const port = ports.pop();
    if (port === undefined) throw new Error('too few ports were reserved');
    return port;
  };
  const centrePort = take();
  const controlPort = take();
  const simulators = placeSimulators(take);
  const hall = hallFile(keys, centrePort, simulators, take, crypto);
  await writeJson(join(dataDir, 'hall.json'), Hall.parse(hall));
  const stations = await Promise.all(STATIONS.map((station) => writeStation(dataDir, station.id, station.role, keys)));
  const centreFile = join(dataDir, 'centre.json');
  await writeJson(centreFile, centreConfig(keys, centrePort, crypto));
  const simulatorsFile = join(dataDir, 'simulators.json');
  const benchKey = randomKey(crypto);
  await writeJson(simulatorsFile, { control: controlPort, key: benchKey, devices: simulators.map(({ station, kind, port, bus }) => ({ station, kind, port, busAddress: bus?.busAddress })) });
  return {
    dataDir,
    stations,
    centreFile,
    simulatorsFile,
    simulators,
    simulatorsControl: `http://127.0.0.1:${controlPort}`,
    benchUrl: `http://127.0.0.1:${controlPort}/dev/enter?key=${benchKey}`,
    workbenchUrl: `http://127.0.0.1:${centrePort}/login?key=${keys.workbench}`,
  };
}

/** A port for every line. */
function placeSimulators(take: () => number): SimulatedDevice[] {
  const placed: SimulatedDevice[] = [];
  for (const device of DEVICES) {
    const line = placed.find(({ station, kind }) => station === device.station && kind === device.bus?.lineOf);
    placed.push({ ...device, port: line?.port ?? take() });
  }
  return placed;
}

async function keepKeys(path: string, crypto: CryptoPort): Promise<Keys> {
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return Keys.parse(JSON.parse(kept));
  const random = (): string => randomKey(crypto);
  const pinHashes = await Promise.all(DEMO_STAFF.map(async ({ workNo, pin }) => [workNo, await crypto.hashPin(pin)] as const));
  const keys: Keys = {
    stations: Object.fromEntries(STATIONS.map(({ id }) => [id, { key: random(), pageKey: random() }])),
    centre: random(),
    workbench: random(),
    pinHashes: Object.fromEntries(pinHashes),
  };
  await writeJson(path, keys);
  return keys;
}

function randomKey(crypto: CryptoPort): string {
  return Buffer.from(crypto.randomBytes(24)).toString('hex');
}

function hallFile(keys: Keys, centrePort: number, simulators: readonly SimulatedDevice[], port: () => number, crypto: CryptoPort): z.input<typeof Hall> {
  return {
    hall: {
      siteId: 'demo-hall',
      name: '示范政务服务大厅',
      siteCode: '990101',
      supervisionPhone: '0990-0000001',
      consultPhone: '0990-0000002',
      address: '示范市示范区政务大街1号',
      notices: ['办事先取号，叫到号码请到对应窗口', '过号请到导办台或任一窗口重新排队', '帮办代办全程免费，请找穿绿马甲的工作人员'],
    },
    centre: { url: `http://127.0.0.1:${centrePort}` },
    zones: [
      { id: 'market', name: '市场准入区' },
      { id: 'project', name: '投资项目区' },
      { id: 'society', name: '社会事务区' },
    ],
    businesses: [
      { id: 'market', zoneId: 'market', name: '企业登记与许可', prefix: 'A', avgServiceMinutes: 12 },
      { id: 'project', zoneId: 'project', name: '投资建设', prefix: 'C', avgServiceMinutes: 15 },
      { id: 'social', zoneId: 'society', name: '民政与卫生', prefix: 'D', avgServiceMinutes: 8 },
      { id: 'police', zoneId: 'society', name: '户籍与居住证', prefix: 'E', avgServiceMinutes: 8 },
      { id: 'hrss', zoneId: 'society', name: '社保与就业', prefix: 'F', avgServiceMinutes: 10 },
      { id: 'real-estate', zoneId: 'society', name: '不动产登记', prefix: 'G', avgServiceMinutes: 15 },
    ],
    windows: [
      { id: 'w1', no: '1', name: '综合受理', stationId: 'counter-1', businessIds: ['market', 'project', 'social', 'police', 'hrss', 'real-estate'] },
      { id: 'w2', no: '2', name: '综合受理', stationId: 'counter-2', businessIds: ['market', 'project', 'social', 'police', 'hrss', 'real-estate'] },
    ],
    stations: STATIONS.map((station) => ({
      ...station,
      listen: { host: '127.0.0.1', port: port() },
      keyHash: crypto.sha256Hex(mustHave(keys.stations[station.id]).key),
      devices: Object.fromEntries(
        simulators
          .filter((simulator) => simulator.station === station.id)
          .map((simulator) => [
            simulator.kind,
            { address: addressOf(simulator), simulated: true, ...(simulator.bus === undefined ? {} : { options: { busAddress: simulator.bus.busAddress } }) },
          ]),
      ),
    })),
    staff: DEMO_STAFF.map(({ workNo, name }) => ({ workNo, name, pinHash: mustHave(keys.pinHashes[workNo]) })),
  };
}

/** The address under which a driver reaches the simulated device. */
export function addressOf({ kind, port }: SimulatedDevice): string {
  const place = `127.0.0.1:${port}`;
  switch (kind) {
    case 'documentPrinter':
      return `ipp://${place}/printers/a4`;
    case 'socialCardReader':
      return `pcsc+tcp://${place}`;
    case 'signaturePad':
      return `hid+tcp://${place}`;
    default:
      return `tcp://${place}`;
  }
}

function centreConfig(keys: Keys, port: number, crypto: CryptoPort): object {
  return {
    http: { host: '127.0.0.1', port },
    dataDir: 'centre',
    halls: [{ siteId: 'demo-hall', name: '示范政务服务大厅', keyHash: crypto.sha256Hex(keys.centre) }],
    workbench: { keyHash: crypto.sha256Hex(keys.workbench) },
  };
}

async function writeStation(dataDir: string, id: string, role: StationRole, keys: Keys): Promise<DemoHall['stations'][number]> {
  const file = join(dataDir, 'stations', `${id}.json`);
  await mkdir(join(dataDir, 'stations', id), { recursive: true });
  await writeJson(file, {
    hall: '../hall.json',
    station: id,
    data: id,
    ...mustHave(keys.stations[id]),
    ...(role === 'hub' ? { centreKey: keys.centre } : {}),
  });
  return { id, role, file };
}

function mustHave<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('keys.json of the demonstration hall is incomplete; delete its data folder to begin anew');
  return value;
}

/** Whole or not at all: a station that starts meanwhile never reads half a file. */
async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(`${path}.part`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.part`, path);
}
