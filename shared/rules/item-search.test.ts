import { ItemId } from '../basics/ids.ts';
import { ServiceItem } from '../types/catalogue.ts';
import { findItems, unavailableReason } from './item-search.ts';

function item(id: string, name: string, plainName: string, change: Partial<ServiceItem> = {}): ServiceItem {
  return ServiceItem.parse({
    id,
    version: 1,
    taskCode: `11990101990000017E4990100100${String(name.length).padStart(3, '0')}`,
    name,
    plainName,
    departmentName: '市场监督管理局',
    zoneName: '市场准入',
    type: '01',
    reviewType: 'FORMAL',
    legalDays: 20,
    promisedDays: 0,
    acceptCondition: '',
    basis: '',
    materials: [{ id: 'form', name: '申请书', required: true, originals: 1, copies: 0, spec: '', basis: '', acceptStandard: '' }],
    businessIds: ['market'],
    state: 'LIVE',
    ...change,
  });
}

const ITEMS: readonly ServiceItem[] = [
  item('shopfront', '门头装修备案', '招牌装修', { taskCode: null }),
  item('company', '公司设立登记', '开公司、办营业执照'),
  item('food', '食品经营许可（新办）', '开饭店、卖食品要办的证'),
  item('individual', '个体工商户设立登记', '办个体户营业执照'),
  item('fireworks', '烟花爆竹经营许可', '卖烟花', { state: 'SUSPENDED' }),
  item('food-production', '食品生产许可', '开食品厂', { taskCode: '11990101990000017E4990100199999' }),
];

function ids(query: string): string[] {
  return findItems(ITEMS, query).map(({ item: found }) => found.id);
}

test.each([
  ['公司设立登记', ['company']],
  ['食品', ['food', 'food-production']],
  // The name before what people call it; in the middle of the name last.
  ['登记', ['company', 'individual']],
  ['营业执照', ['company', 'individual']],
  ['yyzz', ['company', 'individual']],
  ['YYZZ', ['company', 'individual']],
  ['spjy', ['food']],
  ['shipin', ['food', 'food-production']],
  ['gsslgj', []],
  ['gssldj', ['company']],
  ['yingyezhizhao', ['company', 'individual']],
  // An unavailable item comes after every available one, however well it fits.
  ['许可', ['food', 'food-production', 'fireworks']],
  ['烟花', ['fireworks']],
  ['zhuangxiu', ['shopfront']],
  ['11990101990000017E4990100199999', ['food-production']],
  ['11990101990000017e49901001', ['company', 'food', 'individual', 'food-production', 'fireworks']],
  ['食品 生产', ['food-production']],
  ['食品 登记', []],
  ['没有这个', []],
  ['   ', ['company', 'food', 'individual', 'food-production', 'shopfront', 'fireworks']],
])('%j finds %j', (query, expected) => {
  expect(ids(query)).toEqual(expected);
});

test.each([
  ['LIVE', '1199', null],
  ['LIVE', null, '没有实施编码，未纳入目录的事项不得办理'],
  ['DRAFT', '1199', '尚未发布，暂不能办理'],
  ['APPROVED', '1199', '尚未发布，暂不能办理'],
  ['SUSPENDED', '1199', '已暂停办理，恢复时间请咨询主管部门'],
  ['SUSPENDED', null, '已暂停办理，恢复时间请咨询主管部门'],
  ['CANCELLED', '1199', '已取消，不再办理'],
] as const)('state %s with code %s: %s', (state, taskCode, reason) => {
  expect(unavailableReason(item(ItemId.parse('x'), '甲', '乙', { state, taskCode }))).toBe(reason);
});
