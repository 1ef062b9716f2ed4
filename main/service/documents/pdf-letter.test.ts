import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CaseMaterial } from '../../../shared/types/case-file.ts';
import { documentFonts } from './fonts.ts';
import { writeLetter, type Letter } from './pdf-letter.ts';
import { DocumentTemplate, fill } from './template.ts';

const ROOT = resolve(__dirname, '../../..');
const FIELDS = new Map(
  ['hallName', 'hallAddress', 'consultPhone', 'supervisionPhone', 'applicantName', 'itemName', 'taskCode', 'departmentName', 'kindText', 'localNo', 'caseNoText', 'queryPin', 'workNo', 'receivedDate', 'acceptedDate', 'promisedText', 'correctionDueText'].map(
    (name) => [name, `〈${name}〉`] as const,
  ),
);

function template(name: string): DocumentTemplate {
  return DocumentTemplate.parse(JSON.parse(readFileSync(join(ROOT, 'assets/document-templates', `${name}.json`), 'utf8')));
}

function material(name: string, gap: CaseMaterial['gap'] = null): CaseMaterial {
  return { materialId: 'm', name, required: true, status: gap === null ? 'RECEIVED' : 'MISSING', originals: 1, copies: 2, gap };
}

function letter(name: string, materials: CaseMaterial[], fields: ReadonlyMap<string, string> = FIELDS): Letter {
  return {
    template: template(name),
    hallName: '示范政务服务大厅',
    no: '示范政务服务大厅受〔2026〕C1-0001号',
    fields,
    materials,
    gaps: materials.filter((m) => m.gap !== null),
    qrPayload: 'yichuang:case:x',
    issuedAt: Date.UTC(2026, 2, 5),
  };
}

async function poppler(program: string, wanted: Letter, ...args: string[]): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'letter-')), 'letter.pdf');
  const { bytes } = await writeLetter(wanted, documentFonts(ROOT));
  writeFileSync(file, bytes);
  return execFileSync(program, [...args, file, ...(program === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8' });
}

/** A line of a letter may break anywhere between two Chinese characters. */
function joined(text: string): string {
  return text.replaceAll(/\s/g, '');
}

test('the acceptance notice says everything the law asks for, on one page', async () => {
  const wanted = letter('accept', [material('申请书'), material('身份证')]);
  const text = joined(await poppler('pdftotext', wanted, '-layout'));
  for (const words of ['受理通知书', '〈applicantName〉', '〈itemName〉', '〈taskCode〉', '〈caseNoText〉', '〈acceptedDate〉', '〈promisedText〉', '申请书', '原件', '2份', '〈queryPin〉', '受理专用章', '申请人签收', '第1页/共1页', '模板1']) {
    expect(text).toContain(words);
  }
});

test('number and template stand in one line at the foot of the page', async () => {
  const long = { ...letter('accept', [material('申请书')]), no: '示范政务服务大厅受〔2026〕COUNTER-12-0001号' };
  const foot = (await poppler('pdftotext', long, '-layout')).trimEnd().split('\n').at(-1) ?? '';
  expect(joined(foot)).toBe(`${long.no}模板1第1页/共1页`);
});

test('the correction notice lists every gap with problem and demand', async () => {
  const wanted = letter('correction', [material('申请书'), material('章程', { problem: '未签字', demand: '由全体股东签字' }), material('租赁合同', { problem: '已过期', demand: '提交有效合同' })]);
  const text = joined(await poppler('pdftotext', wanted, '-layout'));
  for (const words of ['补齐补正告知书', '章程', '未签字', '由全体股东签字', '租赁合同', '已过期', '提交有效合同', '〈correctionDueText〉', '一次性告知']) {
    expect(text).toContain(words);
  }
});

test('Chinese fonts are embedded as subsets', async () => {
  const rows = (await poppler('pdffonts', letter('accept', [material('申请书')]))).trim().split('\n').slice(2);
  expect(rows.length).toBeGreaterThanOrEqual(2);
  for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+NotoS.* yes yes yes /);
});

test('sixty materials run over several numbered pages and none is lost', async () => {
  const materials = Array.from({ length: 60 }, (_, i) => material(`第${i + 1}号材料`));
  const wanted = letter('accept', materials);
  const { pages } = await writeLetter(wanted, documentFonts(ROOT));
  expect(pages).toBeGreaterThan(2);
  const text = joined(await poppler('pdftotext', wanted, '-layout'));
  for (let n = 1; n <= 60; n += 1) expect(text).toContain(`第${n}号材料`);
  expect(text).toContain(`第${pages}页/共${pages}页`);
});

test('a template that names an unknown field is a mistake, not a blank', () => {
  expect(() => fill('{{nobody}}', FIELDS)).toThrow('nobody');
});
