import { EventId, NodeId } from '../basics/ids.ts';
import { Hlc } from '../basics/hlc.ts';
import { canonicalText, FIRST_PREV_HASH } from './chain.ts';
import type { UnhashedRecord } from './chain.ts';

const record: UnhashedRecord = {
  nodeId: NodeId.parse('01JD0000000000000000000000'),
  epoch: 1,
  seq: 23,
  id: EventId.parse('01JD0000000000000000000001'),
  hlc: Hlc.parse('1795395600000-00000'),
  stream: 'ticket:X',
  type: 'ticket.taken',
  version: 1,
  payload: '{"a":1}',
  actor: { kind: 'CITIZEN', id: 'kiosk-1' },
  prevHash: FIRST_PREV_HASH,
};

test('the text of a record is fixed: changing it breaks every chain in the field', () => {
  expect(canonicalText(record)).toBe(
    '26:01JD0000000000000000000000,1:1,2:23,26:01JD0000000000000000000001,19:1795395600000-00000,8:ticket:X,' +
      `12:ticket.taken,1:1,7:CITIZEN,7:kiosk-1,64:${FIRST_PREV_HASH},7:{"a":1},`,
  );
});

test.each<[string, Partial<UnhashedRecord>, Partial<UnhashedRecord>]>([
  ['epoch and seq', { epoch: 12, seq: 3 }, { epoch: 1, seq: 23 }],
  ['stream and type', { stream: 'a', type: 'bc' }, { stream: 'ab', type: 'c' }],
  ['separators inside fields', { stream: 'a,1:b', type: 'c' }, { stream: 'a', type: '1:b,c' }],
])('nothing can be moved between %s', (_name, one, other) => {
  expect(canonicalText({ ...record, ...one })).not.toBe(canonicalText({ ...record, ...other }));
});
