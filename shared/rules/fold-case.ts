import { wallTime } from '../basics/hlc.ts';
import { CASE_EVENT_PAYLOADS, type CaseEventType } from '../types/case-events.ts';
import type { CaseFile, CaseMaterial, Custody, DocumentKind, OwedDocument } from '../types/case-file.ts';
import type { DomainEvent } from '../types/events.ts';
import type { CasePayload } from './case-guards/guard.ts';
import { CASE_STEPS, stageAllows, type CaseStep } from './case-steps.ts';
import { moved, refused, type FoldStep, type StampedEvent } from './fold.ts';

export type CaseEvent = Extract<DomainEvent, { type: `case.${string}` }>;

export function isCaseEvent(event: DomainEvent): event is CaseEvent {
  return Object.hasOwn(CASE_EVENT_PAYLOADS, event.type);
}

/** State machine of the 办件 (domain model §3.3). The stage allows the event or it has no effect; guards were asked before it was logged. */
export function foldCase(file: CaseFile | null, { event, hlc }: StampedEvent): FoldStep<CaseFile> {
  if (!isCaseEvent(event)) return refused(file, `${event.type}: not an event of a case`);
  const at = wallTime(hlc);
  if (file === null) return begun(event, at);
  if (!stageAllows(file.stage, event.type)) return refused(file, `${event.type}: case is ${file.stage}`);
  const changes = changesBy(file, event, at);
  if (typeof changes === 'string') return refused(file, `${event.type}: ${changes}`);
  const { to }: CaseStep = CASE_STEPS[event.type];
  const next = { ...file, ...changes, stage: to ?? file.stage };
  return moved({ ...next, owed: owedAfter(next.owed, event, at) });
}

function begun(event: CaseEvent, at: number): FoldStep<CaseFile> {
  if (event.type !== 'case.created' && event.type !== 'case.received') return refused<CaseFile>(null, `${event.type}: case unknown`);
  const received = event.type === 'case.received';
  return moved({ ...newCase(event.payload), stage: received ? 'RECEIVED' : 'DRAFT', custody: received ? 'WINDOW' : 'APPLICANT', owed: owedAfter([], event, at) });
}

function newCase(begin: CasePayload<'case.created'>): Omit<CaseFile, 'stage' | 'custody' | 'owed'> {
  return {
    id: begin.caseId,
    localNo: begin.localNo,
    caseNo: null,
    queryPin: null,
    item: begin.item,
    applicant: begin.applicant,
    identityCheck: begin.identityCheck,
    materials: begin.materials,
    submitMode: begin.submitMode,
    flags: begin.flags,
    ticketId: begin.ticketId,
    windowId: begin.windowId,
    stationId: begin.stationId,
    workNo: begin.workNo,
    prePassed: false,
    receivedAt: begin.at,
    corrections: 0,
    correctionDueOn: null,
    supply: null,
    refusal: null,
    tolerance: null,
    simulated: false,
    acceptedAt: null,
    acceptedBy: null,
    promisedDueOn: null,
    legalDueOn: null,
    dueProvisional: false,
    suspensions: [],
    extendedDays: 0,
    extension: null,
    handover: null,
    steps: [],
    decidedAt: null,
    decidedBy: null,
    decision: null,
    doneResult: null,
    result: null,
    differences: [],
    delivery: null,
    pickup: null,
    deliveryProof: null,
    withdrawal: null,
    closedAt: null,
    documents: [],
  };
}

/** These say what was received: a receipt not given by then is not needed any more. */
const TELL_RECEIPT: readonly DocumentKind[] = ['ACCEPT', 'ACCEPT_TOLERANT', 'CORRECTION', 'REFUSE_ACCEPT'];

