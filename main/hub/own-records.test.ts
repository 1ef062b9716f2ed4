import { NodeId, StationId } from '../../shared/basics/ids.ts';
import type { SyncHello } from '../../shared/sync/wire.ts';
import { createOwnRecords } from './own-records.ts';

const KIOSK = StationId.parse('kiosk-1');
const OWN = NodeId.parse('01JD0000000000000000000001');
const FOREIGN = NodeId.parse('01JD0000000000000000000002');

function greeting(nodeId: NodeId): SyncHello {
  return { protocol: 1, nodeId, epoch: 1, software: 'test' };
}

test.each([
  ['its own records', [{ nodeId: OWN }, { nodeId: OWN }], true],
  ['one of another database among its own', [{ nodeId: OWN }, { nodeId: FOREIGN }], false],
  ['things that are no records at all', [7, null, 'x', {}], true],
])('after its greeting a station may push %s: %#', (_what, records, expected) => {
  const own = createOwnRecords();
  own.greeted(KIOSK, greeting(OWN));
  expect(own.areOwn(KIOSK, { records })).toBe(expected);
});

test('before its greeting a station may push nothing', () => {
  expect(createOwnRecords().areOwn(KIOSK, { records: [{ nodeId: OWN }] })).toBe(false);
});

test('after a new database the station speaks for that one only', () => {
  const own = createOwnRecords();
  own.greeted(KIOSK, greeting(FOREIGN));
  own.greeted(KIOSK, greeting(OWN));
  expect(own.areOwn(KIOSK, { records: [{ nodeId: FOREIGN }] })).toBe(false);
});
