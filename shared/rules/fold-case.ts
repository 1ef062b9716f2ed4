import type { DomainEvent, EventPayload } from '../types/events.ts';
import type { CaseFile, CaseMaterial, IssuedDocument } from '../types/case-file.ts';
import { moved, refused } from './fold.ts';
import type { FoldStep, StampedEvent } from './fold.ts';

export type CaseEvent = Extract<DomainEvent, { type: `case.${string}` }>;

export function isCaseEvent(event: DomainEvent): event is CaseEvent {
  return event.type.startsWith('case.');
}

/** State machine of the 办件 (domain model §3.3), as far as its stages exist here. */
export function foldCase(file: CaseFile | null, { event }: StampedEvent): FoldStep<CaseFile> {
  if (event.type === 'case.received') {
    return file === null ? moved(receivedCase(event.payload)) : refused(file, 'case.received: received before');
  }
  if (file === null) return refused<CaseFile>(null, `${event.type}: case unknown`);
  switch (event.type) {
    case 'case.accepted':
      return file.stage === 'RECEIVED' ? moved(acceptedCase(file, event.payload)) : refusedAt(file, event.type);
    case 'case.numbered':
      if (file.caseNo !== null) return refused(file, 'case.numbered: numbered before');
      return file.acceptedAt === null ? refusedAt(file, event.type) : moved({ ...file, caseNo: event.payload.caseNo });
    case 'case.correction-noticed':
      if (file.stage !== 'RECEIVED') return refusedAt(file, event.type);
      return moved({
        ...file,
        stage: 'CORRECTION',
        correctionDueOn: event.payload.dueOn,
        materials: withGaps(file.materials, event.payload.gaps),
      });
    case 'case.document-issued':
      return issued(file, event.payload.document);
    case 'case.document-printed':
      return moved(file);
    default:
      return refused(file, `${event.type}: not an event of a case`);
  }
}

function receivedCase(received: EventPayload<'case.received'>): CaseFile {
  return {
    id: received.caseId,
    localNo: received.localNo,
    caseNo: null,
    queryPin: null,
    stage: 'RECEIVED',
    item: received.item,
    applicant: received.applicant,
    materials: received.materials,
    ticketId: received.ticketId,
    windowId: received.windowId,
    stationId: received.stationId,
    workNo: received.workNo,
    receivedAt: received.at,
    acceptedAt: null,
    promisedDueOn: null,
    legalDueOn: null,
    correctionDueOn: null,
    dueProvisional: false,
    documents: [],
  };
}

function acceptedCase(file: CaseFile, accepted: EventPayload<'case.accepted'>): CaseFile {
  return {
    ...file,
    stage: 'ACCEPTED',
    caseNo: accepted.caseNo,
    queryPin: accepted.queryPin,
    acceptedAt: accepted.acceptedAt,
    promisedDueOn: accepted.promisedDueOn,
    legalDueOn: accepted.legalDueOn,
    dueProvisional: accepted.dueProvisional,
  };
}

/** The notice says last what is missing: its lines replace those ticked at the counter. */
function withGaps(materials: readonly CaseMaterial[], gaps: readonly CaseMaterial[]): CaseMaterial[] {
  return materials.map((line) => gaps.find((gap) => gap.materialId === line.materialId) ?? line);
}

function issued(file: CaseFile, document: IssuedDocument): FoldStep<CaseFile> {
  if (file.documents.some((d) => d.id === document.id)) return refused(file, 'case.document-issued: issued before');
  return moved({ ...file, documents: [...file.documents, document] });
}

function refusedAt(file: CaseFile, type: string): FoldStep<CaseFile> {
  return refused(file, `${type}: case is ${file.stage}`);
}
