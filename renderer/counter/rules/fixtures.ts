import { BusinessId, StationId, TicketId, WindowId, WorkNo } from '../../../shared/basics/ids.ts';
import type { CounterState } from '../../../shared/contract/counter.ts';
import type { WindowView } from '../../../shared/contract/common.ts';
import { ServiceItem } from '../../../shared/types/catalogue.ts';

/** Evidently fictitious pieces for the tests of the rules. */
export function windowView(change: Partial<WindowView> = {}): WindowView {
  return {
    id: WindowId.parse('w3'),
    no: '3',
    name: '综合受理',
    businessIds: [BusinessId.parse('general')],
    state: 'OPEN',
    workNo: WorkNo.parse('1001'),
    clerkName: '王五',
    pauseReason: null,
    ticketId: null,
    ticketNo: null,
    since: 0,
    ...change,
  };
}

export function current(change: Partial<NonNullable<CounterState['current']>> = {}): NonNullable<CounterState['current']> {
  return {
    id: TicketId.parse('01JD0000000000000000000012'),
    no: 'A012',
    businessId: BusinessId.parse('general'),
    businessName: '综合受理',
    kind: 'NORMAL',
    state: 'CALLED',
    offline: false,
    identified: true,
    takenAt: 0,
    windowNo: '3',
    callCount: 1,
    stationId: StationId.parse('kiosk-1'),
    calledAt: 0,
    servedFrom: null,
    ...change,
  };
}

export function item(change: Partial<ServiceItem> = {}): ServiceItem {
  return ServiceItem.parse({
    id: 'food-licence',
    version: 1,
    taskCode: '11440000000000000X4440100000001',
    name: '食品经营许可(新办)',
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
      { id: 'form', name: '食品经营许可申请书', required: true, originals: 1, copies: 0, spec: '', basis: '', acceptStandard: '' },
      { id: 'plan', name: '经营场所平面图', required: true, originals: 1, copies: 2, spec: '', basis: '', acceptStandard: '' },
      { id: 'proxy', name: '授权委托书', required: false, originals: 1, copies: 1, spec: '', basis: '', acceptStandard: '' },
    ],
    businessIds: ['general'],
    state: 'LIVE',
    ...change,
  });
}
