import { strToU8, zipSync } from 'fflate';
import { columnName } from './sheet.ts';

export interface TextSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Cell style 1: text, so that the program keeps leading zeros and long codes as they are typed. */
const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>` +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>';

/** A workbook whose cells are all text; every column is set to text down to its end. */
export function writeXlsx(sheets: readonly TextSheet[]): Uint8Array {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, no: index + 1 }));
  const override = (part: string, type: string) => `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (inside: string) => strToU8(`${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${inside}</Relationships>`);
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `${override('workbook', 'sheet.main')}${override('styles', 'styles')}${numbered.map(({ no }) => override(`worksheets/sheet${no}`, 'worksheet')).join('')}</Types>`,
    ),
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/_rels/workbook.xml.rels': relations(
      relation('styles', 'styles', 'styles.xml') + numbered.map(({ no }) => relation(`rId${no}`, 'worksheet', `worksheets/sheet${no}.xml`)).join(''),
    ),
    'xl/workbook.xml': strToU8(
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbered.map(({ no, name }) => `<sheet name="${escapeXml(name)}" sheetId="${no}" r:id="rId${no}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/styles.xml': strToU8(STYLES),
    ...Object.fromEntries(numbered.map(({ no, rows }) => [`xl/worksheets/sheet${no}.xml`, strToU8(sheetXml(rows))])),
  });
}

function sheetXml(rows: TextSheet['rows']): string {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const lines = rows.map((row, index) => `<row r="${index + 1}">${row.map((text, column) => cellXml(columnName(column) + String(index + 1), text)).join('')}</row>`);
  return `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="${width}" width="18" style="1"/></cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(address: string, text: string): string {
  return text === '' ? '' : `<c r="${address}" s="1" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
