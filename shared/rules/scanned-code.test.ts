import { beginningOf, readScannedCode } from './scanned-code.ts';

const ID = '01JQ5ZK8V7N4M2R3T6W9XYABCD';

test.each([
  [`yichuang:ticket:${ID}`, { type: 'ticket', ticketId: ID }],
  [` yichuang:ticket:${ID}\n`, { type: 'ticket', ticketId: ID }],
  [`yichuang:case:${ID}:受〔2026〕0001号`, { type: 'case', caseId: ID }],
  ['A001', { type: 'ticket-no', no: 'A001' }],
  ['a001', { type: 'ticket-no', no: 'A001' }],
  [`yichuang:ticket:${ID}x`, { type: 'text' }],
  [`yichuang:ticket:../${ID}`, { type: 'text' }],
  ['https://example.com/a', { type: 'text', text: 'https://example.com/a' }],
  ['javascript:alert(1)', { type: 'text' }],
  ['', { type: 'text', text: '' }],
])('%j', (code, expected) => expect(readScannedCode(code)).toMatchObject(expected));

test.each([
  ['A001', 'A001'],
  ['https://example.com/a', 'https:…'],
  ['政务服务大厅出件码', '政务服务大厅…'],
  ['11010519491231002X', '110105…'],
])('%j begins with %j', (code, beginning) => expect(beginningOf(code)).toBe(beginning));
