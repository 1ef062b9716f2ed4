import type { Device } from '../../../devices/core/device.ts';

/** Not at hand: the kiosk's own state to a person without keys and tools. */
const WITHOUT_PRINTER = '这台自助机暂时不能打印小票，请换一台自助机，或到导办台取号';
const WITHOUT_READER = '读卡器暂时不能使用，可以按“输入证件号码”取号，或到导办台取号';
const NO_PAPER = '这台自助机的打印纸用完了，请换一台自助机，或到导办台取号';

/**
 * What a citizen is told of the kiosk's printer or reader. A driver's own advice (change the roll, switch it off) is for
 * staff, at the console. `unknown` counts as usable: the job itself will find out.
 */
export function usable(device: Pick<Device, 'kind' | 'status'>): { ready: boolean; sentence: string } {
  const { health, state } = device.status();
  if (health !== 'fault' && health !== 'disconnected') return { ready: true, sentence: '' };
  if (device.kind !== 'ticketPrinter') return { ready: false, sentence: WITHOUT_READER };
  return { ready: false, sentence: state === 'paper-end' ? NO_PAPER : WITHOUT_PRINTER };
}
