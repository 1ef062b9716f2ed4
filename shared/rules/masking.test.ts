import { mask, maskName, type MaskKind, type MaskUse } from './masking.ts';

const TABLE: readonly [MaskKind, string, MaskUse, string][] = [
  ['certNo', '11010519491231002X', 'public', '****002X'],
  ['certNo', '11010519491231002X', 'clerk', '1****************X'],
  ['certNo', 'E12345678', 'public', '****5678'],
  ['certNo', 'E12345678', 'clerk', 'E*******8'],
  ['certNo', '1234567', 'public', '****'],
  ['certNo', '12345', 'clerk', '****'],
  ['certNo', '12', 'public', '****'],
  ['certNo', '', 'public', ''],
  ['name', '李四', 'public', '李*'],
  ['name', '李四', 'clerk', '李*'],
  ['name', '王小明', 'public', '王*'],
  ['name', '王小明', 'clerk', '王*明'],
  ['name', '阿依古丽·买买提', 'public', '阿*'],
  ['name', '阿依古丽·买买提', 'clerk', '阿******提'],
  ['name', 'ZHENGJIAN, YANGBEN', 'public', 'Z*'],
  ['name', '𬭊明', 'public', '𬭊*'],
  ['name', '李', 'public', '*'],
  ['name', '李', 'clerk', '*'],
  ['name', ' 李四 ', 'public', '李*'],
  ['phone', '13800001234', 'public', '****1234'],
  ['phone', '13800001234', 'clerk', '138****1234'],
  ['phone', '12345', 'public', '****'],
  ['phone', '12345', 'clerk', '****'],
];

test.each(TABLE)('%s %j for %s: %j', (kind, value, use, expected) => {
  expect(mask(kind, value, use)).toBe(expected);
});

test('names for a public screen', () => {
  expect(maskName('李四')).toBe('李*');
  expect(maskName('')).toBe('');
});
