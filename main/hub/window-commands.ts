import { assertNever } from '../../shared/basics/assert-never.ts';
import type { CallId, StationId } from '../../shared/basics/ids.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { WindowCommand, WindowCommandResult } from '../../shared/contract/hub.ts';
import type { Refusal } from '../../shared/contract/outcome.ts';
import { businessDateAt, isOpenAt } from '../../shared/rules/business-date.ts';
import { reinstatedAt } from '../../shared/rules/queue-order.ts';
import { mayDo, windowMay, type TicketAction, type WindowAction } from '../../shared/rules/ticket-actions.ts';
import type { Actor } from '../../shared/sync/wire.ts';
import type { DomainEvent } from '../../shared/types/events.ts';
import type { Hall, WindowConfig } from '../../shared/types/hall.ts';
import type { Ticket, WindowState } from '../../shared/types/ticket.ts';
import type { WriteTx } from '../store/types.ts';
import { readWindow, waitingInOrder, windowConfigOf } from './queue-reads.ts';

export interface WindowCommandContext {
  readonly hall: Hall;
  /** Epoch ms. */
  readonly now: number;
  readonly newCallId: () => CallId;
  /** Who sends the command: only a window's own station may. */
  readonly stationId: StationId;
  /** Every ticket of today. */
  readonly day: readonly Ticket[];
}

/** What a command came to; the caller adds the hub's stamp. */
type Outcome = Result<Omit<WindowCommandResult, 'hlc'>, Refusal>;

interface Scene extends WindowCommandContext {
  readonly tx: WriteTx;
  readonly config: WindowConfig;
  readonly state: WindowState;
  /** The ticket called or served here. */
  readonly current: Ticket | null;
  readonly actor: Actor;
  readonly at: { readonly windowId: WindowCommand['windowId']; readonly windowNo: string; readonly workNo: WindowCommand['workNo'] };
}

function refused(code: string, sentence: string): Outcome {
  return fail({ code, sentence });
}

/** Decides and records one command of a clerk. Runs inside the hub's transaction; see WindowCommand. */
export function runWindowCommand(tx: WriteTx, command: WindowCommand, context: WindowCommandContext): Outcome {
  const config = windowConfigOf(context.hall, command.windowId);
  if (!config) return refused('UNKNOWN_WINDOW', '大厅配置中没有这个窗口，请联系管理员');
  if (config.stationId !== context.stationId) return refused('NOT_YOUR_WINDOW', '这个窗口不归本机管理，请检查大厅配置');
  const window = tx.findWindow(config.id);
  const state = window?.state ?? 'CLOSED';
  if (command.type !== 'open' && window?.workNo !== command.workNo) {
    return refused('NOT_YOUR_WINDOW', state === 'CLOSED' ? '窗口还没有开放，请先开放窗口' : '这个窗口正由其他工作人员使用');
  }
  const scene: Scene = {
    ...context,
    tx,
    config,
    state,
    current: window?.ticketId ? tx.findTicket(window.ticketId) : null,
    actor: { kind: 'CLERK', id: command.workNo },
    at: { windowId: config.id, windowNo: config.no, workNo: command.workNo },
  };
  return decide(scene, command);
}

