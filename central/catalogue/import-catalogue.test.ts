import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { strToU8, zipSync } from 'fflate';
import { seededRandom } from '../../shared/basics/seeded-random.ts';
import { importCatalogue, type ImportFile } from './import-catalogue.ts';
import { LIMITS } from './sheet.ts';
import { importTemplate } from './template.ts';
import { addressOf, csvText, GOOD, goodItem, goodMaterial, sheetsOf, withCell, withPart, xlsx } from './testing/workbook.ts';

function importXlsx(bytes: Uint8Array) {
  return importCatalogue([{ name: '清单.xlsx', bytes }]);
}

/** `sheet!A3 sentence` of every mistake. */
function mistakes(result: ReturnType<typeof importCatalogue>): string[] {
  return result.ok ? [] : result.error.map(({ sheet, row, column, sentence }) => `${sheet}!${column}${row} ${sentence}`);
}

const FOOD = {
  id: 'food-licence', version: 1, catalogCode: '990100100003', taskCode: '11990101990000017G4990100100003', type: '01', useLevel: '4', audience: ['1', '2'],
  reviewType: 'SUBSTANTIVE', legalDays: 20, promisedDays: 5, tolerant: ['rules'], businessIds: ['market'], state: 'LIVE', effectiveFrom: '2026-01-01', effectiveTo: null,
};

test('a workbook becomes items', () => {
  const result = importXlsx(xlsx(GOOD));
  expect(mistakes(result)).toEqual([]);
  expect(result).toMatchObject({ ok: true, value: [{ ...FOOD, materials: [{ id: 'form', originals: 1, copies: 0 }, { id: 'rules', originals: 0, copies: 1 }] }] });
});

test('questions, fees and steps come from their sheets', () => {
  const question = { 事项编号: 'food-licence', 问题编号: 'who', 问题: '由谁来办？' };
  const result = importXlsx(
    xlsx({
      ...goodMaterial({ 是否必要: '是' }),
      questions: [{ ...question, 选项编号: 'self', 选项: '本人', 需要的材料: '' }, { ...question, 选项编号: 'agent', 选项: '他人', 需要的材料: 'rules' }],
      fees: [{ 事项编号: 'food-licence', 收费项目: '工本费', 收费标准: '每证 10.5 元', '金额（元）': '10.5', 收费依据: '文件', 可否减免: '是' }],
      flow: [{ 事项编号: 'food-licence', 环节名称: '审查', 办理岗位: '科室', 环节时限: '5' }],
    }),
  );
  expect(result).toMatchObject({
    ok: true,
    value: [
      {
        questions: [{ id: 'who', text: '由谁来办？', options: [{ id: 'self', materialIds: [] }, { id: 'agent', materialIds: ['rules'], next: null }] }],
        fees: [{ name: '工本费', amountFen: 1050, reducible: true }],
        flow: [{ name: '审查', limitDays: 5 }],
      },
    ],
  });
});

const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

describe('CSV', () => {
  const files = (encode: (text: string) => Uint8Array, delimiter = ',', lineEnd = '\r\n'): ImportFile[] =>
    sheetsOf(GOOD).map((sheet) => ({ name: `${sheet.name}.csv`, bytes: encode(csvText(sheet, delimiter, lineEnd)) }));

  test.each([
    ['UTF-8', files((text) => Buffer.from(text))],
    ['UTF-8 with its mark', files((text) => Buffer.concat([UTF8_BOM, Buffer.from(text)]))],
    ['GBK', files((text) => iconv.encode(text, 'gbk'))],
    ['UTF-16 little end first', files((text) => iconv.encode(text, 'utf-16le', { addBOM: true }))],
    ['UTF-16 big end first', files((text) => iconv.encode(text, 'utf-16be', { addBOM: true }))],
    ['semicolons', files((text) => Buffer.from(text), ';')],
    ['tabs', files((text) => Buffer.from(text), '\t')],
    ['line feeds', files((text) => Buffer.from(text), ',', '\n')],
    ['mixed line ends and blank lines', files((text) => Buffer.from(text.replace('\r\n', '\n\r\n\n,,,\r')))],
    ['files with other names, known by their columns', files((text) => Buffer.from(text)).map((file, i) => ({ ...file, name: `导出${i}.csv` }))],
  ])('%s', (_name, given) => {
    const result = importCatalogue(given);
    expect(mistakes(result)).toEqual([]);
    expect(result).toMatchObject({ ok: true, value: [{ ...FOOD, name: '食品经营许可（新办）' }] });
  });

  test.each([
    ['quotes that do not end', '事项编号,"版本', ['事项!0 引号不成对，请检查带引号的格子']],
    ['a formula', csvText({ name: '', rows: (sheetsOf(goodItem({ 事项名称: '=1+1' }))[0]?.rows ?? []) }), ['事项!E2 “事项名称”：这一格是公式，请粘贴为数值']],
    ['nothing', '', ['!0 缺少“事项”表']],
  ])('%s', (_name, text, expected) => {
    const materials = files((other) => Buffer.from(other))[1];
    if (!materials) throw new Error('no second file');
    expect(mistakes(importCatalogue([{ name: '事项.csv', bytes: Buffer.from(text) }, materials]))).toEqual(expected);
  });
});

