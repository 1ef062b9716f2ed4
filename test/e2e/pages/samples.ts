import { BusinessId, CallId, TicketId, WindowId } from '../../../shared/basics/ids.ts';
import type { BusinessView, CallView } from '../../../shared/contract/common.ts';
import type { DisplayState } from '../../../shared/contract/display.ts';
import type { KioskState, KioskTicket } from '../../../shared/contract/kiosk.ts';
import type { PadState } from '../../../shared/contract/pad.ts';
import { ServiceItem } from '../../../shared/types/catalogue.ts';
import { TicketNo } from '../../../shared/types/ticket.ts';

/** 2026年3月5日(周四) 14:30 in China. */
export const AFTERNOON = Date.parse('2026-03-05T06:30:00Z');

export const HALL_NAME = '示范市政务服务大厅';
export const LONG_HALL_NAME = '示范自治州示范市高新技术产业开发区综合政务服务大厅';

const ULID_START = '01ARZ3NDEKTSV4RRFFQ69G5';

/** A ULID that ends in the number. */
function sampleUlid(serial: number): string {
  return ULID_START + String(serial).padStart(3, '0');
}

const BUSINESSES: readonly (readonly [string, string, string, number, number])[] = [
  ['社会保险', '社保医保区', 'A', 12, 36],
  ['医疗保险', '社保医保区', 'A', 0, 0],
  ['企业开办', '企业服务区', 'C', 3, 15],
  ['不动产登记', '不动产区', 'D', 128, 240],
  ['户籍与居住证', '公安区', 'E', 7, 20],
  ['出入境', '公安区', 'E', 5, 15],
  ['工程建设项目审批', '工程建设区', 'F', 1, 10],
  ['税务', '税务区', 'G', 4, 12],
  ['公积金', '公积金区', 'H', 9, 30],
  ['残疾人两项补贴资格认定申请（含重度残疾人护理补贴）', '民政区', 'J', 2, 18],
];

export function sampleBusinesses(howMany: number): BusinessView[] {
  return Array.from({ length: howMany }, (_, at) => {
    const [name, zoneName, prefix, waiting, expectedMinutes] = BUSINESSES[at % BUSINESSES.length] ?? ['', '', 'A', 0, 0];
    const round = Math.floor(at / BUSINESSES.length);
    const open = at !== 5;
    return {
      id: BusinessId.parse(`business-${at}`),
      name: round === 0 ? name : `${name}${round + 1}`,
      zoneName: round === 0 ? zoneName : `${zoneName}${round + 1}`,
      prefix,
      waiting,
      expectedMinutes,
      longestMinutes: 0,
      windowNos: ['3', '4', '5'],
      open,
      closedReason: open ? '' : '今日号码已取完，请明天上午再来',
    };
  });
}

export function sampleCalls(...calls: readonly (readonly [no: string, windowNo: string, nth?: number])[]): CallView[] {
  return calls.map(([no, windowNo, nth = 1], at) => {
    const serial = Number(no.slice(1)) % 1000;
    return {
      callId: CallId.parse(sampleUlid((serial + nth * 100) % 1000)),
      ticketId: TicketId.parse(sampleUlid(serial)),
      no: TicketNo.parse(no),
      windowId: WindowId.parse(`w${windowNo}`),
      windowNo,
      nth,
      at: AFTERNOON - at * 60_000,
    };
  });
}

export function sampleDisplay(change: Partial<DisplayState> = {}): DisplayState {
  return {
    hallName: HALL_NAME,
    hubOnline: true,
    calls: sampleCalls(['A012', '3'], ['C008', '11'], ['D135', '7', 2], ['A011', '5'], ['E071', '12'], ['A010', '3'], ['A009', '4']),
    businesses: sampleBusinesses(7),
    windows: [],
    missed: ['A003', 'D118', 'C005'],
    notices: ['今日17:30停止取号，已取号的群众会全部办完'],
    serverTime: AFTERNOON,
    ...change,
  };
}

export function samplePad(change: Partial<PadState> = {}): PadState {
  return {
    hallName: HALL_NAME,
    windowNo: '3',
    windowName: '综合受理',
    clerk: { workNo: '1024', name: '李四' },
    invitation: null,
    signing: null,
    thanks: false,
    serverTime: AFTERNOON,
    ...change,
  };
}

export function sampleInvitation(itemNames: string[]): NonNullable<PadState['invitation']> {
  return { invitationId: 'I1', ticketNo: 'A012', itemNames, endsAt: AFTERNOON + 30_000 };
}

export function sampleTicket(change: Partial<KioskTicket> = {}): KioskTicket {
  return {
    ticketId: TicketId.parse(sampleUlid(12)),
    no: TicketNo.parse('A012'),
    businessName: '社会保险',
    ahead: 12,
    expectedMinutes: 36,
    windowNos: ['3', '4', '5'],
    offline: false,
    ...change,
  };
}

export function sampleKiosk(change: Partial<KioskState> = {}): KioskState {
  return {
    hallName: HALL_NAME,
    stationName: '1号自助机',
    hubOnline: true,
    businesses: sampleBusinesses(8),
    printer: { ready: true, sentence: '' },
    reader: { ready: true, sentence: '' },
    socialCards: false,
    simulated: true,
    scanned: null,
    session: { step: 'idle' },
    sessionEndsAt: null,
    serverTime: AFTERNOON,
    ...change,
  };
}

const MATERIALS: readonly (readonly [string, number, number, boolean])[] = [
  ['居民身份证', 1, 1, true],
  ['居住证明（房屋租赁合同、房屋产权证明或者用人单位出具的住宿证明）', 1, 1, true],
  ['近期一寸白底免冠照片', 2, 0, true],
  ['劳动合同', 0, 1, false],
  ['社会保险参保缴费凭证', 0, 1, true],
  ['授权委托书', 1, 0, false],
  ['受托人身份证', 1, 1, false],
  ['学籍证明', 1, 0, false],
];

export function sampleItem(id: string, name: string, materials: number): ServiceItem {
  return ServiceItem.parse({
    id,
    version: 1,
    taskCode: '11100000MB0000001Y4000101001001',
    name,
    plainName: name,
    departmentName: '示范市公安局',
    zoneName: '公安区',
    type: '07',
    reviewType: 'SUBSTANTIVE',
    legalDays: 20,
    promisedDays: 5,
    acceptCondition: '在本市居住半年以上，有合法稳定就业、合法稳定住所或者连续就读',
    basis: '居住证暂行条例',
    materials: MATERIALS.slice(0, materials).map(([materialName, originals, copies, required], at) => ({
      id: `m${at}`, name: materialName, required, originals, copies, spec: '', basis: '', acceptStandard: '',
    })),
    businessIds: ['business-4'],
    state: 'LIVE',
  });
}
