import { z } from 'zod';
import { DocumentKind } from '../../../shared/types/case-file.ts';

const Text = z.string().min(1).max(2000);

/** One block of an official letter. `{{name}}` is replaced by a field of the document. */
export const TemplateBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), text: Text, indent: z.boolean().default(false) }),
  z.strictObject({ type: z.literal('heading'), text: Text }),
  z.strictObject({ type: z.literal('facts'), rows: z.array(z.tuple([Text, Text])).min(1) }),
  z.strictObject({ type: z.literal('materials'), which: z.enum(['received', 'all']) }),
  z.strictObject({ type: z.literal('gaps') }),
  z.strictObject({ type: z.literal('signatures'), left: Text, right: Text, date: Text }),
]);
export type TemplateBlock = z.infer<typeof TemplateBlock>;

/** A 文书 template; a hall edits these files without code. The version is printed into every document made from it. */
export const DocumentTemplate = z.strictObject({
  kind: DocumentKind,
  version: z.string().min(1).max(20),
  title: Text,
  /** The word between the hall's name and the year in the document's number. */
  numberWord: z.string().min(1).max(4),
  blocks: z.array(TemplateBlock).min(1),
});
export type DocumentTemplate = z.infer<typeof DocumentTemplate>;

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/** Puts the fields in. Throws when the template names a field that the document does not have: a template mistake. */
export function fill(text: string, fields: ReadonlyMap<string, string>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = fields.get(name);
    if (value === undefined) throw new Error(`template names the unknown field {{${name}}}`);
    return value;
  });
}
