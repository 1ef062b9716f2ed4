import { tick } from '../basics/hlc.ts';
import { CallId, TicketId, WindowId, WorkNo } from '../basics/ids.ts';
import type { DomainEvent } from '../types/events.ts';
import type { ServiceWindow } from '../types/ticket.ts';
import { foldWindow, windowOf } from './fold-window.ts';

const windowId = WindowId.parse('w1');
const workNo = WorkNo.parse('1001');
const ticketId = TicketId.parse('01JD0000000000000000000000');
const other = TicketId.parse('01JD0000000000000000000009');
const at = { ticketId, windowId, windowNo: '1', workNo };
const callId = CallId.parse('01JD0000000000000000000002');

const EVENTS = {
  opened: { type: 'window.opened', payload: { windowId, windowNo: '1', workNo, clerkName: '张三' } },
  closed: { type: 'window.closed', payload: { windowId, windowNo: '1' } },
  paused: { type: 'window.paused', payload: { windowId, windowNo: '1', reason: '暂离' } },
  unpaused: { type: 'window.unpaused', payload: { windowId, windowNo: '1' } },
  called: { type: 'ticket.called', payload: { ...at, callId, nth: 1 } },
  started: { type: 'ticket.started', payload: at },
  missed: { type: 'ticket.missed', payload: { ...at, final: false } },
  held: { type: 'ticket.held', payload: { ...at, reason: '缴费' } },
  resumed: { type: 'ticket.resumed', payload: at },
  finished: { type: 'ticket.finished', payload: { ...at, caseIds: [] } },
  finishedOther: { type: 'ticket.finished', payload: { ...at, ticketId: other, caseIds: [] } },
} as const satisfies Record<string, DomainEvent>;
type Name = keyof typeof EVENTS;

function fold(names: readonly Name[]): { window: ServiceWindow | null; conflicts: string[] } {
  let window: ServiceWindow | null = null;
  const conflicts: string[] = [];
  for (const [index, name] of names.entries()) {
    const step = foldWindow(window, { event: EVENTS[name], hlc: tick(null, (index + 1) * 1_000) });
    window = step.next;
    if (step.conflict !== null) conflicts.push(step.conflict);
  }
  return { window, conflicts };
}

test.each<[readonly Name[], Partial<ServiceWindow>]>([
  [['opened'], { state: 'OPEN', workNo, clerkName: '张三', ticketId: null, since: 1_000 }],
  [['opened', 'paused'], { state: 'PAUSED', pauseReason: '暂离' }],
  [['opened', 'paused', 'unpaused'], { state: 'OPEN', pauseReason: null }],
  [['opened', 'called'], { state: 'CALLING', ticketId }],
  [['opened', 'called', 'started'], { state: 'SERVING', ticketId }],
  [['opened', 'called', 'missed'], { state: 'OPEN', ticketId: null }],
  [['opened', 'called', 'started', 'held'], { state: 'OPEN', ticketId: null }],
  [['opened', 'resumed'], { state: 'SERVING', ticketId }],
  [['opened', 'called', 'started', 'finished'], { state: 'OPEN', ticketId: null, since: 4_000 }],
  [['opened', 'called', 'closed'], { state: 'CLOSED', ticketId: null, workNo: null, clerkName: null }],
  [['opened', 'closed', 'opened'], { state: 'OPEN' }],
])('%j', (names, expected) => {
  const { window, conflicts } = fold(names);
  expect(window).toMatchObject(expected);
  expect(conflicts).toEqual([]);
});

test.each<[readonly Name[], ServiceWindow['state'] | undefined, string]>([
  [['called'], undefined, 'ticket.called: window was never opened'],
  [['opened', 'opened'], 'OPEN', 'window.opened: window is OPEN'],
  [['opened', 'paused', 'called'], 'PAUSED', 'ticket.called: window is PAUSED'],
  [['opened', 'called', 'paused'], 'CALLING', 'window.paused: window is CALLING'],
  [['opened', 'called', 'finishedOther'], 'CALLING', 'ticket.finished: window is CALLING'],
])('%j leaves the window alone and says why', (names, state, conflict) => {
  const { window, conflicts } = fold(names);
  expect(window?.state).toBe(state);
  expect(conflicts).toEqual([conflict]);
});

test('events without a window change none', () => {
  expect(windowOf({ type: 'ticket.expired', payload: { ticketId } })).toBeNull();
  expect(windowOf(EVENTS.called)).toBe(windowId);
});
