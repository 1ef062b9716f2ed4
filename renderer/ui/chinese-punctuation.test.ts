import { chinesePunctuation } from './chinese-punctuation.ts';

test.each([
  ['打印纸用完了,您的号码 A012 仍然有效,请到导办台', '打印纸用完了，您的号码 A012 仍然有效，请到导办台'],
  ['今日17:30停止取号', '今日17:30停止取号'],
  ['咨询电话:12345,请拨打', '咨询电话：12345，请拨打'],
  ['2026年3月5日(周四) 14:30', '2026年3月5日(周四) 14:30'],
  ['Hello, world: 1,000', 'Hello, world: 1,000'],
])('%s becomes %s', (written, set) => expect(chinesePunctuation(written)).toBe(set));
