import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { BusinessId, CardPhotoId, CaseId, CommandId, DocumentId, ItemId, SignatureId, TicketId, WorkNo } from '../basics/ids.ts';
import { CaseMaterial, TickedStatus } from '../types/case-file.ts';
import { CaseOrder } from '../types/case-orders.ts';
import { ScenarioAnswers, ServiceItem } from '../types/catalogue.ts';
import { DeviceSnapshot } from '../types/device.ts';
import { JobVerdict } from '../types/device-job.ts';
import { DocumentCameraSetting } from '../types/document-camera.ts';
import { CertType, IdentitySource } from '../types/identity.ts';
import { Signature } from '../types/signature.ts';
import { BusinessView, CaseView, SyncView, TicketView, WindowView } from './common.ts';
import { Done, outcome } from './outcome.ts';
import { PageDeviceReport } from './page-device.ts';
import { PrintView } from './printing.ts';
import { SignatureSubject, SignatureView } from './signing.ts';

const Reason = z.string().trim().min(2, '请写明原因').max(100);

/** What the counter's reader says of the person in front of the clerk. */
export const CounterIdentity = z.strictObject({
  /** NO_TICKET_IDENTITY: the ticket was taken without a card, nothing to compare. */
  comparison: z.enum(['SAME', 'DIFFERENT', 'NO_TICKET_IDENTITY']),
  certType: CertType,
  name: z.string().nullable(),
  /** Shown to the clerk as 1+1; the full number stays in the service. */
  certNoMasked: z.string(),
  source: IdentitySource,
  /** With this the page fetches the picture of the card; null: not decoded, or no such card. */
  photo: CardPhotoId.nullable(),
  warnings: z.array(z.string()),
});
export type CounterIdentity = z.infer<typeof CounterIdentity>;

const TickedMaterial = CaseMaterial.extend({ status: TickedStatus });

/** The unfinished form of the case; kept by the service through a crash of the page. */
export const CaseDraft = z.strictObject({
  itemId: ItemId,
  applicantName: z.string().max(60),
  phone: z.string().max(20),
  materials: z.array(TickedMaterial.extend({ gap: z.strictObject({ problem: z.string().max(200), demand: z.string().max(200) }).nullable() })),
});
export type CaseDraft = z.infer<typeof CaseDraft>;

/** What a key of the physical caller makes the page ask, as the button of that operation does. */
export const CallerQuestion = z.enum(['transfer', 'finishWithoutCase']);
export type CallerQuestion = z.infer<typeof CallerQuestion>;

/** What the last key of the physical caller came to, where the clerk has to see something. */
export const CallerNotice = z.strictObject({
  /** Another one for every key. */
  id: z.number().int(),
  /** Why the key did nothing; empty where the page only has to ask. */
  sentence: z.string(),
  question: CallerQuestion.nullable(),
});
export type CallerNotice = z.infer<typeof CallerNotice>;

/** What the last code or number led to. */
export const LookupView = z.discriminatedUnion('type', [
  /** `holderHere`: it is the ticket called or served at this window. */
  z.strictObject({ type: z.literal('ticket'), id: z.number().int(), ticket: TicketView, sentence: z.string(), holderHere: z.boolean() }),
  z.strictObject({ type: z.literal('case'), id: z.number().int(), found: CaseView }),
  z.strictObject({ type: z.literal('nothing'), id: z.number().int(), sentence: z.string() }),
]);
export type LookupView = z.infer<typeof LookupView>;

export const CounterState = z.strictObject({
  hallName: z.string(),
  stationName: z.string(),
  window: WindowView,
  clerk: z.strictObject({ workNo: WorkNo, name: z.string() }).nullable(),
  hubOnline: z.boolean(),
  /** The ticket called or served at this window. */
  current: TicketView.extend({ calledAt: z.number().int().nullable(), servedFrom: z.number().int().nullable() }).nullable(),
  identity: CounterIdentity.nullable(),
  /** A problem of the reader with the card on it, as a sentence. */
  readerSentence: z.string(),
  /** The first of those this window could call, in calling order. */
  waiting: z.array(TicketView),
  waitingTotal: z.number().int().nonnegative(),
  held: z.array(TicketView),
  missed: z.array(TicketView),
  businesses: z.array(BusinessView),
  draft: CaseDraft.nullable(),
  /** Cases of the ticket being served, newest first. */
  cases: z.array(CaseView),
  /** What became of the invitation to rate. */
  rating: z.enum(['NONE', 'INVITED', 'GIVEN', 'EXPIRED']),
  callerNotice: CallerNotice.nullable(),
  /** The signature asked for last; null before the first. */
  signature: SignatureView.nullable(),
  /** Prints on the counter's A4 printer; null where there is none and the page prints by itself. */
  prints: z.array(PrintView).nullable(),
  /** How this page finds the document camera; null where there is none. */
  documentCamera: DocumentCameraSetting.nullable(),
  lookup: LookupView.nullable(),
  devices: z.array(DeviceSnapshot),
  sync: SyncView,
  serverTime: z.number().int(),
});
export type CounterState = z.infer<typeof CounterState>;