test('merged cells stand for each of their rows, blank rows for nothing', () => {
  const merged = withPart(xlsx(goodMaterial({ 事项编号: '' })), 'xl/worksheets/sheet2.xml', (xml) => xml.replace('</sheetData>', '<row r="9"/></sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'));
  expect(mistakes(importXlsx(merged))).toEqual([]);
});

test.each([
  ['full-width digits', '法定时限', '２０', 'legalDays', 20],
  ['a code with leading zeros', '业务办理项编码', '11990101990000017G499010010000300', 'handleItemCode', '11990101990000017G499010010000300'],
  ['a date in Chinese', '生效日期', '2026年3月1日', 'effectiveFrom', '2026-03-01'],
  ['a date with slashes', '生效日期', '2026/3/1', 'effectiveFrom', '2026-03-01'],
  ['rare characters and an emoji', '事项名称', '𠮷野家𬭎·🍜', 'name', '𠮷野家𬭎·🍜'],
  ['a script', '事项名称', '<script>alert(1)</script>&amp;', 'name', '<script>alert(1)</script>&amp;'],
  ['full-width letters in a text', '通俗名称', 'ＡＢＣ', 'plainName', 'ＡＢＣ'],
])('%s', (_name, title, text, field, value) => {
  const result = importXlsx(xlsx(goodItem({ [title]: text })));
  expect(mistakes(result)).toEqual([]);
  expect(result).toMatchObject({ ok: true, value: [{ [field]: value }] });
});

test.each([
  ['生效日期', '<v>46082</v>', { effectiveFrom: '2026-03-01' }],
  ['法定时限', '<v>20</v>', { legalDays: 20 }],
  ['法定时限', '<v>20.0</v>', { legalDays: 20 }],
])('%s as the number %s', (title, value, expected) => {
  const address = addressOf(GOOD, 0, title, 2);
  expect(importXlsx(withCell(xlsx(GOOD), 1, address, `<c r="${address}">${value}</c>`))).toMatchObject({ ok: true, value: [expected] });
});

test('day numbers of the 1904 calendar', () => {
  const address = addressOf(GOOD, 0, '生效日期', 2);
  const bytes = withCell(xlsx(GOOD), 1, address, `<c r="${address}"><v>44620</v></c>`);
  expect(importXlsx(withPart(bytes, 'xl/workbook.xml', (xml) => xml.replace('<sheets>', '<workbookPr date1904="1"/><sheets>')))).toMatchObject({ ok: true, value: [{ effectiveFrom: '2026-03-01' }] });
});

/** Title of the column, what stands there, what is said. */
const BAD_ITEM_CELLS: readonly (readonly [string, string, string])[] = [
  ['法定时限', '-1', '“法定时限”：请填写 0 到 9999 的整数'],
  ['法定时限', '1e9', '“法定时限”：请填写 0 到 9999 的整数'],
  ['法定时限', '二十', '“法定时限”：请填写 0 到 9999 的整数'],
  ['承诺时限', '21', '承诺时限不得超过法定时限'],
  ['生效日期', '2026-02-30', '“生效日期”：日期无效，请写成 2026-01-01 的样子'],
  ['事项类型', '处罚', '“事项类型”：“处罚”不在可选内容中，请填写：行政许可、行政给付、行政确认、行政奖励、行政裁决、其他行政权力、公共服务'],
  ['事项类型', 'constructor', '“事项类型”：“constructor”不在可选内容中，请填写：行政许可、行政给付、行政确认、行政奖励、行政裁决、其他行政权力、公共服务'],
  ['事项名称', '许可\u202e证', '“事项名称”：含有看不见的控制字符，请重新输入'],
  ['容缺材料', 'report', '容缺材料不在材料清单中'],
  // A Cyrillic А instead of an A.
  ['实施编码', '1199010199000001\u04107G499010010000', '实施编码的位数或字符不符合编码规则'],
  ['实施编码', '11990101990000018G4990100100003', '实施编码前 18 位不是有效的统一社会信用代码，请核对校验位'],
  ['事项编号', 'Food Licence', '填写不符合要求，请对照模板的填写说明（可能过长、含有不允许的字符，或者超出范围）'],
  ['事项名称', '长'.repeat(121), '填写不符合要求，请对照模板的填写说明（可能过长、含有不允许的字符，或者超出范围）'],
  ['状态', '', '“状态”没有填写'],
];

