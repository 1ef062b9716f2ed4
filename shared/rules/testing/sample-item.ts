import type { z } from 'zod';
import { ServiceItem } from '../../types/catalogue.ts';

export function sampleMaterial(id: string, required = true): z.input<typeof ServiceItem>['materials'][number] {
  return { id, name: `材料${id}`, required, originals: 1, copies: 0, spec: '', basis: '', acceptStandard: '齐全' };
}

/** An item that checkItem has nothing against; only what the first version of the catalogue had is given. */
export function sampleItem(change: Partial<z.input<typeof ServiceItem>> = {}): ServiceItem {
  return ServiceItem.parse({
    id: 'food-licence',
    version: 1,
    taskCode: '11990101990000017G4990100100003',
    name: '食品经营许可（新办）',
    plainName: '开饭店、卖食品要办的证',
    departmentName: '市场监督管理局',
    zoneName: '市场准入',
    type: '01',
    reviewType: 'SUBSTANTIVE',
    legalDays: 20,
    promisedDays: 5,
    acceptCondition: '',
    basis: '',
    materials: [sampleMaterial('form'), sampleMaterial('plan'), sampleMaterial('proxy', false)],
    businessIds: ['market'],
    state: 'LIVE',
    ...change,
  });
}
