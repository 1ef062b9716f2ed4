import { StationId, type BusinessDate } from '../../../shared/basics/ids.ts';
import { refuse } from '../../../shared/contract/outcome.ts';
import { CLERK_ACTOR, MONDAY, openTestStore } from '../../../test/helpers/store.ts';
import type { HubClient } from '../hub/hub-link.ts';
import { numberLateCases, refillCaseNumbers } from './case-numbers.ts';

const COUNTER = StationId.parse('counter-1');

/** A hub that gives blocks of three from `next`, or none. */
function hubWith(next: number | null): HubClient & { asked: BusinessDate[] } {
  const asked: BusinessDate[] = [];
  let from = next;
  const client = {
    asked,
    leaseCaseNumbers: ({ date }: { date: BusinessDate }) => {
      asked.push(date);
      if (from === null) return Promise.resolve(refuse('NO_CENTRE', '没有'));
      const lease = { scope: `case:${date}`, from, to: from + 2 };
      from += 3;
      return Promise.resolve({ ok: true as const, value: lease });
    },
  };
  return client as unknown as HubClient & { asked: BusinessDate[] };
}

function acceptedWithoutNumber() {
  const opened = openTestStore(':memory:');
  const ids = [1, 2].map(() => {
    const received = opened.events.received();
    opened.store.write((tx) => {
      tx.append(received, CLERK_ACTOR);
      tx.append(opened.events.accepted(received.payload.caseId, null), CLERK_ACTOR);
    });
    return received.payload.caseId;
  });
  return { ...opened, ids };
}

test('cases accepted without a number get one each when numbers come, and only once', async () => {
  const { store, ids } = acceptedWithoutNumber();
  const hub = hubWith(41);
  await numberLateCases(store, hub, COUNTER);
  await numberLateCases(store, hub, COUNTER);
  const numbers = ids.map((id) => store.findCase(id)?.caseNo?.slice(-4));
  expect(new Set(numbers)).toEqual(new Set(['0041', '0042']));
  expect(hub.asked).toEqual([MONDAY]);
  for (const id of ids) expect(store.listStream(`case:${id}`).filter((r) => r.type === 'case.numbered')).toHaveLength(1);
});

test('while the hub has none the provisional number stands and nothing is recorded', async () => {
  const { store, ids } = acceptedWithoutNumber();
  await numberLateCases(store, hubWith(null), COUNTER);
  expect(ids.map((id) => store.findCase(id)?.caseNo)).toEqual([null, null]);
});

test('numbers for today and tomorrow are kept at hand and not asked for twice', async () => {
  const { store, clock } = openTestStore(':memory:');
  const hub = hubWith(1);
  await refillCaseNumbers(store, hub, clock.now());
  await refillCaseNumbers(store, hub, clock.now());
  await refillCaseNumbers(store, hub, clock.now());
  expect(store.leasedLeft(`case:${MONDAY}`)).toBe(6);
  expect(hub.asked).toHaveLength(4);
});