test.each(BAD_ITEM_CELLS)('%s %s', (title, text, sentence) => {
  const rows = goodItem({ [title]: text });
  const result = mistakes(importXlsx(xlsx(title === '事项编号' ? { ...rows, materials: GOOD.materials.map((row) => ({ ...row, 事项编号: text })) } : rows)));
  expect(result).toEqual([`事项!${addressOf(GOOD, 0, title, 2)} ${sentence}`]);
});

test.each([
  ['a number for a code', '实施编码', '<v>1.1990101990000017E30</v>', '“实施编码”：编码请设为文本格式后重新输入，按数字保存会丢失前面的 0 和后面的位数'],
  ['a formula', '承诺时限', '<f>2+3</f><v>5</v>', '“承诺时限”：这一格是公式，请粘贴为数值'],
  ['a day number out of range', '生效日期', '<v>59</v>', '“生效日期”：日期无效，请写成 2026-01-01 的样子'],
])('%s is told with its place', (_name, title, inside, sentence) => {
  const address = addressOf(GOOD, 0, title, 2);
  expect(mistakes(importXlsx(withCell(xlsx(GOOD), 1, address, `<c r="${address}">${inside}</c>`)))).toEqual([`事项!${address} ${sentence}`]);
});

test('an error cell is told with its place', () => {
  expect(mistakes(importXlsx(withCell(xlsx(GOOD), 2, 'C3', '<c r="C3" t="e"><v>#N/A</v></c>')))).toEqual(['材料!C3 “材料名称”：这一格是错误值，请改正']);
});

test.each([
  ['an item twice', { ...GOOD, items: [...GOOD.items, ...GOOD.items] }, '事项!A3 事项编号“food-licence”重复，一次导入中每个事项只能有一个版本'],
  ['a material of no item', goodMaterial({ 事项编号: 'elsewhere' }), '材料!A3 “事项”表中没有编号“elsewhere”'],
  ['an unknown column', goodItem({ 备注: '无' }), '事项!Q1 不认识的列“备注”'],
])('%s', (_name, rows, sentence) => {
  expect(mistakes(importXlsx(xlsx(rows)))).toContain(sentence);
});

test('every mistake of a file is told, and nothing is imported', () => {
  const rows = { items: [{ ...GOOD.items[0], 法定时限: 'x', 状态: '好' }], materials: [{ ...GOOD.materials[0], 原件份数: 'y' }] };
  expect(mistakes(importXlsx(xlsx(rows))).map((line) => line.split(' ')[0])).toEqual(['事项!K2', '事项!O2', '材料!E2']);
});