function decide(scene: Scene, command: WindowCommand): Outcome {
  const { at } = scene;
  switch (command.type) {
    case 'open':
      return onWindow(scene, 'open', { type: 'window.opened', payload: { windowId: at.windowId, windowNo: at.windowNo, workNo: at.workNo, clerkName: command.clerkName } });
    case 'close':
      return close(scene);
    case 'pause':
      return onWindow(scene, 'pause', { type: 'window.paused', payload: { windowId: at.windowId, windowNo: at.windowNo, reason: command.reason } });
    case 'unpause':
      return onWindow(scene, 'unpause', { type: 'window.unpaused', payload: { windowId: at.windowId, windowNo: at.windowNo } });
    case 'next':
      return callNext(scene);
    case 'recall':
      return recall(scene);
    case 'start':
      return onCurrent(scene, 'start', (ticket) => ({ type: 'ticket.started', payload: { ticketId: ticket.id, ...at } }));
    case 'miss':
      return onCurrent(scene, 'miss', (ticket) => ({
        type: 'ticket.missed',
        payload: { ticketId: ticket.id, ...at, final: ticket.missedCount >= scene.hall.queue.maxMissed },
      }));
    case 'hold':
      return todayOnly(scene) ?? onCurrent(scene, 'hold', (ticket) => ({ type: 'ticket.held', payload: { ticketId: ticket.id, ...at, reason: command.reason } }));
    case 'finish':
      return onCurrent(scene, 'finish', (ticket) => ({ type: 'ticket.finished', payload: { ticketId: ticket.id, ...at, caseIds: command.caseIds } }));
    case 'transfer':
      return transfer(scene, command);
    case 'resume':
      return resume(scene, command);
    case 'reinstate':
      return reinstate(scene, command);
    default:
      return assertNever(command);
  }
}

function done(scene: Scene, ticket: Ticket | null): Outcome {
  const fresh = ticket === null ? null : scene.tx.findTicket(ticket.id);
  return ok({ window: readWindow(scene.config, scene.tx), ticket: fresh });
}

const WINDOW_REFUSALS = {
  open: '窗口已经开放',
  close: '还有号码在办理，请先办理完毕或过号，再关闭窗口',
  pause: '还有号码在办理，请先办理完毕或过号，再暂停',
  unpause: '窗口没有暂停',
  next: '本窗口还有号码没有结束，请先办理完毕、过号或挂起',
  resume: '本窗口还有号码没有结束，请先办理完毕、过号或挂起',
} as const satisfies Record<WindowAction, string>;

function windowRefusal(scene: Scene, action: WindowAction): Outcome {
  if (scene.state === 'PAUSED' && action !== 'open') return refused('WINDOW_PAUSED', '窗口正在暂停服务，请先恢复');
  if (scene.state === 'CLOSED') return refused('WINDOW_CLOSED', '窗口还没有开放，请先开放窗口');
  return refused(`WINDOW_${scene.state}`, WINDOW_REFUSALS[action]);
}

function onWindow(scene: Scene, action: WindowAction, event: DomainEvent): Outcome {
  if (!windowMay(scene.state, action)) return windowRefusal(scene, action);
  scene.tx.append(event, scene.actor);
  return done(scene, null);
}

/** A number that expired, or was taken away, must not keep its window busy for ever. */
function close(scene: Scene): Outcome {
  const { state, current, at } = scene;
  const isBusy = current !== null && (current.state === 'CALLED' || current.state === 'SERVING');
  if (isBusy && !windowMay(state, 'close')) return windowRefusal(scene, 'close');
  scene.tx.append({ type: 'window.closed', payload: { windowId: at.windowId, windowNo: at.windowNo } }, scene.actor);
  return done(scene, null);
}

function callNext(scene: Scene): Outcome {
  if (!windowMay(scene.state, 'next')) return windowRefusal(scene, 'next');
  const ticket = waitingInOrder(scene.day, scene.hall, scene.now, scene.config.businessIds)[0];
  if (!ticket) return refused('NOBODY_WAITING', '现在没有等候的号码');
  scene.tx.append({ type: 'ticket.called', payload: { ticketId: ticket.id, ...scene.at, callId: scene.newCallId(), nth: 1 } }, scene.actor);
  return done(scene, ticket);
}

