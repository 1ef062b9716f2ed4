import type { BusinessId } from '../basics/ids.ts';
import type { TicketKind } from '../types/ticket.ts';
import { callingOrder, expectedMinutes, reinstatedAt } from './queue-order.ts';

const A = 'a' as BusinessId;
const B = 'b' as BusinessId;
const NOON = 1_800_000_000_000;
const MINUTE = 60_000;

function waiting(serial: number, minutesAgo: number, kind: TicketKind = 'NORMAL', businessId = A) {
  return { serial, kind, businessId, queuedAt: NOON - minutesAgo * MINUTE };
}

const equal = { maxConsecutivePriority: 1, weights: new Map<BusinessId, number>() };

function serials(list: readonly { serial: number }[]): number[] {
  return list.map((t) => t.serial);
}

describe('callingOrder', () => {
  test('who came first is called first, serial decides within one instant', () => {
    const order = callingOrder([waiting(3, 5), waiting(1, 10), waiting(2, 10)], equal, NOON, 0);
    expect(serials(order)).toEqual([1, 2, 3]);
  });

  test('a booked ticket goes before normal ones, green before priority', () => {
    const order = callingOrder(
      [waiting(1, 30), waiting(2, 1, 'BOOKED'), waiting(3, 1, 'PRIORITY'), waiting(4, 1, 'GREEN')],
      { ...equal, maxConsecutivePriority: 2 },
      NOON,
      0,
    );
    expect(serials(order)).toEqual([4, 3, 2, 1]);
  });

  test('ten priority and ten normal tickets strictly alternate with a limit of one in a row', () => {
    const priority = Array.from({ length: 10 }, (_, i) => waiting(100 + i, 10 - i, 'PRIORITY'));
    const normal = Array.from({ length: 10 }, (_, i) => waiting(i, 20 - i));
    const order = callingOrder([...normal, ...priority], equal, NOON, 0);
    expect(order.map((t) => t.kind === 'PRIORITY')).toEqual(Array.from({ length: 20 }, (_, i) => i % 2 === 0));
  });

  test('a priority call made just before counts: the next one is normal', () => {
    const order = callingOrder([waiting(1, 5), waiting(2, 5, 'PRIORITY')], equal, NOON, 1);
    expect(serials(order)).toEqual([1, 2]);
  });

  test('with only priority tickets left the limit does not stop the window', () => {
    expect(serials(callingOrder([waiting(2, 5, 'PRIORITY')], equal, NOON, 5))).toEqual([2]);
  });

  test('the weight of a business multiplies its waiting minutes', () => {
    const rules = { ...equal, weights: new Map([[B, 3]]) };
    const order = callingOrder([waiting(1, 10, 'NORMAL', A), waiting(2, 4, 'NORMAL', B)], rules, NOON, 0);
    expect(serials(order)).toEqual([2, 1]);
  });
});

describe('reinstatedAt', () => {
  const three = [waiting(1, 9), waiting(2, 6), waiting(3, 3), waiting(4, 1)];

  test('after three others when more wait', () => {
    const at = reinstatedAt(three, 'AFTER_3', NOON);
    const order = callingOrder([...three, { serial: 99, kind: 'NORMAL', businessId: A, queuedAt: at }], equal, NOON, 0);
    expect(serials(order)).toEqual([1, 2, 3, 99, 4]);
  });

  test('to the tail when only two wait', () => {
    expect(reinstatedAt(three.slice(0, 2), 'AFTER_3', NOON)).toBe(NOON);
  });

  test('to the tail by policy', () => {
    expect(reinstatedAt(three, 'TAIL', NOON)).toBe(NOON);
  });
});

test.each([
  [0, 8, 2, 0],
  [1, 8, 2, 4],
  [3, 8, 2, 12],
  [3, 7, 2, 11],
  [2, 5, 0, 10],
])('expectedMinutes(%i ahead, %i min, %i windows) = %i', (ahead, minutes, windows, expected) => {
  expect(expectedMinutes(ahead, minutes, windows)).toBe(expected);
});
