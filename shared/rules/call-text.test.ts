import type { WindowState } from '../types/ticket.ts';
import { callSentence, ledText } from './call-text.ts';

test.each([
  ['A001', '3', 1, '请A、零、零、一号，到三号窗口办理。请A、零、零、一号，到三号窗口办理。'],
  ['A001', '3', 2, '第二次呼叫，请A、零、零、一号，到三号窗口办理。请A、零、零、一号，到三号窗口办理。'],
  ['C1024', '12', 3, '第三次呼叫，请C、一、零、二、四号，到十二号窗口办理。请C、一、零、二、四号，到十二号窗口办理。'],
])('%s to window %s, call %i', (no, windowNo, nth, expected) => {
  expect(callSentence({ no, windowNo, nth })).toBe(expected);
});

test.each([
  ['1', '一'],
  ['10', '十'],
  ['11', '十一'],
  ['20', '二十'],
  ['25', '二十五'],
  ['100', '一百'],
  ['101', '一百零一'],
  ['110', '一百一十'],
  ['115', '一百一十五'],
  ['999', '九百九十九'],
  ['03', '三'],
  ['0', '零'],
  ['B2', 'B、二'],
])('window %s is spoken %s', (windowNo, spoken) => {
  expect(callSentence({ no: 'A001', windowNo, nth: 1 })).toContain(`，到${spoken}号窗口`);
});

const TABLE: readonly [WindowState, string | null, string][] = [
  ['CLOSED', null, '暂未开放'],
  ['OPEN', null, '欢迎光临'],
  ['PAUSED', null, '暂停服务'],
  ['CALLING', 'A001', '请A001号到3号窗口'],
  ['CALLING', null, '欢迎光临'],
  ['SERVING', 'A001', 'A001号正在办理'],
  ['SERVING', null, '正在办理'],
];

test.each(TABLE)('a strip in state %s with %s shows %s', (state, no, expected) => {
  expect(ledText({ state, windowNo: '3', no })).toBe(expected);
});