function recall(scene: Scene): Outcome {
  const { current, hall } = scene;
  if (!current || !mayDo(current.state, 'recall')) return refused('NOTHING_CALLED', '没有可以重呼的号码');
  if (current.callCount >= hall.queue.maxCalls) {
    return refused('CALLED_TOO_OFTEN', `已经呼叫 ${current.callCount} 次，请办理或过号`);
  }
  if (scene.now - (current.lastCalledAt ?? 0) < hall.queue.minRecallSeconds * 1000) {
    return refused('CALLED_JUST_NOW', `刚刚呼叫过，请 ${hall.queue.minRecallSeconds} 秒后再重呼`);
  }
  scene.tx.append(
    { type: 'ticket.recalled', payload: { ticketId: current.id, ...scene.at, callId: scene.newCallId(), nth: current.callCount + 1 } },
    scene.actor,
  );
  return done(scene, current);
}

const TICKET_REFUSALS: Partial<Record<TicketAction, string>> = {
  start: '没有已呼叫的号码，请先按“下一位”',
  miss: '没有已呼叫的号码',
  hold: '没有正在办理的号码',
  finish: '没有正在办理的号码，请先按“开始办理”',
  transfer: '没有正在办理的号码',
};

function onCurrent(scene: Scene, action: TicketAction, event: (ticket: Ticket) => DomainEvent): Outcome {
  const { current } = scene;
  if (!current || !mayDo(current.state, action)) {
    return refused('WRONG_TICKET_STATE', TICKET_REFUSALS[action] ?? '这个号码现在不能这样操作');
  }
  scene.tx.append(event(current), scene.actor);
  return done(scene, current);
}

/** Nobody would ever take up again a number of an earlier day: it can only be finished. */
function todayOnly({ current, now }: Scene): Outcome | null {
  if (current === null || current.businessDate === businessDateAt(now)) return null;
  return refused('OTHER_DAY', '这是以前日期的号码，请直接办理完毕');
}

function transfer(scene: Scene, command: Extract<WindowCommand, { type: 'transfer' }>): Outcome {
  const target = scene.hall.businesses.find((b) => b.id === command.toBusinessId);
  if (!target) return refused('UNKNOWN_BUSINESS', '没有这项业务');
  if (scene.current?.businessId === target.id) return refused('SAME_BUSINESS', `这个号码本来就在“${target.name}”，请选择别的业务`);
  if (!isOpenAt(target.openHours, scene.now)) return refused('BUSINESS_CLOSED', `“${target.name}”现在不在办理时间，不能转移`);
  return todayOnly(scene) ?? onCurrent(scene, 'transfer', (ticket) => ({
    type: 'ticket.transferred',
    payload: { ticketId: ticket.id, ...scene.at, toBusinessId: target.id, reason: command.reason },
  }));
}

function resume(scene: Scene, command: Extract<WindowCommand, { type: 'resume' }>): Outcome {
  if (!windowMay(scene.state, 'resume')) return windowRefusal(scene, 'resume');
  const ticket = scene.tx.findTicket(command.ticketId);
  if (!ticket || !mayDo(ticket.state, 'resume')) return refused('WRONG_TICKET_STATE', '这个号码没有挂起');
  scene.tx.append({ type: 'ticket.resumed', payload: { ticketId: ticket.id, ...scene.at } }, scene.actor);
  return done(scene, ticket);
}

function reinstate(scene: Scene, command: Extract<WindowCommand, { type: 'reinstate' }>): Outcome {
  const ticket = scene.tx.findTicket(command.ticketId);
  if (!ticket || !mayDo(ticket.state, 'reinstate')) return refused('WRONG_TICKET_STATE', '这个号码没有过号，或者已经作废');
  if (ticket.businessDate !== businessDateAt(scene.now)) return refused('OTHER_DAY', '不是今天的号码，请重新取号');
  const others = waitingInOrder(scene.day, scene.hall, scene.now, [ticket.businessId]);
  const queuedAt = reinstatedAt(others, scene.hall.queue.reinstate, scene.now);
  scene.tx.append({ type: 'ticket.reinstated', payload: { ticketId: ticket.id, queuedAt } }, scene.actor);
  return done(scene, ticket);
}
