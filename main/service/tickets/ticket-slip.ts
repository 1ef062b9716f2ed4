import type { Slip, SlipBlock } from '../../../devices/ticket-printer/types.ts';

/** What a number ticket (取号票) says. Never a name, never a whole identity number. */
export interface TicketSlipData {
  readonly hallName: string;
  /** A012 */
  readonly no: string;
  readonly businessName: string;
  readonly ahead: number;
  /** Expected wait; null when it cannot be told. */
  readonly minutes: number | null;
  readonly windowNos: readonly string[];
  /** Epoch ms; printed in the time of China. */
  readonly takenAt: number;
  /** Last four characters of the identity number, or null for a ticket without one. */
  readonly tail: string | null;
  readonly qrPayload: string;
  /** Issued while the hub was away. */
  readonly offline: boolean;
  readonly reprint: boolean;
  /** What to do after a missed call, in the hall's own words: 过号请到咨询台…. */
  readonly missedAdvice: string;
}

const QR_MODULE_DOTS = 6;
/** A phone needs four white modules (24 dots) around the symbol; a line is 30. */
const QR_QUIET_ZONE: SlipBlock = { type: 'feed', lines: 1 };

/** The paper ticket: hall, number as large as the paper allows, business, wait, windows, time, QR, advice. */
export function ticketSlip(ticket: TicketSlipData): Slip {
  return {
    blocks: [
      { type: 'text', text: ticket.hallName, align: 'center' },
      ...marks(ticket),
      { type: 'text', text: '您的号码', align: 'center' },
      { type: 'text', text: ticket.no, align: 'center', size: 6, bold: true },
      { type: 'text', text: ticket.businessName, align: 'center', size: 2, bold: true },
      { type: 'rule' },
      { type: 'text', text: waitLine(ticket), align: 'center', bold: true },
      { type: 'pair', left: '办理窗口', right: ticket.windowNos.length > 0 ? `${ticket.windowNos.join('、')}号` : '请留意叫号' },
      { type: 'pair', left: '取号时间', right: formatTime(ticket.takenAt) },
      ...(ticket.tail === null ? [] : [{ type: 'pair', left: '证件尾号', right: tailOf(ticket.tail) } as const]),
      { type: 'rule' },
      QR_QUIET_ZONE,
      { type: 'qr', payload: ticket.qrPayload, moduleSize: QR_MODULE_DOTS },
      QR_QUIET_ZONE,
      { type: 'text', text: ticket.missedAdvice, align: 'center' },
    ],
  };
}

function marks({ offline, reprint }: TicketSlipData): SlipBlock[] {
  const text = `${offline ? '【离线取号】' : ''}${reprint ? '【重打】' : ''}`;
  return text === '' ? [] : [{ type: 'text', text, align: 'center', bold: true }];
}

function waitLine({ ahead, minutes }: TicketSlipData): string {
  if (ahead === 0) return '前面无人等候 · 请留意叫号';
  const wait = minutes === null ? '' : ` · 约 ${minutes} 分钟`;
  return `前面等候 ${ahead} 人${wait}`;
}

/** At most four characters reach the paper, whatever the caller gives. */
function tailOf(tail: string): string {
  return `****${tail.slice(-4)}`;
}

const CHINA_TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai', year: 'numeric', month: 'numeric', day: 'numeric',
  weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** 2026年3月5日(周四) 14:30 */
function formatTime(epochMs: number): string {
  const parts = new Map(CHINA_TIME.formatToParts(epochMs).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${part('year')}年${part('month')}月${part('day')}日(${part('weekday')}) ${part('hour')}:${part('minute')}`;
}
