import { ok, type Result } from '../../../shared/basics/result.ts';
import { refuse, type Refusal } from '../../../shared/contract/outcome.ts';
import type { TicketView } from '../../../shared/contract/common.ts';
import { ticketView } from '../../../shared/rules/hall-views.ts';
import type { ScannedCode } from '../../../shared/rules/scanned-code.ts';
import type { StationContext } from '../context.ts';
import { askHub } from '../hub/ask-hub.ts';
import { HUB_DELAYS } from '../hub/hub-link.ts';
import type { TicketNo, TicketState } from '../../../shared/types/ticket.ts';

export interface TicketStatusView {
  readonly no: TicketNo;
  readonly sentence: string;
  /** How many are called before it; null when it does not wait. */
  readonly ahead: number | null;
}

const SENTENCES = {
  RESERVED: '号码已取，小票还没有确认打出，请到导办台',
  WAITING: '',
  CALLED: '已经呼叫，请马上前往窗口',
  SERVING: '正在窗口办理',
  HELD: '已挂起，请按窗口工作人员的嘱咐补办后回到原窗口',
  MISSED: '已过号，请到导办台或任一窗口重新排队',
  DONE: '已经办理完毕',
  ABANDONED: '多次过号，号码已作废，请重新取号',
  CANCELLED: '号码已退，请重新取号',
  EXPIRED: '不是今天的号码，请重新取号',
  VOID: '号码已作废，请重新取号',
} as const satisfies Record<TicketState, string>;

/** What a look at a ticket needs of the station. */
export type HallSight = Pick<StationContext, 'hub' | 'clock' | 'hall'>;

type TicketCode = Extract<ScannedCode, { type: 'ticket' | 'ticket-no' }>;

const HUB_AWAY = refuse('HUB_AWAY', '暂时查不到，请看大厅叫号屏或咨询导办台');

/** 查排队: where the ticket of a number or a code stands now, in one sentence. */
export async function ticketStatus(context: HallSight, code: TicketCode): Promise<Result<TicketStatusView, Refusal>> {
  const found = await findTicketOf(context, code);
  if (!found.ok) return found;
  if (found.value !== null) return ok(standing(context, found.value));
  return refuse('UNKNOWN_TICKET', code.type === 'ticket-no' ? `今天没有 ${code.no} 这个号码，请核对小票` : '没有找到这张小票的号码，请核对是不是今天的小票');
}

/** The ticket that a code names. */
export async function findTicketOf(context: HallSight, code: TicketCode): Promise<Result<TicketView | null, Refusal>> {
  const { hub, clock, hall } = context;
  const answer = await askHub(hub, clock, HUB_DELAYS.commandMs, async (client, signal) => {
    if (code.type === 'ticket-no') return client.findTicketByNo({ no: code.no }, { signal });
    const ticket = await client.findTicket({ ticketId: code.ticketId }, { signal });
    return ticket === null ? null : ticketView(ticket, hall);
  });
  return answer.ok ? answer : HUB_AWAY;
}

/** Where a ticket stands, for the citizen. */
export function standing({ hub }: HallSight, ticket: TicketView): TicketStatusView {
  const { no } = ticket;
  if (ticket.state !== 'WAITING') {
    const where = ticket.state === 'CALLED' && ticket.windowNo !== null ? `（${ticket.windowNo}号窗口）` : '';
    return { no, sentence: `${SENTENCES[ticket.state]}${where}`, ahead: null };
  }
  const sameBusiness = hub.hall()?.waiting.filter((other) => other.businessId === ticket.businessId) ?? [];
  const ahead = sameBusiness.findIndex((other) => other.id === ticket.id);
  // Just printed, or beyond those the hub tells of.
  if (ahead === -1) return { no, sentence: `“${ticket.businessName}”正在排队，请留意叫号屏和语音`, ahead: null };
  return { no, sentence: `“${ticket.businessName}”前面还有 ${ahead} 人`, ahead };
}
