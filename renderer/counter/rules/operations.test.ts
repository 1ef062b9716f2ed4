import { OPERATIONS, mayOperate, operationOfKey, type Operation } from './operations.ts';
import { current, windowView } from './fixtures.ts';
import type { TicketState, WindowState } from '../../../shared/types/ticket.ts';

function open(state: WindowState, ticket: TicketState | null, hubOnline = true): Operation[] {
  const view = { hubOnline, window: windowView({ state }), current: ticket === null ? null : current({ state: ticket }) };
  return OPERATIONS.filter((operation) => mayOperate(operation, view));
}

describe('mayOperate', () => {
  it.each<[string, WindowState, TicketState | null, Operation[]]>([
    ['closed', 'CLOSED', null, []],
    ['open and free', 'OPEN', null, ['next', 'pause']],
    ['paused', 'PAUSED', null, ['pause']],
    ['calling', 'CALLING', 'CALLED', ['next', 'recall', 'start', 'miss']],
    ['serving', 'SERVING', 'SERVING', ['next', 'hold', 'transfer', 'finish']],
  ])('%s', (_name, state, ticket, expected) => {
    expect(open(state, ticket)).toEqual(expected);
  });

  it('opens nothing while the hub is away', () => {
    expect(open('SERVING', 'SERVING', false)).toEqual([]);
    expect(open('OPEN', null, false)).toEqual([]);
  });
});

describe('operationOfKey', () => {
  it.each([['F1', 'next'], ['F4', 'miss'], ['F8', 'finish'], ['F9', null], ['1', null]])('%s → %s', (key, operation) => {
    expect(operationOfKey(key)).toBe(operation);
  });
});
