import { Hlc } from '../shared/basics/hlc.ts';
import { TicketId } from '../shared/basics/ids.ts';
import { CentralCaseDetail } from '../shared/contract/central.ts';
import { SyncReply, type EventRecord } from '../shared/sync/wire.ts';
import { HALL_KEY, OTHER_HALL_KEY, startTestCentral, WORKBENCH_KEY, type CentralUnderTest } from '../test/helpers/central.ts';
import { RecordChain, sealed } from '../test/helpers/record-chain.ts';

let centre: CentralUnderTest;
beforeAll(async () => {
  centre = await startTestCentral();
}, 60_000);
afterAll(() => centre.close());

async function push(records: readonly unknown[], key = HALL_KEY): Promise<string[]> {
  const { json } = await centre.ask('/sync/push', { key, body: { records } });
  return SyncReply.parse(json).verdicts.map(({ verdict }) => verdict);
}

async function storedSeqs(chain: RecordChain): Promise<unknown[]> {
  return centre.query('select seq::int from event where node_id = $1 order by seq', [chain.nodeId]);
}

test('a visit is stored once, however often it is sent, and can be read with its trail', async () => {
  const chain = new RecordChain();
  const records = chain.visit();
  expect(await push(records)).toEqual(Array(9).fill('STORED'));
  expect(await push(records)).toEqual(Array(9).fill('DUPLICATE'));
  expect(await storedSeqs(chain)).toHaveLength(9);

  const caseId = records[4]?.stream.slice('case:'.length);
  const { json } = await centre.ask(`/cases/${caseId}`, { key: WORKBENCH_KEY });
  const detail = CentralCaseDetail.parse(json);
  expect(detail.row).toMatchObject({ siteId: 'hall-a', stage: 'ACCEPTED', applicantMasked: '李*', ratingLevel: 1, ticketNo: 'A001' });
  expect(detail.ticket).toMatchObject({ state: 'DONE', callCount: 1, copies: 1 });
  expect(detail.caseFile.documents).toHaveLength(1);
  expect(detail.trail.map(({ text }) => text)).toEqual([
    '取号 A001，前面等候 0 人',
    '号票已打印',
    '1 号窗口叫号',
    '1 号窗口开始办理，工号 1001',
    '收件“食品经营许可”，收件编号 LOCAL-20261123-0001，工号 1001',
    '予以受理，办件编号 370000261123000001，承诺 2026-11-30 前办结',
    '出具受理通知书 受〔2026〕0001号',
    '1 号窗口办理结束，共 1 件',
    '评价：非常满意',
  ]);
  expect(JSON.stringify(json)).not.toMatch(/李四|11010519491231002X|048213/);
});

test.each([
  ['payload changed after hashing', (r: EventRecord) => ({ ...r, payload: r.payload.replace('1001', '1002') }), 'DEAD'],
  ['hash of something else', (r: EventRecord) => ({ ...r, hash: 'c'.repeat(64) }), 'DEAD'],
  ['unknown field', (r: EventRecord) => ({ ...r, extra: 1 }), 'DEAD'],
  ['payload not of its schema', (r: EventRecord) => sealed({ ...r, payload: '{"ticketId":1}' }), 'DEAD'],
  ['payload not JSON', (r: EventRecord) => sealed({ ...r, payload: '{' }), 'DEAD'],
  ['stream of another entity', (r: EventRecord) => sealed({ ...r, stream: 'ticket:other' }), 'DEAD'],
  ['does not continue the chain', (r: EventRecord) => sealed({ ...r, prevHash: 'd'.repeat(64) }), 'DEAD'],
  ['NUL where PostgreSQL has none', (r: EventRecord) => sealed({ ...r, type: 'x\0y', stream: 'x:\0' }), 'DEAD'],
  ['type of a newer hall', (r: EventRecord) => sealed({ ...r, type: 'locker.opened', stream: 'locker:1' }), 'PARKED'],
  ['newer version of a known type', (r: EventRecord) => sealed({ ...r, version: 9 }), 'PARKED'],
])('%s', async (_name, change, verdict) => {
  const chain = new RecordChain();
  const first = chain.append(chain.events.taken());
  const honest = chain.append(chain.events.opened());
  const third = chain.append(chain.events.taken());
  const strange = change(honest);
  // Whatever became of the second, what follows it in its own chain is not held up.
  const next = sealed({ ...third, prevHash: strange.hash });
  expect(await push([first, strange, next])).toEqual(['STORED', verdict, 'STORED']);
  expect(await push([strange])).toEqual([verdict === 'DEAD' ? 'DEAD' : 'DUPLICATE']);
});

