import { ADVICE } from '../../../devices/ticket-printer/sentences.ts';
import type { DeviceHealth, DeviceKind } from '../../../shared/types/device.ts';
import { usable } from './citizen-words.ts';

function said(kind: DeviceKind, health: DeviceHealth, state: string) {
  return usable({ kind, status: () => ({ health, state, advice: ADVICE['paper-end'], since: 0, lastGoodAt: null, counters: {} }) });
}

test.each<[DeviceKind, DeviceHealth, string, boolean, string]>([
  ['ticketPrinter', 'ready', 'ready', true, ''],
  ['ticketPrinter', 'attention', 'paper-near-end', true, ''],
  ['ticketPrinter', 'unknown', 'connecting', true, ''],
  ['ticketPrinter', 'fault', 'paper-end', false, '这台自助机的打印纸用完了，请换一台自助机，或到导办台取号'],
  ['ticketPrinter', 'fault', 'cutter-error', false, '这台自助机暂时不能打印小票，请换一台自助机，或到导办台取号'],
  ['ticketPrinter', 'disconnected', 'disconnected', false, '这台自助机暂时不能打印小票，请换一台自助机，或到导办台取号'],
  ['idCardReader', 'disconnected', 'disconnected', false, '读卡器暂时不能使用，可以按“输入证件号码”取号，或到导办台取号'],
  ['idCardReader', 'attention', 'card-left', true, ''],
])('%s %s %s: usable %s, the citizen is told what a citizen can do', (kind, health, state, ready, sentence) => {
  expect(said(kind, health, state)).toEqual({ ready, sentence });
});
