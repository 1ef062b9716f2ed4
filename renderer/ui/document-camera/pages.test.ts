import { NO_PAGES, paged, type PageAction, type PageList } from './pages.ts';

const picture = { jpeg: new Blob(['x']), width: 4, height: 3 };
const take = (instead: number | null = null): PageAction => ({ type: 'take', picture, url: 'blob:x', instead });
const after = (...actions: PageAction[]): PageList => actions.reduce(paged, NO_PAGES);
const ids = ({ pages }: PageList): number[] => pages.map(({ id }) => id);
const THREE = [take(), take(), take()];

test.each([
  ['taken in order', [], [1, 2, 3]],
  ['retaken in its place', [take(2)], [1, 4, 3]],
  ['retaken after it was deleted: at the end', [{ type: 'delete', id: 2 }, take(2)], [1, 3, 4]],
  ['deleted', [{ type: 'delete', id: 1 }], [2, 3]],
  ['moved forward', [{ type: 'move', id: 3, by: -1 }], [1, 3, 2]],
  ['moved back', [{ type: 'move', id: 1, by: 1 }], [2, 1, 3]],
  ['the first stays first', [{ type: 'move', id: 1, by: -1 }], [1, 2, 3]],
  ['the last stays last', [{ type: 'move', id: 3, by: 1 }], [1, 2, 3]],
  ['a page that is not there', [{ type: 'move', id: 9, by: 1 }, { type: 'delete', id: 9 }], [1, 2, 3]],
] as const)('%s', (_, actions, expected) => {
  expect(ids(after(...THREE, ...actions))).toEqual(expected);
});

test('after a picture the camera is looked at again, after a deletion too', () => {
  expect(after(...THREE, { type: 'choose', id: 2 }).chosen).toBe(2);
  expect(after(...THREE, { type: 'choose', id: 2 }, take(2)).chosen).toBeNull();
  expect(after(...THREE, { type: 'choose', id: 2 }, { type: 'delete', id: 2 }).chosen).toBeNull();
  expect(after(...THREE, { type: 'choose', id: 2 }, { type: 'delete', id: 1 }).chosen).toBe(2);
  expect(after(...THREE, { type: 'choose', id: 9 }).chosen).toBeNull();
});