function owedAfter(owed: readonly OwedDocument[], event: CaseEvent, at: number): OwedDocument[] {
  if (event.type === 'case.document-issued') {
    const made = owed.findIndex(({ kind }) => kind === event.payload.document.kind);
    return owed.filter((_, index) => index !== made);
  }
  const kind = documentOf(event);
  if (kind === null) return [...owed];
  const before = TELL_RECEIPT.includes(kind) ? owed.filter((one) => one.kind !== 'RECEIPT') : owed;
  return [...before, { kind, at, workNo: doerOf(event) }];
}

/** Who took the step; null where the clock did, or the event names nobody. */
function doerOf({ payload }: CaseEvent): OwedDocument['workNo'] {
  if ('refusal' in payload) return payload.refusal.proposedBy;
  return 'workNo' in payload ? payload.workNo : null;
}

/** The document a step calls for; a decision has two forms. */
function documentOf(event: CaseEvent): DocumentKind | null {
  const { document }: CaseStep = CASE_STEPS[event.type];
  if (event.type === 'case.decided' || event.type === 'case.instantly-decided') return event.payload.granted ? 'DECISION_GRANT' : 'DECISION_REFUSE';
  return document;
}

/** What an event changes besides the stage, or why it has no effect. */
type Changes = Partial<CaseFile> | string;

function changesBy<T extends CaseEventType>(file: CaseFile, event: { readonly type: T; readonly payload: CasePayload<T> }, at: number): Changes {
  const change: (file: CaseFile, payload: CasePayload<T>, at: number) => Changes = CHANGES[event.type];
  return change(file, event.payload, at);
}

const none = (): Changes => ({});
const heldBy = (custody: Custody) => (): Changes => ({ custody });

