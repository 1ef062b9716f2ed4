import { TicketState, WindowState } from '../types/ticket.ts';
import { mayDo, windowMay, type TicketAction, type WindowAction } from './ticket-actions.ts';

/** Domain model §3.2, T4–T14, written out once more: SERVING never expires, only a number not yet called is void. */
const TICKETS: Record<TicketState, string> = {
  RESERVED: 'expire print void',
  WAITING: 'call expire print void',
  CALLED: 'expire miss recall start',
  SERVING: 'finish hold transfer',
  HELD: 'expire resume',
  MISSED: 'expire reinstate',
  DONE: '',
  ABANDONED: '',
  CANCELLED: '',
  EXPIRED: '',
  VOID: '',
};
const TICKET_ACTIONS: TicketAction[] = ['call', 'expire', 'finish', 'hold', 'miss', 'print', 'recall', 'reinstate', 'resume', 'start', 'transfer', 'void'];

test.each(TicketState.options)('a ticket that is %s', (state) => {
  expect(TICKET_ACTIONS.filter((action) => mayDo(state, action)).join(' ')).toBe(TICKETS[state]);
});

const WINDOWS: Record<WindowState, string> = {
  CLOSED: 'open',
  OPEN: 'close next pause resume',
  PAUSED: 'close unpause',
  CALLING: '',
  SERVING: '',
};
const WINDOW_ACTIONS: WindowAction[] = ['close', 'next', 'open', 'pause', 'resume', 'unpause'];

test.each(WindowState.options)('a window that is %s', (state) => {
  expect(WINDOW_ACTIONS.filter((action) => windowMay(state, action)).join(' ')).toBe(WINDOWS[state]);
});
