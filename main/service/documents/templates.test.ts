import { resolve } from 'node:path';
import { parseTemplate, readAssets } from '../../app/assets.ts';
import { CASE_STEPS, type CaseStep } from '../../../shared/rules/case-steps.ts';
import { DOCUMENT_TITLES } from '../../../shared/rules/document-titles.ts';
import { DocumentKind } from '../../../shared/types/case-file.ts';
import { testHall } from '../../../test/helpers/test-hall.ts';
import { documentFields, FIELD_NAMES, signatureOn } from './document-fields.ts';
import { tableOf } from './letter-tables.ts';
import { fieldsNamed, fill, type DocumentTemplate, type TemplateTable } from './template.ts';
import { caseFor } from './testing/walked-cases.ts';

const assets = readAssets(resolve(__dirname, '../../..'));

async function templateOf(kind: DocumentKind): Promise<DocumentTemplate> {
  const template = (await assets).templates.get(kind);
  if (!template) throw new Error(`no template for ${kind}`);
  return template;
}

/** Lists that the letter is there for; the others may be empty. */
const NEEDED: readonly TemplateTable[] = ['gaps', 'supplied', 'promised', 'differences', 'steps', 'suspensions'];

test.each(DocumentKind.options)('%s: a case that has come there fills every field and every list of its template', async (kind) => {
  const template = await templateOf(kind);
  const { file, step } = caseFor(kind);
  const fields = documentFields({ file, hall: await testHall({ kiosks: 1, counters: 1 }), step });
  expect(fieldsNamed(template).filter((name) => (fields.get(name) ?? '') === '')).toEqual([]);
  for (const block of template.blocks) {
    if (block.type === 'table' && NEEDED.includes(block.of)) expect([block.of, tableOf(block.of, file).rows.length]).not.toEqual([block.of, 0]);
    if (block.type === 'form') expect(block.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1);
  }
  expect(fill(JSON.stringify(template.blocks), fields)).not.toContain('{{');
});

test('a letter that a step calls for is owed by the case that took the step', () => {
  const called = new Set(Object.values(CASE_STEPS).flatMap(({ document }: CaseStep) => (document === null ? [] : [document])));
  for (const kind of called) expect([kind, caseFor(kind).file.owed.some((owed) => owed.kind === kind)]).toEqual([kind, true]);
});

test('titles are those the pages use, and no two kinds count under one word', async () => {
  const templates = [...(await assets).templates.values()];
  expect(Object.fromEntries(templates.map(({ kind, title }) => [kind, title]))).toEqual(DOCUMENT_TITLES);
  expect(new Set(templates.map(({ numberWord }) => numberWord)).size).toBe(DocumentKind.options.length);
});

test('every field is used by some template', async () => {
  const used = new Set([...(await assets).templates.values()].flatMap(fieldsNamed));
  expect([...FIELD_NAMES].filter((name) => !used.has(name))).toEqual([]);
});

const FILE = 'document-templates/accept.json';
const WHOLE = { kind: 'ACCEPT', version: '1', title: '受理通知书', numberWord: '受' };

test.each([
  [[{ type: 'heading', text: '清单' }, { type: 'paragraph', text: '{{applicantNmae}}：' }], `${FILE}: block 2 (paragraph) names the unknown field {{applicantNmae}}`],
  [[{ type: 'facts', rows: [['事项', '{{itemName}}'], ['编号', '{{ caseNo }}']] }], `${FILE}: block 1 (facts) names the unknown field {{ caseNo }}`],
  [[{ type: 'signatures', left: '签收', right: '章', date: '{{acceptedDate}' }], `${FILE}: block 1 (signatures) names the unknown field {{acceptedDate}`],
  [[{ type: 'form', titles: ['项目', '金额'], widths: [1], rows: 2 }], `${FILE}: block 1 (form) has 2 titles and 1 widths`],
])('a template with a mistake is refused with its file and block', (blocks, message) => {
  expect(() => parseTemplate(FILE, { ...WHOLE, blocks })).toThrow(message);
});

test('a field the letter does not have is a mistake, not a blank; an empty one says so', () => {
  const fields = new Map([['known', '李四'], ['empty', '']]);
  expect(() => fill('{{nobody}}', fields)).toThrow('nobody');
  expect(fill('{{known}}：{{empty}}', fields)).toBe('李四：（无）');
});

test('letters carry the signature that was given for them, and no other', () => {
  const signed = DocumentKind.options.filter((kind) => signatureOn(kind, caseFor(kind).file) !== null);
  expect(signed).toEqual(['ACCEPT_TOLERANT', 'DELIVERY_RECEIPT', 'WITHDRAW']);
});

test('what goes to others shows only the end of a certificate number', async () => {
  const { file, step } = caseFor('DELIVERY_RECEIPT');
  const fields = documentFields({ file, hall: await testHall({ kiosks: 1, counters: 1 }), step });
  expect([...fields.values()].filter((value) => value.includes(file.applicant.certNo))).toEqual([]);
  expect(fields.get('certText')).toBe('居民身份证 ****002X');
});
