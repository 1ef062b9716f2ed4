import { BusinessId, CaseId, DeviceId, DocumentId, StationId, TicketId, WindowId, WorkNo } from '../../../shared/basics/ids.ts';
import type { CounterIdentity, CounterState } from '../../../shared/contract/counter.ts';
import type { BusinessView, CaseView, TicketView } from '../../../shared/contract/common.ts';
import { MaterialDef, ServiceItem } from '../../../shared/types/catalogue.ts';
import type { DeviceSnapshot } from '../../../shared/types/device.ts';

/** 2026年3月5日(周四) 14:30 in China. */
export const NOW = Date.UTC(2026, 2, 5, 6, 30);
const MINUTE = 60_000;

export function ulid(n: number): string {
  return `01JD${String(n).padStart(22, '0')}`;
}

const BUSINESS = { id: 'general', name: '综合受理' };

export function ticket(n: number, change: Partial<TicketView> = {}): TicketView {
  return {
    id: TicketId.parse(ulid(n)),
    no: `A${String(n).padStart(3, '0')}`,
    businessId: BusinessId.parse(BUSINESS.id),
    businessName: BUSINESS.name,
    kind: 'NORMAL',
    state: 'WAITING',
    offline: false,
    identified: true,
    takenAt: NOW - (40 - Math.min(n, 39)) * MINUTE,
    windowNo: null,
    callCount: 0,
    stationId: StationId.parse('kiosk-1'),
    ...change,
  };
}

function business(id: string, name: string, waiting: number, change: Partial<BusinessView> = {}): BusinessView {
  return {
    id: BusinessId.parse(id),
    name,
    zoneName: '综合服务区',
    prefix: 'A',
    waiting,
    expectedMinutes: waiting * 4,
    longestMinutes: waiting * 3,
    windowNos: ['3', '4'],
    open: true,
    closedReason: '',
    ...change,
  };
}

function device(kind: DeviceSnapshot['kind'], change: Partial<DeviceSnapshot> = {}): DeviceSnapshot {
  return {
    id: DeviceId.parse(`counter-3/${kind}`),
    kind,
    address: 'tcp://127.0.0.1:9100',
    simulated: false,
    health: 'ready',
    state: 'ready',
    advice: '',
    since: NOW - 3 * 3_600_000,
    lastGoodAt: NOW,
    counters: {},
    lastTest: null,
    ...change,
  };
}

export const IDENTITY: CounterIdentity = {
  comparison: 'SAME',
  certType: 'RESIDENT_ID',
  name: '李四',
  certNoMasked: '1****************X',
  source: 'CARD',
  photo: null,
  warnings: [],
};

function material(id: string, name: string, change: Partial<MaterialDef> = {}): MaterialDef {
  return MaterialDef.parse({ id, name, required: true, originals: 1, copies: 0, spec: '', basis: '', acceptStandard: '', ...change });
}

function item(id: string, name: string, change: Partial<ServiceItem> = {}): ServiceItem {
  return ServiceItem.parse({
    id,
    version: 1,
    taskCode: '12441500196720244T3442199806003',
    name,
    plainName: '开餐馆、卖食品要办的证',
    departmentName: '市场监督管理局',
    zoneName: '市场准入',
    type: '01',
    reviewType: 'SUBSTANTIVE',
    legalDays: 20,
    promisedDays: 8,
    acceptCondition: '',
    basis: '',
    materials: [
      material('form', '食品经营许可申请书', { spec: '本人签名或加盖公章' }),
      material('licence', '营业执照', { originals: 1, copies: 1, spec: '核原件，收复印件' }),
      material('plan', '与食品经营相适应的主要设备设施布局、操作流程等经营场所平面图', { originals: 1, copies: 2, spec: 'A4 或 A3 纸，标明比例与尺寸' }),
      material('rules', '食品安全规章制度清单', { originals: 0, copies: 1 }),
      material('proxy', '授权委托书', { required: false, originals: 1, copies: 1, spec: '委托他人办理时提供' }),
    ],
    businessIds: [BUSINESS.id],
    state: 'LIVE',
    ...change,
  });
}

/** Initials beside each item, as the service's pinyin search would know them. */
export const CATALOGUE: readonly { initials: string; item: ServiceItem; unavailable: string | null }[] = [
  { initials: 'spjyxk', item: item('food-licence', '食品经营许可（新办）'), unavailable: null },
  {
    initials: 'gtgshdj',
    item: item('sole-trader', '个体工商户设立登记', { promisedDays: 0, reviewType: 'FORMAL', plainName: '个人开店办营业执照' }),
    unavailable: null,
  },
  {
    initials: 'wpcszl',
    item: item('shop-sign', '门店招牌设置备案', { taskCode: null, departmentName: '城市管理局', plainName: '店面挂招牌' }),
    unavailable: '没有实施编码，不能办理。请告知群众该事项尚未纳入目录',
  },
  {
    initials: 'ylqxjy',
    item: item('device-trade', '第二类医疗器械经营备案', { state: 'SUSPENDED', plainName: '卖血压计等器械' }),
    unavailable: '事项已暂停办理，恢复时间请咨询市场监督管理局',
  },
];

export function caseView(n: number, change: Partial<CaseView> = {}): CaseView {
  return {
    id: CaseId.parse(ulid(9000 + n)),
    localNo: `C3-20260305-${String(n).padStart(4, '0')}`,
    caseNo: `12441500196720244T344219980600320260305${String(n).padStart(4, '0')}`,
    stage: 'ACCEPTED',
    itemName: '食品经营许可（新办）',
    applicantMasked: '李*',
    receivedAt: NOW - n * 11 * MINUTE,
    promisedDueOn: '2026-03-17',
    dueProvisional: false,
    queryPin: '482913',
    documents: [{ id: DocumentId.parse(ulid(8000 + n)), kind: 'ACCEPT', no: `受字〔2026〕第${String(n).padStart(4, '0')}号`, pages: 1 }],
    ...change,
  };
}

/** The counter as it is in the morning: logged in, window open, people wait. */
export function counterState(change: Partial<CounterState> = {}): CounterState {
  return {
    hallName: '临江区政务服务大厅',
    stationName: '3 号窗口终端',
    window: {
      id: WindowId.parse('w3'),
      no: '3',
      name: '综合受理',
      businessIds: [BusinessId.parse(BUSINESS.id)],
      state: 'OPEN',
      workNo: WorkNo.parse('1001'),
      clerkName: '王五',
      pauseReason: null,
      ticketId: null,
      ticketNo: null,
      since: NOW - 20 * MINUTE,
    },
    clerk: { workNo: WorkNo.parse('1001'), name: '王五' },
    hubOnline: true,
    current: null,
    identity: null,
    readerSentence: '',
    waiting: [13, 14, 15, 16].map((n) => ticket(n)),
    waitingTotal: 4,
    held: [ticket(5, { state: 'HELD' })],
    missed: [ticket(8, { state: 'MISSED', callCount: 3 })],
    businesses: [
      business(BUSINESS.id, BUSINESS.name, 4),
      business('social', '社会保险', 2),
      business('estate', '不动产登记', 0, { open: false, closedReason: '今日停办' }),
    ],
    draft: null,
    lookup: null,
    cases: [],
    rating: 'NONE',
    signature: null,
    prints: null,
    documentCamera: null,
    callerNotice: null,
    devices: [device('idCardReader'), device('callDisplay'), device('evaluationPad'), device('voice')],
    sync: { state: 'idle', backlog: 0, oldestSeconds: null, deadLetters: 0 },
    serverTime: NOW,
    ...change,
  };
}
