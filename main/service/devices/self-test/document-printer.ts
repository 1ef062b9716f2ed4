import type { DocumentPrinter } from '../../../../devices/document-printer/types.ts';
import { failed, passed, unconfirmed, type Exercise, type TestDesk } from './exercise.ts';
import { testPage } from './test-page.ts';

/** One page that is no document of anybody is printed; where the printer cannot say whether it came out, the person does. */
export const testDocumentPrinter: Exercise<DocumentPrinter> = async (printer, desk) => {
  desk.working('正在打印测试页');
  const order = { name: `self-test-${desk.testId}`, pdf: testPage(linesOf(desk)), pages: 1, copies: 1 };
  const printed = await printer.print(order, ({ advice }) => {
    if (advice !== '') desk.working(advice);
  });
  if (!printed.ok && printed.error.outcome === 'NOT_PRINTED') return failed(printed.error.sentence);
  const readable = await desk.ask('请看出纸口：测试页打出来了，四边的框完整、字迹清楚吗？');
  if (readable === null) return unconfirmed(printed.ok ? '打印机报告测试页已打完，没有人看到' : printed.error.sentence);
  if (!readable) return failed('测试页没有打好，请检查碳粉、纸张和进纸导板');
  return printed.ok ? passed('测试页打印正常') : unconfirmed('测试页打出来了，但打印机没有报告结果，打印文书后需要人工确认');
};

/** ASCII only: the page brings no font. */
function linesOf({ workNo, now }: TestDesk): string[] {
  return ['YICHUANG DEVICE SELF-TEST', 'This page is not a document.', new Date(now()).toISOString(), `Work No. ${workNo}`, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789'];
}
