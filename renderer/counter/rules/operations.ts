import type { CounterState } from '../../../shared/contract/counter.ts';
import { mayDo, windowMay } from '../../../shared/rules/ticket-actions.ts';

/** The call operations of the window, in the order of their keys. */
export const OPERATIONS = ['next', 'recall', 'start', 'miss', 'hold', 'transfer', 'pause', 'finish'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** F1 … F8; what clerks here have had under their fingers for years. */
export const OPERATION_KEYS = {
  next: 'F1',
  recall: 'F2',
  start: 'F3',
  miss: 'F4',
  hold: 'F5',
  transfer: 'F6',
  pause: 'F7',
  finish: 'F8',
} as const satisfies Record<Operation, string>;

export function operationOfKey(key: string): Operation | null {
  return OPERATIONS.find((operation) => OPERATION_KEYS[operation] === key) ?? null;
}

/** What decides whether an operation is open to the clerk. */
export type OperationView = Pick<CounterState, 'hubOnline' | 'window' | 'current'>;

/**
 * Whether the operation may be pressed. The queue belongs to the hub, so none works without it. 下一位 is open while
 * a ticket is called or served, because the page then asks first what becomes of that ticket.
 */
export function mayOperate(operation: Operation, view: OperationView): boolean {
  if (!view.hubOnline) return false;
  const { state } = view.window;
  if (operation === 'next') return windowMay(state, 'next') || view.current !== null;
  if (operation === 'pause') return windowMay(state, 'pause') || windowMay(state, 'unpause');
  return view.current !== null && mayDo(view.current.state, operation);
}
