import type { Slip, TicketPrinter } from '../../../../devices/ticket-printer/types.ts';
import { timeOfDayAt } from '../../../../shared/rules/business-date.ts';
import { failed, passed, unconfirmed, type Exercise, type TestDesk } from './exercise.ts';

/** A slip that nobody can take for a number is printed; the printer has to prove it. */
export const testTicketPrinter: Exercise<TicketPrinter> = async (printer, desk) => {
  desk.working('正在打印测试小票');
  const ready = await printer.checkReady();
  if (!ready.ok) return failed(ready.error.sentence);
  const printed = await printer.print(testSlip(desk));
  if (printed.ok) return passed(printed.value.paperNearEnd ? '测试小票已打出，打印机已证实；纸快用完了，请准备换纸' : '测试小票已打出，打印机已证实');
  if (printed.error.outcome === 'NOT_PRINTED') return failed(printed.error.sentence);
  const seen = await desk.ask('打印机没有证实，请看出纸口：测试小票打出来了吗？');
  if (seen === null) return unconfirmed('打印机没有证实测试小票，也没有人看到');
  return seen
    ? failed('小票打出来了，但打印机不能证实，发出的号码会等待人工核实，请核对打印机的型号设置')
    : failed('小票没有打出来，请检查纸卷和连接线');
};

function testSlip({ stationName, workNo, now }: TestDesk): Slip {
  return {
    blocks: [
      { type: 'text', text: '设备自检', align: 'center', size: 2, bold: true },
      { type: 'text', text: '测试小票，不是排队号，请作废', align: 'center' },
      { type: 'rule' },
      { type: 'pair', left: stationName, right: timeOfDayAt(now()) },
      { type: 'pair', left: '测试人工号', right: workNo },
      { type: 'text', text: 'A0123456789 一二三四五六七八九十' },
      { type: 'rule' },
      { type: 'text', text: '字迹清楚、没有缺笔、纸已切断，即为正常', align: 'center' },
    ],
  };
}
