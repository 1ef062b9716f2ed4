import { assertNever } from '../basics/assert-never.ts';
import type { WindowState } from '../types/ticket.ts';

const DIGITS = '零一二三四五六七八九';

/** A whole number from 1 to 999 as it is spoken: 12 十二, 101 一百零一. */
function spokenNumber(value: number): string {
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  const front = hundreds > 0 ? `${DIGITS.charAt(hundreds)}百${tens === 0 && ones > 0 ? '零' : ''}` : '';
  const middle = tens > 0 ? `${tens === 1 && hundreds === 0 ? '' : DIGITS.charAt(tens)}十` : '';
  return front + middle + (ones > 0 ? DIGITS.charAt(ones) : '');
}

/** Letters and digits one by one with a pause between them, so that they are understood in a noisy hall. */
function spelled(no: string): string {
  return Array.from(no, (char) => (/\d/.test(char) ? DIGITS.charAt(Number(char)) : char)).join('、');
}

/** The number of a window is spoken as a number; leading zeros on its sign are not. */
function spokenWindow(windowNo: string): string {
  const value = Number(windowNo);
  return Number.isInteger(value) && value >= 1 && value <= 999 ? spokenNumber(value) : spelled(windowNo);
}

/** What the hall hears: said twice; a repeated call says which one it is (domain model §3.10). Never a name. */
export function callSentence(call: { readonly no: string; readonly windowNo: string; readonly nth: number }): string {
  const sentence = `请${spelled(call.no)}号，到${spokenWindow(call.windowNo)}号窗口办理。`;
  const repeated = call.nth > 1 ? `第${spokenNumber(call.nth)}次呼叫，` : '';
  return repeated + sentence + sentence;
}

/** What the strip over a window shows in each state (domain model §3.11). `no` is the ticket there, if any. */
export function ledText(window: { readonly state: WindowState; readonly windowNo: string; readonly no: string | null }): string {
  switch (window.state) {
    case 'CLOSED':
      return '暂未开放';
    case 'OPEN':
      return '欢迎光临';
    case 'PAUSED':
      return '暂停服务';
    case 'CALLING':
      return window.no === null ? '欢迎光临' : `请${window.no}号到${window.windowNo}号窗口`;
    case 'SERVING':
      return window.no === null ? '正在办理' : `${window.no}号正在办理`;
    default:
      return assertNever(window.state);
  }
}
