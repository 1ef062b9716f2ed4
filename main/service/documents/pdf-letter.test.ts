import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseTemplate } from '../../app/assets.ts';
import type { CaseFile, CaseMaterial, DocumentKind } from '../../../shared/types/case-file.ts';
import { testHall } from '../../../test/helpers/test-hall.ts';
import { documentFields, signatureOn } from './document-fields.ts';
import { documentFonts, openFont } from './fonts.ts';
import { writeLetter, type Letter } from './pdf-letter.ts';
import { withMark } from './pdf-mark.ts';
import { caseFor } from './testing/walked-cases.ts';

const ROOT = resolve(__dirname, '../../..');
const LONGEST_NAME = '阿卜杜热合曼·买买提艾力·吐尔逊江·阿不都克里木·伊斯马伊力江·艾合买提江·努尔买买提·玉素甫江·木拉提江·热西提·艾山';

function material(name: string, gap: CaseMaterial['gap'] = null): CaseMaterial {
  return { materialId: 'm', name, required: true, status: gap === null ? 'RECEIVED' : 'MISSING', originals: 1, copies: 2, gap };
}

async function letter(kind: DocumentKind, change: Partial<CaseFile> = {}): Promise<Letter> {
  const path = `assets/document-templates/${kind.toLowerCase().replaceAll('_', '-')}.json`;
  const { file: walked, step } = caseFor(kind);
  const file = { ...walked, ...change };
  return {
    template: parseTemplate(path, JSON.parse(readFileSync(join(ROOT, path), 'utf8'))),
    hallName: '示范政务服务大厅',
    no: '示范政务服务大厅受〔2026〕C1-0001号',
    fields: documentFields({ file, hall: await testHall({ kiosks: 1, counters: 1 }), step }),
    file,
    signature: signatureOn(kind, file),
    offline: false,
    qrPayload: 'yichuang:case:x',
    issuedAt: Date.UTC(2026, 2, 5),
  };
}