const CHANGES: { readonly [T in CaseEventType]: (file: CaseFile, payload: CasePayload<T>, at: number) => Changes } = {
  'case.created': () => 'created before',
  'case.pre-submitted': none,
  'case.pre-passed': () => ({ prePassed: true }),
  'case.pre-returned': (file, { gaps }) => ({ materials: replaced(file.materials, gaps) }),
  'case.received': (_file, received) => ({
    materials: received.materials, receivedAt: received.at, workNo: received.workNo, windowId: received.windowId, stationId: received.stationId,
    ticketId: received.ticketId, custody: 'WINDOW',
  }),
  'case.fixed-on-spot': (file, { materials }) => ({ materials: replaced(file.materials, materials) }),
  // The notice says last what is missing: its lines replace those ticked at the counter.
  'case.correction-noticed': (file, { dueOn, gaps }) => ({ corrections: file.corrections + 1, correctionDueOn: dueOn, materials: replaced(file.materials, gaps) }),
  'case.supplied': (file, { materials }, at) => ({
    materials: replaced(file.materials, materials), correctionDueOn: null, supply: { materialIds: materials.map(({ materialId }) => materialId), at },
  }),
  'case.correction-lapsed': () => ({ doneResult: 'RETURNED', custody: 'APPLICANT' }),
  'case.refusal-proposed': (_file, { refusal }) => ({ refusal }),
  'case.refused': () => ({ doneResult: 'NOT_ACCEPTED' }),
  'case.accepted': (file, accepted) => ({ ...acceptance(accepted), acceptedBy: accepted.workNo ?? file.workNo }),
  'case.tolerated': (_file, tolerated) => ({
    ...acceptance(tolerated),
    acceptedBy: tolerated.workNo,
    tolerance: {
      materialIds: tolerated.materialIds, dueOn: tolerated.completeBy, toleratedAt: tolerated.acceptedAt, completedAt: null, promisedBy: tolerated.promisedBy,
    },
  }),
  'case.deemed-accepted': (_file, deemed) => acceptance(deemed),
  'case.simulated': () => ({ simulated: true }),
  'case.completed': (file, { materials, completedAt, promisedDueOn, legalDueOn, dueProvisional }) => ({
    materials: replaced(file.materials, materials),
    tolerance: file.tolerance && { ...file.tolerance, completedAt },
    promisedDueOn,
    legalDueOn,
    dueProvisional,
  }),
  'case.promise-broken': () => ({ doneResult: 'RETURNED', custody: 'APPLICANT' }),
  'case.handed-over': (_file, { handoverNo: no, workNo, toDepartment, pages }, at) => ({ handover: { no, workNo, toDepartment, pages, at }, custody: 'IN_TRANSIT' }),
  'case.signed-for': heldBy('DEPARTMENT'),
  'case.handover-refused': heldBy('WINDOW'),
  'case.instantly-decided': (_file, decision) => decisionOf(decision),
  'case.step-done': (file, { step }) => ({ steps: [...file.steps, step] }),
  'case.suspended': (file, { kind, basis, approvedBy, plannedDays, startOn }) => ({
    suspensions: [...file.suspensions, { kind, basis, approvedBy, plannedDays, startOn, endOn: null }],
  }),
  'case.resumed': (file, { endOn, promisedDueOn, legalDueOn, dueProvisional }) => ({
    suspensions: file.suspensions.map((one) => (one.endOn === null ? { ...one, endOn } : one)),
    promisedDueOn,
    legalDueOn,
    dueProvisional,
  }),
  'case.extended': (_file, { days, reason, approvedBy, promisedDueOn, legalDueOn, dueProvisional }) => ({
    extendedDays: days, extension: { reason, approvedBy }, promisedDueOn, legalDueOn, dueProvisional,
  }),
  'case.decided': (_file, decision) => decisionOf(decision),
  'case.forwarded': () => ({ doneResult: 'FORWARDED' }),
  'case.result-handed-over': (_file, { result }) => ({ result, custody: 'OUTPUT' }),
  'case.output-passed': () => ({ differences: [] }),
  'case.output-refused': (_file, { differences }) => ({ differences, custody: 'DEPARTMENT' }),
  'case.result-corrected': (_file, { result }) => ({ result, custody: 'OUTPUT' }),
  'case.picked-up': (_file, { receiver, relation, signature }, at) => ({
    delivery: { mode: 'PICKUP' }, pickup: { receiver, relation, signature, at }, custody: 'APPLICANT',
  }),
  'case.dispatched': (_file, { delivery }) => ({ delivery, custody: 'IN_TRANSIT' }),
  'case.delivery-confirmed': (_file, { evidence }, at) => ({ deliveryProof: { evidence, at }, custody: 'APPLICANT' }),
  'case.delivery-failed': () => ({ delivery: null, custody: 'OUTPUT' }),
  'case.reported-back': (_file, { at }) => ({ closedAt: at }),
  'case.withdrawn': (_file, { reason, signature }) => ({ withdrawal: { reason, signature }, doneResult: 'RETURNED', custody: 'APPLICANT' }),
  'case.voided': () => ({ doneResult: 'VOID' }),
  'case.reopened': none,
  'case.archived': (_file, { at }) => ({ closedAt: at, custody: 'APPLICANT' }),
  'case.numbered': (file, { caseNo }) => (file.caseNo === null ? { caseNo } : 'numbered before'),
  'case.document-issued': (file, { document }) =>
    file.documents.some(({ id }) => id === document.id) ? 'issued before' : { documents: [...file.documents, document] },
  'case.document-printed': none,
};

function acceptance({ caseNo, queryPin, acceptedAt, promisedDueOn, legalDueOn, dueProvisional }: CasePayload<'case.deemed-accepted'>): Partial<CaseFile> {
  return { caseNo, queryPin, acceptedAt, promisedDueOn, legalDueOn, dueProvisional };
}

function decisionOf({ workNo, granted, reasons, remedies, at }: CasePayload<'case.decided'>): Partial<CaseFile> {
  return { decidedAt: at, decidedBy: workNo, decision: { reasons, remedies }, doneResult: granted ? 'GRANTED' : 'NOT_GRANTED' };
}

/** The lines of the list, each with the newer state where there is one. */
function replaced(materials: readonly CaseMaterial[], newer: readonly CaseMaterial[]): CaseMaterial[] {
  return materials.map((line) => newer.find(({ materialId }) => materialId === line.materialId) ?? line);
}