describe('files that are no catalogue', () => {
  const doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>';
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(LIMITS.unpackedBytes + 1) }, { level: 9 });
  const rowsOf = (count: number) => Array.from({ length: count }, (_, i) => `<row r="${i + 9}"><c r="A${i + 9}"><v>1</v></c></row>`).join('');
  const inSheet = (text: string) => withPart(xlsx(GOOD), 'xl/worksheets/sheet1.xml', (xml) => xml.replace('</sheetData>', `${text}</sheetData>`));

  test.each<[string, string, () => Uint8Array, string]>([
    ['no zip', 'a.xlsx', () => Buffer.from('事项'), '不是有效的 .xlsx 工作簿；旧的 .xls 请先另存为 .xlsx，加密的请先取消密码'],
    ['another zip', 'a.xlsx', () => zipSync({ 'a.txt': strToU8('a') }), '工作簿缺少部件，请用表格软件重新保存一次'],
    ['1 : 1000', 'a.xlsx', () => bomb, '工作簿解压后太大，请删去多余的工作表和格式'],
    ['a thousand parts', 'a.xlsx', () => zipSync(Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`x${i}`, new Uint8Array(1)]))), '工作簿里的部件太多，不是事项清单'],
    ['an outside entity', 'a.xlsx', () => withPart(xlsx(GOOD), 'xl/worksheets/sheet1.xml', (xml) => xml.replace('<worksheet', `${doctype}<worksheet`)), '工作簿里有不允许的文档类型声明'],
    ['broken XML', 'a.xlsx', () => inSheet('<row><c r="A9"></row>'), '工作簿内容损坏，请用表格软件重新保存一次'],
    ['200,000 rows', 'a.xlsx', () => inSheet(rowsOf(200_000)), '超过 50000 行，请分成几个文件'],
    ['64 KB in a cell', 'a.xlsx', () => xlsx(goodItem({ 事项名称: '长'.repeat(65_536) })), '有一格超过 8000 个字'],
    ['a column far out', 'a.xlsx', () => inSheet('<row r="9"><c r="XFD9"><v>1</v></c></row>'), '超过 200 列'],
    ['a program', 'a.exe', () => Buffer.from('MZ'), '只能导入 .xlsx、.csv 或者 .json 文件'],
    ['over 20 MB', 'a.csv', () => new Uint8Array(LIMITS.fileBytes + 1), '文件超过 20 MB'],
    ['bytes in no encoding', 'a.csv', () => Uint8Array.of(0x81, 0xff, 0xff), '文字编码无法识别，请另存为 UTF-8 或者 GBK 编码'],
    ['no JSON', 'a.json', () => Buffer.from('{"items":'), '不是有效的 JSON 文件'],
  ])('%s', (_name, name, make, sentence) => {
    const begun = performance.now();
    const result = importCatalogue([{ name, bytes: make() }]);
    expect(result.ok ? [] : result.error.map((problem) => problem.sentence)).toEqual([sentence]);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test('a part that unpacks to more than it declares is cut off there, and refused', () => {
    const bytes = Buffer.from(inSheet(' '.repeat(50_000_000)));
    const entry = bytes.indexOf('PK\u0001\u0002');
    const sheet = bytes.indexOf('xl/worksheets/sheet1.xml', entry) - 46;
    bytes.writeUInt32LE(2_000, sheet + 24);
    const before = process.memoryUsage().rss;
    expect(mistakes(importXlsx(new Uint8Array(bytes)))).toEqual(['事项!0 工作簿内容损坏，请用表格软件重新保存一次']);
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
  });

  test('a million merged cells', () => {
    const merges = Array.from({ length: 1_000 }, () => '<mergeCell ref="A2:A1000000"/>').join('');
    const bytes = withPart(xlsx(GOOD), 'xl/worksheets/sheet1.xml', (xml) => xml.replace('</sheetData>', `</sheetData><mergeCells>${merges}</mergeCells>`));
    expect(mistakes(importXlsx(bytes))).toEqual(['事项!0 合并的格子太多']);
  });
});

describe('JSON', () => {
  const seed = readFileSync(join(__dirname, '..', '..', 'assets', 'seed-catalogue', 'items.json'), 'utf8');
  const importText = (text: string) => importCatalogue([{ name: '目录.json', bytes: Buffer.from(text) }]);

  test('the catalogue that comes with the program', () => {
    const result = importText(seed);
    expect(mistakes(result)).toEqual([]);
    expect(result.ok && result.value.length).toBe(120);
  });

  test.each([
    ['"legalDays": 3,', '"legalDays": -3,', '目录.json!items.0.legalDays1'],
    ['"promisedDays": 0,', '"promisedDays": 4,', '目录.json!items.0.promisedDays1'],
    ['"id": "individual-setup"', '"id": "company-setup"', '目录.json!items.1.id2'],
    ['"version": 1,', '"version": 1, "__proto__": {"x": 1}, "unknown": 1,', '目录.json!items.01'],
  ])('%s as %s', (from, to, place) => {
    expect(mistakes(importText(seed.replace(from, to))).map((line) => line.split(' ')[0])).toContain(place);
  });
});

test('the template has every sheet and, empty as it is, says that nothing is in it', () => {
  expect(mistakes(importXlsx(importTemplate()))).toEqual(['!0 “事项”表中没有事项']);
});

test('600 damaged files: each is read whole or refused, none breaks the program', () => {
  const random = seededRandom(20_261_121);
  const originals = [{ name: 'a.xlsx', bytes: xlsx(GOOD) }, ...sheetsOf(GOOD).slice(0, 1).map((sheet) => ({ name: 'a.csv', bytes: new Uint8Array(Buffer.from(csvText(sheet))) })), { name: 'a.json', bytes: new Uint8Array(Buffer.from('{"version":"1","items":[]}')) }];
  const counts = { read: 0, refused: 0 };
  for (let round = 0; round < 200; round += 1) {
    for (const { name, bytes } of originals) {
      const damaged = bytes.slice(0, round % 5 === 0 ? Math.floor(random() * bytes.length) : undefined);
      for (let flips = 0; flips < 4; flips += 1) damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
      const result = importCatalogue([{ name, bytes: damaged }]);
      counts[result.ok ? 'read' : 'refused'] += 1;
      if (!result.ok) expect(result.error.every(({ sentence }) => sentence !== '')).toBe(true);
    }
  }
  expect(counts.refused).toBeGreaterThan(300);
  expect(counts.read + counts.refused).toBe(600);
});
