import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { freePorts } from '../../main/app/demo/free-ports.ts';
import { createNodeCrypto } from '../../main/crypto/crypto-port.ts';
import { DeviceKind } from '../../shared/types/device.ts';
import { Hall, type StationConfig } from '../../shared/types/hall.ts';

export const BENCH_PIN = '135790';
/** The real cost of a PIN is felt at log-in, which is not what is measured. */
const PIN_COST_LOG2 = 12;

type Role = StationConfig['role'];

export interface BenchStation {
  readonly id: string;
  readonly role: Role;
  /** Its station.json. */
  readonly file: string;
  readonly key: string;
  readonly port: number;
}

export interface BenchHall {
  /** `ws://…`: where its stations reach the hub. */
  readonly hubUrl: string;
  readonly stations: readonly BenchStation[];
  of(role: Role): BenchStation[];
  discard(): void;
}

/** What stands in the hall; `device` gives the TCP port of a station's simulated device, null where it has none. */
export interface BenchHallPlan {
  readonly kiosks: number;
  readonly counters: number;
  readonly displays: number;
  device(station: string, role: Role, kind: DeviceKind): Promise<number | null>;
}

/** Writes the files of a hall without a centre: one business, one window and one clerk a counter. */
export async function writeBenchHall(plan: BenchHallPlan): Promise<BenchHall> {
  const folder = mkdtempSync(join(tmpdir(), 'yichuang-bench-hall-'));
  const crypto = createNodeCrypto({ pinCostLog2: PIN_COST_LOG2 });
  const named = (role: Role, count: number): { id: string; role: Role }[] =>
    Array.from({ length: count }, (_, n) => ({ id: `${role}-${n + 1}`, role }));
  const wanted = [
    { id: 'hub', role: 'hub' as const },
    ...named('kiosk', plan.kiosks),
    ...named('counter', plan.counters),
    ...named('display', plan.displays),
    ...named('console', 1),
  ];
  const ports = await freePorts(wanted.length);
  const stations = wanted.map(({ id, role }, n) => ({
    id,
    role,
    key: `bench-key-of-${id}-0000`,
    port: ports[n] ?? 0,
    file: join(folder, `${id}.json`),
  }));
  const configs = await Promise.all(
    stations.map(async ({ id, role, key, port }) => ({
      id,
      name: id,
      role,
      listen: { host: '127.0.0.1', port },
      keyHash: crypto.sha256Hex(key),
      devices: await devicesOf(plan, id, role),
    })),
  );
  const pinHash = await crypto.hashPin(BENCH_PIN);
  writeFileSync(join(folder, 'hall.json'), JSON.stringify(Hall.parse(hallOf(plan, configs, pinHash))));
  for (const { id, file, key } of stations) {
    mkdirSync(join(folder, id));
    writeFileSync(file, JSON.stringify({ hall: 'hall.json', station: id, key, data: id, pageKey: `bench-page-of-${id}-0000` }));
  }
  return {
    hubUrl: `ws://127.0.0.1:${ports[0]}/hub`,
    stations,
    of: (role) => stations.filter((station) => station.role === role),
    discard: () => rmSync(folder, { recursive: true }),
  };
}

async function devicesOf(plan: BenchHallPlan, id: string, role: Role): Promise<Record<string, object>> {
  const devices: Record<string, object> = {};
  for (const kind of DeviceKind.options) {
    const port = await plan.device(id, role, kind);
    if (port !== null) devices[kind] = { address: `tcp://127.0.0.1:${port}`, simulated: true };
  }
  return devices;
}

function hallOf(plan: BenchHallPlan, stations: z.input<typeof Hall>['stations'], pinHash: string): z.input<typeof Hall> {
  const numbers = Array.from({ length: plan.counters }, (_, n) => n + 1);
  return {
    hall: { siteId: 'bench', name: '测速大厅', siteCode: '990102', supervisionPhone: '', consultPhone: '', address: '', notices: [] },
    centre: null,
    zones: [{ id: 'zone', name: '综合区' }],
    businesses: [{ id: 'market', zoneId: 'zone', name: '企业登记', prefix: 'A', avgServiceMinutes: 10 }],
    windows: numbers.map((n) => ({ id: `w${n}`, no: String(n), name: '综合受理', stationId: `counter-${n}`, businessIds: ['market'] })),
    stations: [...stations],
    staff: numbers.map((n) => ({ workNo: String(2000 + n), name: '测速员', pinHash })),
  };
}
