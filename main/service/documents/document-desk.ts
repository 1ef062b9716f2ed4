import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CaseId, DocumentId } from '../../../shared/basics/ids.ts';
import { wallTime } from '../../../shared/basics/hlc.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import { DONE, refuse, type Done, type Refusal } from '../../../shared/contract/outcome.ts';
import { businessDateAt } from '../../../shared/rules/business-date.ts';
import { documentNumber } from '../../../shared/rules/numbering.ts';
import type { CaseFile, DocumentKind, IssuedDocument } from '../../../shared/types/case-file.ts';
import type { EventRecord } from '../../../shared/sync/wire.ts';
import { EVENT_PAYLOADS } from '../../../shared/types/events.ts';
import type { StationContext } from '../context.ts';
import { bugOf } from '../log.ts';
import { documentFields, signatureOn } from './document-fields.ts';
import { openFont, type DocumentFonts } from './fonts.ts';
import { writeLetter } from './pdf-letter.ts';
import { withMark } from './pdf-mark.ts';
import type { DocumentTemplate } from './template.ts';

/** One for every kind; a missing one is a broken installation. */
export type DocumentTemplates = ReadonlyMap<DocumentKind, DocumentTemplate>;

/** How far back a letter may be owed. */
const RECENT_CASES = 200;

/** Makes, keeps and hands out the official letters of a station's cases. */
export function createDocumentDesk(context: StationContext, templates: DocumentTemplates, fonts: DocumentFonts) {
  const { store, hall, hub, station, clock, newUlid, crypto, log } = context;
  /** One letter at a time: numbers are given without gaps and no case gets two. */
  let queue: Promise<unknown> = Promise.resolve();

  function issue(caseId: CaseId): Promise<CaseFile> {
    const issued = queue.then(() => issueNow(caseId));
    queue = issued.catch(() => undefined);
    return issued;
  }

  /** The case stands whether or not its letter could be made just now: the letter is tried again by and by. */
  async function issueOrLater(file: CaseFile): Promise<CaseFile> {
    try {
      return await issue(file.id);
    } catch (error) {
      log.error({ event: 'document-failed', ...bugOf(error) }, '文书没有生成，稍后自动补出');
      return file;
    }
  }

  /** Every letter the case calls for, one after the other. */
  async function issueNow(caseId: CaseId): Promise<CaseFile> {
    const file = mustFind(caseId);
    const [owed] = file.owed;
    if (owed === undefined) return file;
    const { kind } = owed;
    const template = templates.get(kind);
    if (!template) throw new Error(`there is no template for ${kind}`);
    const year = businessDateAt(clock.now()).slice(0, 4);
    const counter = `document:${kind}:${year}`;
    const serial = store.counterValue(counter) + 1;
    const no = documentNumber(hall.hall.name, template.numberWord, year, station.id, serial);
    const id = newUlid() as DocumentId;
    const issuedAt = clock.now();
    const { bytes, pages } = await writeLetter(
      {
        template,
        hallName: hall.hall.name,
        no,
        fields: documentFields({ file, hall, step: owed }),
        file,
        signature: signatureOn(kind, file),
        offline: !hub.online(),
        qrPayload: `yichuang:case:${file.id}:${no}`,
        issuedAt,
      },
      fonts,
    );
    await keepDurably(pathOf(id), bytes);
    const document: IssuedDocument = { id, caseId, kind, no, templateVersion: template.version, sha256: crypto.sha256Hex(bytes), pages, issuedAt };
    store.write((tx) => {
      tx.nextCounter(counter);
      tx.append({ type: 'case.document-issued', payload: { caseId, document } }, { kind: 'CLERK', id: file.workNo });
    });
    return issueNow(caseId);
  }

  /** A case that was accepted just before the power went, or while the disk was full, has its letter made now. */
  async function issueOwed(): Promise<void> {
    for (const file of store.listCases({ limit: RECENT_CASES })) {
      const [owed] = file.owed;
      if (owed === undefined) continue;
      await issue(file.id);
      log.warn({ event: 'document-made-up', kind: owed.kind }, '补出上次中断时未完成的文书');
    }
  }

  async function openDocument(documentId: DocumentId): Promise<Result<{ fileName: string; pdfBase64: string }, Refusal>> {
    const document = find(documentId);
    if (!document) return refuse('UNKNOWN_DOCUMENT', '没有这份文书');
    const bytes = await readFile(pathOf(documentId)).catch(() => null);
    if (bytes === null || crypto.sha256Hex(bytes) !== document.sha256) {
      return refuse('DOCUMENT_DAMAGED', '文书文件丢失或被改动，请联系管理员从备份恢复');
    }
    return ok({ fileName: `${document.no}.pdf`, pdfBase64: bytes.toString('base64') });
  }

  /** The bytes for the printer; every copy after the first is marked 补打. */
  async function printable(documentId: DocumentId): Promise<Result<Buffer, Refusal>> {
    const opened = await openDocument(documentId);
    if (!opened.ok) return opened;
    const letter = Buffer.from(opened.value.pdfBase64, 'base64');
    return ok(copiesOf(documentId) === 0 ? letter : withMark(letter, '补打', openFont(fonts.bold)));
  }

  function copiesOf(documentId: DocumentId): number {
    const found = store.findDocument(documentId);
    return found === null ? 0 : store.listStream(`case:${found.caseId}`).filter((record) => isPrintOf(record, documentId)).length;
  }

  function find(documentId: DocumentId): IssuedDocument | null {
    const found = store.findDocument(documentId);
    const file = found && store.findCase(found.caseId);
    return file?.documents.find((candidate) => candidate.id === documentId) ?? null;
  }

  /**
   * Records that a copy is on paper. With `since` (epoch ms, the begin of a print job) only once: a copy recorded since
   * then is that job's, because no other was begun before its end.
   */
  function printed(documentId: DocumentId, since: number | null = null): Done {
    const found = store.findDocument(documentId);
    if (!found) return refuse('UNKNOWN_DOCUMENT', '没有这份文书');
    const file = mustFind(found.caseId);
    store.write((tx) => {
      const copies = tx.listStream(`case:${file.id}`).filter((record) => isPrintOf(record, documentId));
      if (since !== null && copies.some(({ hlc }) => wallTime(hlc) >= since)) return;
      const payload = { caseId: file.id, documentId, copy: copies.length + 1 };
      tx.append({ type: 'case.document-printed', payload }, { kind: 'CLERK', id: file.workNo });
    });
    return DONE;
  }

  function pathOf(id: DocumentId): string {
    return join(context.documentsDir, `${id}.pdf`);
  }

  function mustFind(caseId: CaseId): CaseFile {
    const file = store.findCase(caseId);
    if (!file) throw new Error(`case ${caseId} is not in the store`);
    return file;
  }

  return { issueOrLater, issueOwed, find, open: openDocument, printable, printed, pathOf };
}

export type DocumentDesk = ReturnType<typeof createDocumentDesk>;

function isPrintOf({ type, payload }: EventRecord, documentId: DocumentId): boolean {
  const printed = type === 'case.document-printed' ? EVENT_PAYLOADS[type].safeParse(JSON.parse(payload)) : null;
  return printed?.data?.documentId === documentId;
}

/** The file is whole on the disk before the record that names it. */
async function keepDurably(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.part`;
  const file = await open(draft, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** A new name is safe only when its folder is. Windows has no such thing, and keeps names itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
