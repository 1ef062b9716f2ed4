import { z } from 'zod';
import { DocumentKind } from '../../../shared/types/case-file.ts';

const Text = z.string().min(1).max(2000);

/** The lists a case keeps, each a table of its own. */
export const TemplateTable = z.enum(['received', 'all', 'supplied', 'promised', 'gaps', 'differences', 'steps', 'suspensions', 'documents']);
export type TemplateTable = z.infer<typeof TemplateTable>;

/** One block of an official letter. `{{name}}` is replaced by a field of the document. */
export const TemplateBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), text: Text, indent: z.boolean().default(false) }),
  z.strictObject({ type: z.literal('heading'), text: Text }),
  z.strictObject({ type: z.literal('facts'), rows: z.array(z.tuple([Text, Text])).min(1) }),
  z.strictObject({ type: z.literal('table'), of: TemplateTable }),
  /** Empty lines for the pen. `widths` are parts of the page that make 1 together. */
  z.strictObject({ type: z.literal('form'), titles: z.array(Text).min(1), widths: z.array(z.number().positive()).min(1), rows: z.number().int().positive().max(20) }),
  /** The applicant on the left, as signed on the pad where that was done; the unit with its seal and date on the right. */
  z.strictObject({ type: z.literal('signatures'), left: Text, right: Text, date: Text }),
  /** Two people sign, each with the day. */
  z.strictObject({ type: z.literal('hands'), left: Text, right: Text }),
  /** The signature that was given on the pad; a line for the pen where it was not. */
  z.strictObject({ type: z.literal('signed'), label: Text, date: Text }),
]);
export type TemplateBlock = z.infer<typeof TemplateBlock>;

/** A 文书 template; a hall edits these files without code. The version is printed into every document made from it. */
export const DocumentTemplate = z.strictObject({
  kind: DocumentKind,
  version: z.string().min(1).max(20),
  title: Text,
  /** The word between the hall's name and the year in the document's number; no two kinds share one. */
  numberWord: z.string().min(1).max(4),
  blocks: z.array(TemplateBlock).min(1),
});
export type DocumentTemplate = z.infer<typeof DocumentTemplate>;

const PLACEHOLDER = /\{\{(\w+)\}\}/g;
/** What an empty field reads as, so that no sentence has a hole. */
const EMPTY = '（无）';

/** Puts the fields in. Throws when the template names a field that the document does not have: a template mistake. */
export function fill(text: string, fields: ReadonlyMap<string, string>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = fields.get(name);
    if (value === undefined) throw new Error(`template names the unknown field {{${name}}}`);
    return value === '' ? EMPTY : value;
  });
}

/** What is wrong with the fields a template names, with the block (from 1) where it stands; null when nothing is. */
export function templateProblem(template: DocumentTemplate, known: ReadonlySet<string>): string | null {
  for (const [index, block] of template.blocks.entries()) {
    const wrong = textsOf(block).flatMap((text) => wrongFields(text, known))[0];
    if (wrong !== undefined) return `block ${index + 1} (${block.type}) names the unknown field ${wrong}`;
    if (block.type === 'form' && block.titles.length !== block.widths.length) return `block ${index + 1} (form) has ${block.titles.length} titles and ${block.widths.length} widths`;
  }
  return null;
}

/** Every field a template names. */
export function fieldsNamed(template: DocumentTemplate): string[] {
  return template.blocks.flatMap(textsOf).flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name));
}

function textsOf(block: TemplateBlock): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [block.text];
    case 'facts':
      return block.rows.flat();
    case 'signatures':
      return [block.left, block.right, block.date];
    case 'hands':
      return [block.left, block.right];
    case 'signed':
      return [block.label, block.date];
    case 'form':
      return block.titles;
    case 'table':
      return [];
  }
}

/** Also what only looks like a field, `{{ name }}` or one brace too few: it would be printed as it stands. */
function wrongFields(text: string, known: ReadonlySet<string>): string[] {
  const named = [...text.matchAll(PLACEHOLDER)].filter(([, name = '']) => !known.has(name)).map(([whole]) => whole);
  const rest = text.replace(PLACEHOLDER, '');
  return /\{\{|\}\}/.test(rest) ? [...named, rest] : named;
}
