import { BusinessId, DeviceId, StationId, TicketId, WindowId, WorkNo } from '../../../shared/basics/ids.ts';
import type { BusinessView, WindowView } from '../../../shared/contract/common.ts';
import type { ConsoleState, StationView } from '../../../shared/contract/console.ts';
import type { DeviceSnapshot } from '../../../shared/types/device.ts';
import { NOW, ulid } from './counter-fixtures.ts';

const MINUTE = 60_000;
const QUIET = { state: 'idle', backlog: 0, oldestSeconds: null, deadLetters: 0 } as const;
const GENERAL = BusinessId.parse('general');

function window(n: number, change: Partial<WindowView> = {}): WindowView {
  return {
    id: WindowId.parse(`w${n}`),
    no: String(n),
    name: '综合受理',
    businessIds: [GENERAL],
    state: 'SERVING',
    workNo: WorkNo.parse(`10${String(n).padStart(2, '0')}`),
    clerkName: '王五',
    pauseReason: null,
    ticketId: TicketId.parse(ulid(100 + n)),
    ticketNo: `A${100 + n}`,
    since: NOW - n * 3 * MINUTE,
    ...change,
  };
}

function free(n: number, state: WindowView['state'], change: Partial<WindowView> = {}): WindowView {
  return window(n, { state, ticketId: null, ticketNo: null, ...change });
}

function business(id: string, name: string, waiting: number, longestMinutes: number, change: Partial<BusinessView> = {}): BusinessView {
  return {
    id: BusinessId.parse(id),
    name,
    zoneName: '综合服务区',
    prefix: 'A',
    waiting,
    expectedMinutes: waiting * 4,
    longestMinutes,
    windowNos: ['1', '2'],
    open: true,
    closedReason: '',
    ...change,
  };
}

export function station(id: string, name: string, role: StationView['role'], change: Partial<StationView> = {}): StationView {
  return { id: StationId.parse(id), name, role, connected: true, lastSeenAt: NOW, sync: QUIET, ...change };
}

function deviceAt(stationId: string, kind: DeviceSnapshot['kind'], change: Partial<DeviceSnapshot> = {}): DeviceSnapshot {
  return {
    id: DeviceId.parse(`${stationId}/${kind}`),
    kind,
    address: 'tcp://127.0.0.1:9100',
    simulated: false,
    health: 'ready',
    state: 'ready',
    advice: '',
    since: NOW,
    lastGoodAt: NOW,
    counters: {},
    lastTest: null,
    ...change,
  };
}

/** A hall in which nothing needs a person. */
export function calmHall(change: Partial<ConsoleState> = {}): ConsoleState {
  return {
    hallName: '临江区政务服务大厅',
    hubOnline: true,
    centreOnline: true,
    windows: [
      window(10),
      ...[1, 2, 4, 5].map((n) => window(n)),
      free(3, 'OPEN'),
      window(6, { state: 'CALLING' }),
      free(7, 'PAUSED', { pauseReason: '短暂离开' }),
      free(8, 'CLOSED', { workNo: null, clerkName: null }),
      free(9, 'CLOSED', { workNo: null, clerkName: null }),
    ],
    businesses: [
      business('general', '综合受理', 6, 18),
      business('social', '社会保险', 2, 9),
      business('estate', '不动产登记', 0, 0, { open: false, closedReason: '今日停办' }),
      business('result', '统一出件', 0, 0),
    ],
    calls: [],
    stations: [
      station('kiosk-1', '自助机 1', 'kiosk'),
      station('counter-1', '1 号窗口终端', 'counter'),
      station('counter-2', '2 号窗口终端', 'counter'),
      station('display-1', '叫号大屏', 'display'),
    ],
    devices: [
      deviceAt('kiosk-1', 'idCardReader'),
      deviceAt('kiosk-1', 'ticketPrinter'),
      deviceAt('counter-1', 'idCardReader'),
      deviceAt('counter-1', 'callDisplay'),
      deviceAt('counter-1', 'evaluationPad'),
      deviceAt('counter-2', 'idCardReader'),
      deviceAt('counter-2', 'callDisplay'),
      deviceAt('counter-2', 'evaluationPad'),
    ],
    sync: QUIET,
    alarms: [],
    unproven: [],
    undecidedJobs: [],
    today: { issued: 143, waiting: 8, served: 121, averageWaitMinutes: 11.4 },
    serverTime: NOW,
    ...change,
  };
}

/** The same hall on a bad morning. */
export function troubledHall(): ConsoleState {
  const calm = calmHall();
  return {
    ...calm,
    centreOnline: false,
    sync: { state: 'offline', backlog: 312, oldestSeconds: 540, deadLetters: 0 },
    businesses: calm.businesses.map((listed, index) => (index === 0 ? { ...listed, waiting: 23, longestMinutes: 47 } : listed)),
    stations: calm.stations.map((listed) =>
      listed.id === 'counter-2' ? { ...listed, connected: false, lastSeenAt: NOW - 7 * MINUTE, sync: { ...QUIET, state: 'offline', backlog: 4, oldestSeconds: 420 } } : listed,
    ),
    devices: calm.devices.map((device) => {
      if (device.id === 'kiosk-1/ticketPrinter') return { ...device, health: 'fault', state: 'paper-end', advice: '打印纸用完了，请给自助机 1 换纸' };
      if (device.id === 'counter-1/evaluationPad') return { ...device, health: 'attention', advice: '评价器没有应答，请检查串口线', simulated: true };
      return device;
    }),
    alarms: [
      { id: 'a1', at: NOW - 9 * MINUTE, level: 'RED', text: '与中心的连接中断超过 5 分钟，记录暂存大厅' },
      { id: 'a2', at: NOW - 6 * MINUTE, level: 'RED', text: '自助机 1 的打印纸用完了，请换纸' },
      { id: 'a3', at: NOW - 2 * MINUTE, level: 'YELLOW', text: '综合受理最久等候 47 分钟，请增开窗口' },
    ],
    unproven: [
      { ticketId: TicketId.parse(ulid(144)), no: 'A144', failure: 'NOT_PRINTED', stationId: StationId.parse('kiosk-1'), takenAt: NOW - 6 * MINUTE },
      { ticketId: TicketId.parse(ulid(145)), no: 'A145', failure: 'UNKNOWN', stationId: StationId.parse('kiosk-1'), takenAt: NOW - 5 * MINUTE },
    ],
    undecidedJobs: [
      {
        stationId: StationId.parse('counter-1'),
        job: {
          id: ulid(160),
          kind: 'document-print',
          deviceId: 'counter-1/documentPrinter',
          reference: ulid(161),
          title: '受理通知书 受〔2026〕0017号',
          state: 'unknown',
          queuedAt: NOW - 4 * MINUTE,
          startedAt: NOW - 4 * MINUTE,
          endedAt: NOW - 3 * MINUTE,
          sentence: '做到一半时程序中断，不知道有没有做成，请到现场查看',
          settledBy: null,
        },
      },
    ],
  };
}
