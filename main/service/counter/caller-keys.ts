import type { PressedKey } from '../../../devices/physical-caller/types.ts';
import type { TicketId } from '../../../shared/basics/ids.ts';
import type { CallerQuestion } from '../../../shared/contract/counter.ts';
import { mayDo, windowMay } from '../../../shared/rules/ticket-actions.ts';
import type { TicketState, WindowState } from '../../../shared/types/ticket.ts';

/** What decides what a key comes to. */
export interface WindowSight {
  readonly window: WindowState;
  /** Of the ticket called or served here. */
  readonly ticket: TicketState | null;
  /** Whether something was received from this citizen; without it the page asks before it ends the visit. */
  readonly hasCases: boolean;
  /** Tickets held at this window. */
  readonly held: readonly TicketId[];
  /** A citizen is asked to rate just now. */
  readonly invited: boolean;
}

export type KeyAction =
  | { readonly type: 'next' }
  | { readonly type: 'finish' }
  | { readonly type: 'recall' | 'start' | 'miss' | 'unpause' }
  | { readonly type: 'hold' | 'pause'; readonly reason: string }
  | { readonly type: 'resume'; readonly ticketId: TicketId }
  /** Lights the evaluation pad again. */
  | { readonly type: 'remind' }
  /** The page has to ask something first. */
  | { readonly type: 'ask'; readonly question: CallerQuestion }
  | { readonly type: 'withdraw' }
  | { readonly type: 'refuse'; readonly sentence: string };

const BY_KEY = '呼叫器按键';

/** What a key of the caller does: the operation of the page's button. Whether it may be done, the hub decides as for the page. */
export function actionOfKey(key: PressedKey, sight: WindowSight): KeyAction {
  switch (key) {
    case 'call':
      return { type: 'next' };
    case 'confirm':
      return { type: 'start' };
    case 'recall':
    case 'miss':
      return { type: key };
    case 'hold':
      return { type: 'hold', reason: BY_KEY };
    case 'pause':
      return windowMay(sight.window, 'unpause') ? { type: 'unpause' } : { type: 'pause', reason: BY_KEY };
    case 'rate':
      return rate(sight);
    case 'transfer':
      return mayOf(sight, 'transfer') ? { type: 'ask', question: 'transfer' } : refuse('没有正在办理的号码，不能转移');
    case 'resume':
      return resume(sight.held);
    case 'cancel':
      return { type: 'withdraw' };
    case 'oneMetre':
      return refuse('没有接一米线提示设备，这个键没有作用');
    case 'unknown':
      return refuse('呼叫器的这个键没有设置，请管理员核对键值对照表');
  }
}

function refuse(sentence: string): KeyAction {
  return { type: 'refuse', sentence };
}

function mayOf({ ticket }: WindowSight, action: 'transfer' | 'finish'): boolean {
  return ticket !== null && mayDo(ticket, action);
}

function rate(sight: WindowSight): KeyAction {
  if (sight.invited) return { type: 'remind' };
  return mayOf(sight, 'finish') && !sight.hasCases ? { type: 'ask', question: 'finishWithoutCase' } : { type: 'finish' };
}

/** Of several nobody but the clerk knows whose turn it is. */
function resume(held: readonly TicketId[]): KeyAction {
  const [only, ...more] = held;
  if (only === undefined) return refuse('本窗口没有挂起的号码');
  return more.length > 0 ? refuse('挂起的号码不止一个，请在页面上选择') : { type: 'resume', ticketId: only };
}
