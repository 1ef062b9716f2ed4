import { ok } from '../../shared/basics/result.ts';
import { refuse } from '../../shared/contract/outcome.ts';
import { codeOf, must } from '../../test/helpers/queue.ts';
import { MONDAY, openTestStore } from '../../test/helpers/store.ts';
import { createCaseLeases } from './case-leases.ts';

const scope = `case:${MONDAY}`;

test('a block of the centre goes out in runs of ten, and only then is the next one asked for', async () => {
  const { store } = openTestStore();
  let blocks = 0;
  const lease = createCaseLeases(store, async () => {
    blocks += 1;
    return ok({ scope, from: blocks * 1000 + 1, to: blocks * 1000 + 25 });
  });
  const runs = [];
  for (let n = 0; n < 5; n += 1) runs.push(must(await lease(MONDAY)));
  expect(runs.map(({ from, to }) => [from, to])).toEqual([
    [1001, 1010],
    [1011, 1020],
    [1021, 1025],
    [2001, 2010],
    [2011, 2020],
  ]);
  expect(blocks).toBe(2);
  store.close();
});

test('without the centre the window is told why', async () => {
  const { store } = openTestStore();
  expect(codeOf(await createCaseLeases(store, null)(MONDAY))).toBe('NO_CENTRE');
  expect(codeOf(await createCaseLeases(store, async () => refuse('CENTRE_AWAY', '连不上'))(MONDAY))).toBe('CENTRE_AWAY');
  store.close();
});
