import { createNodeCrypto } from '../../main/crypto/crypto-port.ts';
import { Hall } from '../../shared/types/hall.ts';

export const PIN = '246810';
export const CLERKS = [
  { workNo: '1001', name: '王一' },
  { workNo: '1002', name: '王二' },
] as const;

const pinHash = createNodeCrypto({ pinCostLog2: 4 }).hashPin(PIN);
/** Tests put their own devices in; nothing is ever connected to. */
const NO_LINE = { address: 'tcp://127.0.0.1:1', simulated: true };
const NOWHERE = { listen: { host: '127.0.0.1', port: 0 }, keyHash: '0'.repeat(64) };

function several<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i + 1));
}

export interface HallSize {
  readonly kiosks: number;
  readonly counters: number;
  /** Epoch ms at which the hall's clock begins; Monday 09:00 unless told. */
  readonly startAt?: number;
  /** Milliseconds by which a station's clock is ahead of the others. */
  readonly skewMs?: Readonly<Record<string, number>>;
  /** Changes to the rules and businesses of the hall. */
  readonly queue?: Partial<Hall['queue']>;
  readonly general?: Partial<Hall['businesses'][number]>;
}

/** A small hall: businesses A (general) and C (tax) at every window, D (late) open from 14:00 only. */
export async function testHall({ kiosks, counters, queue = {}, general = {} }: HallSize): Promise<Hall> {
  const hash = await pinHash;
  return Hall.parse({
    hall: {
      siteId: 'test-hall',
      name: '测试大厅',
      siteCode: '990101',
      supervisionPhone: '0990-0000001',
      consultPhone: '0990-0000002',
      address: '示范市示范区政务大街1号',
    },
    centre: null,
    zones: [{ id: 'main', name: '综合区' }],
    businesses: [
      { id: 'general', zoneId: 'main', name: '综合业务', prefix: 'A', avgServiceMinutes: 10, ...general },
      { id: 'tax', zoneId: 'main', name: '税务业务', prefix: 'C', avgServiceMinutes: 5 },
      { id: 'late', zoneId: 'main', name: '下午业务', prefix: 'D', avgServiceMinutes: 5, openHours: [{ from: '14:00', to: '17:00' }] },
    ],
    windows: several(counters, (n) => ({
      id: `w${n}`,
      no: String(n),
      name: '综合受理',
      stationId: `counter-${n}`,
      businessIds: ['general', 'tax', 'late'],
    })),
    stations: [
      { id: 'hub', name: '中枢', role: 'hub', ...NOWHERE },
      ...several(kiosks, (n) => ({ id: `kiosk-${n}`, name: `自助机${n}`, role: 'kiosk', ...NOWHERE, devices: { idCardReader: NO_LINE, ticketPrinter: NO_LINE } })),
      ...several(counters, (n) => ({ id: `counter-${n}`, name: `${n}号窗口`, role: 'counter', ...NOWHERE })),
      { id: 'display-1', name: '叫号屏', role: 'display', ...NOWHERE },
      { id: 'console-1', name: '管理台', role: 'console', ...NOWHERE },
    ],
    staff: CLERKS.map((clerk) => ({ ...clerk, pinHash: hash })),
    queue,
  });
}