test('a record before its predecessor is a gap and is taken after it', async () => {
  const chain = new RecordChain();
  const [first, second, third] = chain.visit();
  expect(await push([first, third])).toEqual(['STORED', 'GAP']);
  expect(await push([second, third])).toEqual(['STORED', 'STORED']);
});

test('another record at a place that is taken, and an id that is taken, are refused', async () => {
  const chain = new RecordChain();
  const [first, second] = chain.visit();
  if (first === undefined || second === undefined) throw new Error('a visit has records');
  await push([first]);
  expect(await push([sealed({ ...first, version: 2 })])).toEqual(['DEAD']);
  const thief = sealed({ ...second, id: first.id });
  const follower = chain.append(chain.events.opened(), { seq: 3, prevHash: thief.hash });
  expect(await push([thief, follower])).toEqual(['DEAD', 'STORED']);
});

test('a node belongs to the hall that brought it first', async () => {
  const chain = new RecordChain();
  const [first, second] = chain.visit();
  await push([first]);
  expect(await push([second], OTHER_HALL_KEY)).toEqual(['DEAD']);
  expect(await push([second])).toEqual(['STORED']);
});

test('a fifth of garbage between: every good neighbour lands, every bad one is shown to a person', async () => {
  const garbage = [null, 7, 'text', [], {}, { nodeId: 'x' }, { records: [] }, { seq: -1 }, '\u0000', '\ud800', { a: '\u0000' }];
  const chain = new RecordChain();
  const good = Array.from({ length: 44 }, () => chain.visit()).flat();
  const before = await centre.query('select count(*)::int as n from dead_letter');
  const batch = good.flatMap((record, index) => (index % 4 === 0 ? [{ bad: garbage[index % garbage.length], index }, record] : [record]));
  const verdicts = await push(batch);
  expect(verdicts.filter((verdict) => verdict === 'STORED')).toHaveLength(good.length);
  expect(verdicts.filter((verdict) => verdict === 'DEAD')).toHaveLength(99);
  const after = await centre.query('select count(*)::int as n from dead_letter');
  expect(after).toEqual([{ n: Number(Object.values(before[0] ?? {})[0]) + 99 }]);
  expect(await push(garbage)).toEqual(garbage.map(() => 'DEAD'));
});

test('two connections that push the same records at once store each once', async () => {
  const chain = new RecordChain();
  const records = Array.from({ length: 50 }, () => chain.visit()).flat();
  const [left, right] = await Promise.all([push(records), push(records)]);
  const pairs = left.map((verdict, index) => [verdict, right[index]].sort().join());
  expect(new Set(pairs)).toEqual(new Set(['DUPLICATE,STORED']));
  expect(await storedSeqs(chain)).toHaveLength(450);
  const positions = await centre.query('select max(position)::int - count(*)::int as holes from event');
  expect(positions).toEqual([{ holes: 0 }]);
});

test('events of one ticket from two nodes give the same ticket in any order of arrival', async () => {
  const hub = new RecordChain();
  const kiosk = new RecordChain();
  const taken = hub.append(hub.events.taken(), { hlc: Hlc.parse('1795395600000-00001') });
  const ticketId = TicketId.parse(taken.stream.slice('ticket:'.length));
  const printed = kiosk.append(kiosk.events.printed(ticketId), { hlc: Hlc.parse('1795395600000-00002') });
  const called = hub.append(hub.events.called(ticketId), { hlc: Hlc.parse('1795395600000-00003') });
  expect(await push([printed])).toEqual(['STORED']);
  expect(await push([taken, called])).toEqual(['STORED', 'STORED']);
  expect(await centre.query('select state, body::json ->> \'copies\' as copies from ticket where id = $1', [ticketId])).toEqual([
    { state: 'CALLED', copies: '1' },
  ]);
  expect(await centre.query('select * from fold_conflict where stream = $1', [taken.stream])).toEqual([]);
});
