import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CalendarData } from '../../shared/rules/workdays.ts';
import { DocumentKind } from '../../shared/types/case-file.ts';
import { Catalogue } from '../../shared/types/catalogue.ts';
import type { DocumentTemplates } from '../service/documents/document-desk.ts';
import { FIELD_NAMES } from '../service/documents/document-fields.ts';
import { DocumentTemplate, templateProblem } from '../service/documents/template.ts';

/** What comes with the program: item catalogue, calendar, document templates. */
export interface Assets {
  readonly catalogue: Catalogue;
  readonly calendar: CalendarData;
  readonly templates: DocumentTemplates;
}

/** Throws when a file that ships with the program is broken: that is a broken installation. */
export async function readAssets(root: string): Promise<Assets> {
  const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(root, 'assets', path), 'utf8'));
  return {
    catalogue: Catalogue.parse(await read('seed-catalogue/items.json')),
    calendar: CalendarData.parse(await read('calendar/cn-2020-2026.json')),
    templates: await readTemplates(read),
  };
}

/** One file a kind, `accept-tolerant.json` for ACCEPT_TOLERANT. */
async function readTemplates(read: (path: string) => Promise<unknown>): Promise<DocumentTemplates> {
  const templates = await Promise.all(
    DocumentKind.options.map(async (kind) => {
      const file = `document-templates/${kind.toLowerCase().replaceAll('_', '-')}.json`;
      const template = parseTemplate(file, await read(file));
      if (template.kind !== kind) throw new Error(`${file} is a template of ${template.kind}`);
      return [kind, template] as const;
    }),
  );
  return new Map(templates);
}

/** A template that names a field no letter has would fail in front of the citizen: it is refused at the start, with its file and block. */
export function parseTemplate(file: string, raw: unknown): DocumentTemplate {
  const template = DocumentTemplate.parse(raw);
  const problem = templateProblem(template, FIELD_NAMES);
  if (problem !== null) throw new Error(`${file}: ${problem}`);
  return template;
}
