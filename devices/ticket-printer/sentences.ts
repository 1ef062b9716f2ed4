import type { PrintFailure } from './types.ts';

/** For the citizen in front of the kiosk: what happened and what to do. About the printer only, never the number. */
export const SENTENCES: Record<PrintFailure['cause'], string> = {
  'disconnected': '打印机没有连上，请到导办台找工作人员帮助。',
  'paper-end': '打印纸用完了，请到导办台，由工作人员更换打印纸。',
  'cover-open': '打印机盖子没有关好，请到导办台找工作人员帮助。',
  'cutter-error': '打印机切纸时卡住了，请不要用力拉纸，请到导办台找工作人员帮助。',
  'mechanical-error': '打印机卡住了，请到导办台找工作人员帮助。',
  'overheated': '打印机过热，正在降温，请稍等片刻再试。',
  'error': '打印机出现故障，请到导办台找工作人员帮助。',
  'busy': '打印机正忙，请稍等片刻再试。',
  'no-proof': '打印机没有确认小票已经打完，请看一下出纸口；没有拿到小票的，请到导办台找工作人员帮助。',
  'not-encodable': '这张小票的内容无法打印，请到导办台找工作人员帮助。',
};

/** For staff at the console: one advice a state of the device. */
export const ADVICE = {
  'ready': '',
  'paper-near-end': '打印纸快用完了，请准备更换纸卷',
  'paper-end': '打印纸用完了，请更换纸卷',
  'cover-open': '打印机盖子没有关好，请合上盖子',
  'cutter-error': '切刀卡住了，请关闭电源，取出卡住的纸，再接通电源',
  'mechanical-error': '打印机内部卡住了，请打开盖子取出卡住的纸，再合上',
  'overheated': '打印头过热，降温后自动恢复；经常出现时请报修',
  'error': '打印机报告故障，请重新接通电源；仍有故障时请报修',
  'offline': '打印机处于脱机状态，请检查是否按住了进纸键',
  'no-proof': '打印机不回答打印确认，请核对该型号的确认方式设置（GS r 或 GS ( H）',
} as const;
