import { ticketSlip } from './ticket-slip.ts';
import type { TicketSlipData } from './ticket-slip.ts';

const TICKET: TicketSlipData = {
  hallName: '云山县政务服务中心',
  no: 'A012',
  businessName: '不动产登记',
  ahead: 7,
  minutes: 25,
  windowNos: ['3', '4', '5'],
  takenAt: Date.UTC(2026, 2, 5, 6, 30),
  tail: '002X',
  qrPayload: 'yichuang:t:01JQ5ZK8V7N4M2R3T6W9XYABCD',
  offline: false,
  reprint: false,
  missedAdvice: '过号请到咨询台，或在自助机上按“过号激活”',
};

function textOf(ticket: TicketSlipData): string {
  return ticketSlip(ticket).blocks.map((block) => {
    if (block.type === 'text') return block.text;
    return block.type === 'pair' ? `${block.left}=${block.right}` : block.type;
  }).join('|');
}

test('the whole ticket', () => {
  expect(ticketSlip(TICKET)).toEqual({ blocks: [
    { type: 'text', text: '云山县政务服务中心', align: 'center' },
    { type: 'text', text: '您的号码', align: 'center' },
    { type: 'text', text: 'A012', align: 'center', size: 6, bold: true },
    { type: 'text', text: '不动产登记', align: 'center', size: 2, bold: true },
    { type: 'rule' },
    { type: 'text', text: '前面等候 7 人 · 约 25 分钟', align: 'center', bold: true },
    { type: 'pair', left: '办理窗口', right: '3、4、5号' },
    { type: 'pair', left: '取号时间', right: '2026年3月5日(周四) 14:30' },
    { type: 'pair', left: '证件尾号', right: '****002X' },
    { type: 'rule' },
    { type: 'feed', lines: 1 },
    { type: 'qr', payload: 'yichuang:t:01JQ5ZK8V7N4M2R3T6W9XYABCD', moduleSize: 6 },
    { type: 'feed', lines: 1 },
    { type: 'text', text: '过号请到咨询台，或在自助机上按“过号激活”', align: 'center' },
  ] });
});

test.each<[string, Partial<TicketSlipData>, string]>([
  ['taken without the hub', { offline: true }, '云山县政务服务中心|【离线取号】|您的号码'],
  ['printed again', { reprint: true }, '云山县政务服务中心|【重打】|您的号码'],
  ['both', { offline: true, reprint: true }, '云山县政务服务中心|【离线取号】【重打】|您的号码'],
  ['nobody ahead', { ahead: 0, minutes: 0 }, '|前面无人等候 · 请留意叫号|'],
  ['the wait cannot be told', { minutes: null }, '|前面等候 7 人|'],
  ['no window open yet', { windowNos: [] }, '|办理窗口=请留意叫号|'],
  ['after midnight in China, the day before in UTC', { takenAt: Date.UTC(2026, 11, 31, 16, 5) }, '|取号时间=2027年1月1日(周五) 00:05|'],
])('%s', (_name, change, expected) => {
  expect(textOf({ ...TICKET, ...change })).toContain(expected);
});

test('without identity there is no tail line', () => {
  expect(textOf({ ...TICKET, tail: null })).not.toContain('证件尾号');
});

test('never more than four characters of an identity number, even when the caller hands over all of it', () => {
  expect(JSON.stringify(ticketSlip({ ...TICKET, tail: '11010519491231002X' }))).not.toContain('110105');
});
