import type { DeviceHealth } from '../../shared/types/device.ts';
import type { QueueProblem } from './queue.ts';
import type { PrinterCondition } from './protocol.ts';
import type { DocumentFailure } from './types.ts';

/** What staff is told of a queue that answers. `fault`: nothing would come out, so nothing is sent. */
export interface ConditionView {
  readonly health: Extract<DeviceHealth, 'ready' | 'attention' | 'fault'>;
  readonly state: string;
  readonly advice: string;
}

/** Reasons of a printer's state (RFC 8011 §5.4.12) that somebody can do something about; the first that applies is told. */
const REASONS: readonly (readonly [keyword: string, stops: boolean, advice: string])[] = [
  ['media-jam', true, '打印机卡纸了，请打开机盖取出卡住的纸'],
  ['cover-open', true, '打印机的盖子没有关好，请关上'],
  ['door-open', true, '打印机的盖子没有关好，请关上'],
  ['interlock-open', true, '打印机的盖子没有关好，请关上'],
  ['media-empty', true, '打印机没有纸了，请加 A4 纸'],
  ['media-needed', true, '打印机没有纸了，请加 A4 纸'],
  ['input-tray-missing', true, '打印机的纸盒没有装好，请推到底'],
  ['toner-empty', true, '打印机没有碳粉了，请更换碳粉盒'],
  ['marker-supply-empty', true, '打印机没有墨粉了，请更换墨粉盒'],
  ['marker-waste-full', true, '打印机的废粉盒满了，请更换'],
  ['output-area-full', true, '出纸口满了，请取走打好的纸'],
  ['spool-area-full', true, '打印服务的存储空间满了，请联系管理员清理'],
  // A report by its name, but CUPS means by it that the printer cannot be reached.
  ['offline-report', true, '打印服务说打印机没有接上，请检查打印机的电源和连接线'],
  ['offline', true, '打印服务说打印机没有接上，请检查打印机的电源和连接线'],
  ['shutdown', true, '打印机已经关机，请打开电源'],
  ['timed-out', true, '打印服务等不到打印机回答，请检查打印机的电源和连接线'],
  ['paused', true, '打印队列已经暂停，请在打印机或打印服务上恢复'],
  ['moving-to-paused', true, '打印队列正在暂停，请在打印机或打印服务上恢复'],
  ['connecting-to-device', false, '打印服务正在连接打印机；一直如此时，请检查打印机的电源和连接线'],
  ['media-low', false, '打印机的纸快用完了，请准备 A4 纸'],
  ['toner-low', false, '打印机的碳粉快用完了，请准备碳粉盒'],
  ['marker-supply-low', false, '打印机的墨粉快用完了，请准备墨粉盒'],
  ['marker-waste-almost-full', false, '打印机的废粉盒快满了，请准备更换'],
  ['output-area-almost-full', false, '出纸口快满了，请取走打好的纸'],
];

/** Makes one state of what the queue tells about itself. */
export function viewOfCondition({ state, reasons, accepting, takesPdf }: PrinterCondition): ConditionView {
  const told = REASONS.flatMap(([keyword, stops, advice]) => {
    const severity = severityOf(reasons, keyword);
    if (severity === null || severity === 'report') return [];
    return [{ health: stops && severity === 'error' ? 'fault' : 'attention', state: keyword, advice } as const];
  });
  const stopping = told.find(({ health }) => health === 'fault');
  if (stopping !== undefined) return stopping;
  if (state === 'stopped') return { health: 'fault', state: 'stopped', advice: told[0]?.advice ?? '打印机停下了，请看打印机面板上的提示' };
  if (!accepting) return { health: 'fault', state: 'not-accepting', advice: '打印队列不接收新的任务，请在打印服务上改为接收' };
  if (!takesPdf) return { health: 'fault', state: 'no-pdf', advice: '这台打印机不能直接打印 PDF，请改用 CUPS 队列的地址' };
  return told[0] ?? { health: 'ready', state: state === 'processing' ? 'printing' : 'ready', advice: '' };
}

/** Without an ending a reason counts as an error. */
function severityOf(reasons: readonly string[], keyword: string): 'report' | 'warning' | 'error' | null {
  if (reasons.includes(`${keyword}-error`) || reasons.includes(keyword)) return 'error';
  if (reasons.includes(`${keyword}-warning`)) return 'warning';
  return reasons.includes(`${keyword}-report`) ? 'report' : null;
}

type Refusal = Extract<QueueProblem, object>;
type RefusalCause = 'no-queue' | 'not-allowed' | 'needs-encryption' | 'no-pdf' | 'unsupported-option' | 'not-accepting' | 'refused';

const IPP_CAUSES: ReadonlyMap<number, RefusalCause> = new Map([
  [0x0401, 'not-allowed'], [0x0402, 'not-allowed'], [0x0403, 'not-allowed'],
  [0x0406, 'no-queue'], [0x040a, 'no-pdf'], [0x040b, 'unsupported-option'], [0x040e, 'unsupported-option'], [0x0506, 'not-accepting'],
]);
const HTTP_CAUSES: ReadonlyMap<number, RefusalCause> = new Map([[401, 'not-allowed'], [403, 'not-allowed'], [404, 'no-queue'], [426, 'needs-encryption']]);

/** What staff is told of a queue that answers with a refusal. */
const REFUSALS: Readonly<Record<RefusalCause, string>> = {
  'no-queue': '打印服务上没有这个队列，请核对设备地址里的队列名',
  'not-allowed': '打印服务不允许本机打印，请在打印服务上放行本机',
  'needs-encryption': '打印服务只接受加密连接，请在打印服务上允许不加密的连接',
  'no-pdf': '这台打印机不能直接打印 PDF，请改用 CUPS 队列的地址',
  'unsupported-option': '打印机不支持所设的纸张、双面或份数，请核对设备设置',
  'not-accepting': '打印队列不接收新的任务，请在打印服务上改为接收',
  'refused': '打印服务拒绝了请求，请稍后再试，仍不行请联系管理员',
};

export function causeOfRefusal(problem: Refusal): { readonly cause: RefusalCause & DocumentFailure['cause']; readonly advice: string } {
  const known = 'refused' in problem ? IPP_CAUSES.get(problem.refused) : HTTP_CAUSES.get(problem.http);
  const cause = known ?? 'refused';
  return { cause, advice: REFUSALS[cause] };
}

export function viewOfRefusal(problem: Refusal): ConditionView {
  const { cause, advice } = causeOfRefusal(problem);
  return { health: 'fault', state: cause, advice };
}
