import type { TicketState, WindowState } from '../types/ticket.ts';

/** What may be done with a ticket in each state (domain model §3.2, T4–T14). */
export type TicketAction =
  | 'print'
  | 'void'
  | 'call'
  | 'recall'
  | 'start'
  | 'miss'
  | 'reinstate'
  | 'transfer'
  | 'hold'
  | 'resume'
  | 'finish'
  | 'expire';

export const TICKET_ACTIONS = {
  RESERVED: ['print', 'void', 'expire'],
  WAITING: ['print', 'void', 'call', 'expire'],
  CALLED: ['recall', 'start', 'miss', 'expire'],
  SERVING: ['transfer', 'hold', 'finish'],
  HELD: ['resume', 'expire'],
  MISSED: ['reinstate', 'expire'],
  DONE: [],
  ABANDONED: [],
  CANCELLED: [],
  EXPIRED: [],
  VOID: [],
} as const satisfies Record<TicketState, readonly TicketAction[]>;

export function mayDo(state: TicketState, action: TicketAction): boolean {
  return (TICKET_ACTIONS[state] as readonly TicketAction[]).includes(action);
}

/** What a clerk may do with the window itself in each of its states. */
export type WindowAction = 'open' | 'close' | 'pause' | 'unpause' | 'next' | 'resume';

export const WINDOW_ACTIONS = {
  CLOSED: ['open'],
  OPEN: ['close', 'pause', 'next', 'resume'],
  PAUSED: ['close', 'unpause'],
  CALLING: [],
  SERVING: [],
} as const satisfies Record<WindowState, readonly WindowAction[]>;

export function windowMay(state: WindowState, action: WindowAction): boolean {
  return (WINDOW_ACTIONS[state] as readonly WindowAction[]).includes(action);
}