const Command = z.strictObject({ commandId: CommandId });
const CaseInput = z.strictObject({
  commandId: CommandId,
  itemId: ItemId,
  applicantName: z.string().trim().min(1, '请填写申请人姓名').max(60),
  phone: z.string().trim().max(20),
  materials: z.array(TickedMaterial).max(60),
  /** 情形: what was answered. Left out where nobody asked; then every material is on the list and the doubtful ones are optional. */
  answers: ScenarioAnswers.optional(),
  /** The clerk looked and confirms that a different person may act on this ticket; a reason is needed. */
  differentPersonReason: z.string().trim().max(100).nullable(),
});
export type CaseInput = z.infer<typeof CaseInput>;

/** A later step of a case of this window; who orders it is whoever is logged in. */
const CaseOrderInput = z.strictObject({ commandId: CommandId, caseId: CaseId, order: CaseOrder });
export type CaseOrderInput = z.infer<typeof CaseOrderInput>;

export const counterContract = {
  watch: oc.output(eventIterator(CounterState)),
  login: oc.input(z.strictObject({ workNo: WorkNo, pin: z.string().min(4).max(12) })).output(Done),
  logout: oc.output(Done),
  openWindow: oc.input(Command).output(Done),
  closeWindow: oc.input(Command).output(Done),
  pause: oc.input(Command.extend({ reason: Reason })).output(Done),
  unpause: oc.input(Command).output(Done),
  /** 下一位: the hub decides who. */
  next: oc.input(Command).output(outcome(TicketView)),
  recall: oc.input(Command).output(Done),
  miss: oc.input(Command).output(Done),
  start: oc.input(Command).output(Done),
  hold: oc.input(Command.extend({ reason: Reason })).output(Done),
  resume: oc.input(Command.extend({ ticketId: TicketId })).output(Done),
  transfer: oc.input(Command.extend({ toBusinessId: BusinessId, reason: Reason })).output(Done),
  reinstate: oc.input(Command.extend({ ticketId: TicketId })).output(Done),
  /** 办理完毕: ends the ticket and invites the rating. */
  finish: oc.input(Command).output(Done),
  identify: oc.input(z.strictObject({ certNo: z.string().max(30) })).output(Done),
  /** The picture of the card as a data address, for comparing it with the person; null once that person is gone. */
  readPhoto: oc.input(z.strictObject({ id: CardPhotoId })).output(z.string().startsWith('data:image/').nullable()),
  searchItems: oc
    .input(z.strictObject({ query: z.string().max(60) }))
    .output(z.array(z.strictObject({ item: ServiceItem, unavailable: z.string().nullable() }))),
  saveDraft: oc.input(z.strictObject({ draft: CaseDraft.nullable() })).output(Done),
  /** 收件: the receipt only, the answer follows. */
  receive: oc.input(CaseInput).output(outcome(CaseView)),
  /** 受理: refused while a required material is missing. */
  accept: oc.input(CaseInput).output(outcome(CaseView)),
  /** 一次性告知: every gap in one notice. */
  correct: oc.input(CaseInput).output(outcome(CaseView)),
  /** Refused with the rule's sentence; done, the letters it calls for are issued. */
  orderCase: oc.input(CaseOrderInput).output(outcome(CaseView)),
  listCases: oc.input(z.strictObject({ query: z.string().max(60), limit: z.number().int().min(1).max(200) })).output(z.array(CaseView)),
  /** 查号、查件: a scanned code, or a typed number of a ticket, a case or a letter. What it led to is in the state. */
  lookUp: oc.input(z.strictObject({ text: z.string().trim().min(1, '请输入编号').max(4_300) })).output(Done),
  putLookupAway: oc.output(Done),
  /** The PDF as base64. */
  openDocument: oc
    .input(z.strictObject({ documentId: DocumentId }))
    .output(outcome(z.strictObject({ fileName: z.string(), pdfBase64: z.string() }))),
  /** Asks whoever sits at the window to sign, on the signature pad or on the pad's page. */
  askSignature: oc.input(SignatureSubject).output(outcome(z.strictObject({ id: SignatureId }))),
  cancelSignature: oc.output(Done),
  /** The strokes of the signature asked for last, once it ended with some. */
  readSignature: oc.input(z.strictObject({ id: SignatureId })).output(Signature.nullable()),
  /** What this page sees of the document camera. */
  reportCamera: oc.input(PageDeviceReport).output(Done),
  /** Begins printing on the counter's A4 printer; how it goes on is in the state. */
  printDocument: oc.input(z.strictObject({ documentId: DocumentId })).output(Done),
  cancelPrint: oc.input(z.strictObject({ documentId: DocumentId })).output(Done),
  /** What the clerk saw who looked at the printer after a print of unknown outcome. */
  settlePrint: oc.input(z.strictObject({ documentId: DocumentId, verdict: JobVerdict })).output(Done),
  /** Printed by the page itself, where no A4 printer is configured. */
  documentPrinted: oc.input(z.strictObject({ documentId: DocumentId })).output(Done),
};