async function poppler(program: string, wanted: Letter, ...args: string[]): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'letter-')), 'letter.pdf');
  const { bytes } = await writeLetter(wanted, documentFonts(ROOT));
  writeFileSync(path, bytes);
  return execFileSync(program, [...args, path, ...(program === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8' });
}

/** A line of a letter may break anywhere between two Chinese characters. */
function joined(text: string): string {
  return text.replaceAll(/\s/g, '');
}

async function textOf(wanted: Letter): Promise<string> {
  return joined(await poppler('pdftotext', wanted, '-layout'));
}

/** What must stand on it by law or by the domain model's skeletons, and on how many pages. */
test.each<[DocumentKind, number, readonly string[]]>([
  ['ACCEPT', 1, ['受理通知书', '李四：', '食品经营许可', '11990101990000017G4990700100001', '2025年11月3日', '2025年11月17日（10个工作日）', '原件', '1份', '查询密码123456', '受理专用章', '待盖章', '申请人签收', '模板2', '第1页/共1页']],
  ['CORRECTION', 1, ['补齐补正告知书', '一次性告知', 'plan', '未提交', '请补交', '2025年11月10日', '业务专用章']],
  ['ACCEPT_TOLERANT', 2, ['容缺受理日期2025年11月3日', '承诺补齐日期2025年11月10日', '预计办结日期2025年11月17日', '尚缺材料', '容缺承诺', '承诺人签名']],
  ['REFUSE_ACCEPT', 1, ['不予受理', '不属于本机关职权范围', '该项许可属于省级权限', '请向省市场监督管理局提出申请', '行政复议', '六个月内', '行政诉讼', '核准人', '工号1009']],
  ['DECISION_REFUSE', 1, ['不予批准的理由', '不符合规定条件', '救济途径', '可在六十日内申请行政复议']],
  ['HANDOVER_MATERIAL', 1, ['移交人（签名）', '接收人（签名）', '交-1', '共5页', '应签收时间', '缺损说明']],
  ['SPECIAL', 1, ['专家评审', '《行政许可法》第四十五条', '5个工作日', '工号2009']],
  ['OUTPUT_REFUSED', 1, ['持有人', '李四', '李肆', '不予接收']],
  ['DELIVERY_RECEIPT', 1, ['张三', '受委托人', '领取人签名', '****002X', '食品经营许可证']],
  ['MAPPING', 1, ['990101-COUNTER-1-20251103-0001', '11990101990000017G4990700100001202511030001', '继续有效']],
])('%s says what it is there for', async (kind, pages, words) => {
  const wanted = await letter(kind);
  const text = await textOf(wanted);
  for (const word of words) expect(text).toContain(word);
  expect(text).toContain(`第${pages}页/共${pages}页`);
});

test('number and template stand in one line at the foot of the page', async () => {
  const long = { ...(await letter('ACCEPT')), no: '示范政务服务大厅受〔2026〕COUNTER-12-0001号' };
  const foot = (await poppler('pdftotext', long, '-layout')).trimEnd().split('\n').at(-1) ?? '';
  expect(joined(foot)).toBe(`${long.no}模板2第1页/共1页`);
});

test('Chinese fonts are embedded as subsets', async () => {
  const rows = (await poppler('pdffonts', await letter('ACCEPT'))).trim().split('\n').slice(2);
  expect(rows.length).toBeGreaterThanOrEqual(2);
  for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+NotoS.* yes yes yes /);
});

/** The pages as pdftotext parts them. */
async function pagesOf(wanted: Letter): Promise<string[]> {
  return (await poppler('pdftotext', wanted, '-layout')).split('\f').map(joined).filter((page) => page !== '');
}

test('sixty materials run over numbered pages, none is lost, the titles of the table stand on each', async () => {
  const materials = Array.from({ length: 60 }, (_, i) => material(`第${i + 1}号材料`));
  const pages = await pagesOf(await letter('ACCEPT', { materials }));
  const text = pages.join('');
  for (let n = 1; n <= 60; n += 1) expect(text).toContain(`第${n}号材料`);
  pages.forEach((page, at) => expect(page).toContain(`第${at + 1}页/共${pages.length}页`));
  const withRows = pages.filter((page) => page.includes('号材料'));
  expect(withRows.length).toBeGreaterThan(1);
  for (const page of withRows) expect(page).toContain('序号材料名称');
});

test.each(Array.from({ length: 30 }, (_, i) => i + 10))('with %i materials the signatures are never alone on a page', async (count) => {
  const materials = Array.from({ length: count }, (_, i) => material(`第${i + 1}号材料`));
  const last = (await pagesOf(await letter('ACCEPT', { materials }))).at(-1) ?? '';
  expect(last).toContain('申请人签收');
  expect(last.indexOf('联系电话')).toBeGreaterThanOrEqual(0);
});

test('what the applicant promises stands above the promise’s signature', async () => {
  const last = (await pagesOf(await letter('ACCEPT_TOLERANT'))).at(-1) ?? '';
  expect(last).toMatch(/容缺承诺.*承诺于2025年11月10日前补齐.*承诺人签名/);
});

test('an opinion of a thousand characters is printed whole', async () => {
  const { file } = caseFor('HANDOVER_RESULT');
  const opinion = Array.from({ length: 200 }, (_, i) => `意${String(i).padStart(4, '0')}`).join('');
  const steps = file.steps.map((step) => ({ ...step, opinion }));
  expect(await textOf(await letter('HANDOVER_RESULT', { steps }))).toContain('第3页');
});

test('the longest minority name and characters of the newer planes are there, not boxes', async () => {
  const { file } = caseFor('ACCEPT');
  const text = await textOf(await letter('ACCEPT', { applicant: { ...file.applicant, name: LONGEST_NAME }, materials: [material('𬭊、䶮、㛃的证明')] }));
  expect(Array.from(LONGEST_NAME).length).toBe(60);
  expect(text).toContain(`${LONGEST_NAME}：`);
  expect(text).toContain('𬭊、䶮、㛃的证明');
});

test('a letter made while the hub is away says so', async () => {
  const wanted = await letter('ACCEPT');
  expect(await textOf(wanted)).not.toContain('离线签发');
  expect(await textOf({ ...wanted, offline: true })).toContain('离线签发');
});

test('signed on the pad: the strokes and the day are on the letter; on paper: a line for the pen', async () => {
  const { file } = caseFor('DELIVERY_RECEIPT');
  expect(await textOf(await letter('DELIVERY_RECEIPT'))).toMatch(/领取人签名：日期：\d{4}年/);
  const onPaper = file.pickup && { ...file.pickup, signature: { name: '张三', strokes: null } };
  expect(await textOf(await letter('DELIVERY_RECEIPT', { pickup: onPaper }))).toMatch(/领取人签名：日期：年月日/);
});

/** How much ink is on each page within a box (points from the upper left corner). */
function inkOf(pdf: Uint8Array, box: { x: number; y: number; width: number; height: number }): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'mark-'));
  writeFileSync(join(folder, 'letter.pdf'), pdf);
  const cut = ['-x', box.x, '-y', box.y, '-W', box.width, '-H', box.height].map(String);
  execFileSync('pdftoppm', ['-r', '72', '-gray', ...cut, join(folder, 'letter.pdf'), join(folder, 'page')]);
  const pictures = readdirSync(folder).filter((name) => name.endsWith('.pgm')).sort();
  return pictures.map((name) => readFileSync(join(folder, name)).subarray(-box.width * box.height).filter((grey) => grey < 200).length);
}

test('a further copy is marked on every page, and the letter is still in it byte for byte', async () => {
  const materials = Array.from({ length: 40 }, (_, i) => material(`第${i + 1}号材料`));
  const { bytes, pages } = await writeLetter(await letter('ACCEPT', { materials }), documentFonts(ROOT));
  const marked = withMark(bytes, '补打', openFont(documentFonts(ROOT).bold));
  const corner = { x: 70, y: 20, width: 60, height: 28 };
  expect(inkOf(bytes, corner)).toEqual(Array.from({ length: pages }, () => 0));
  for (const ink of inkOf(marked, corner)) expect(ink).toBeGreaterThan(80);
  expect(inkOf(marked, corner)).toHaveLength(pages);
  expect(marked.subarray(0, bytes.length).equals(bytes)).toBe(true);
  expect(() => withMark(Buffer.from('%PDF-1.3'), '补打', openFont(documentFonts(ROOT).bold))).toThrow('not a letter');
});
