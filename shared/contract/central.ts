import { oc } from '@orpc/contract';
import { z } from 'zod';
import { BusinessDate, CaseId } from '../basics/ids.ts';
import { Lease, SyncBatch, SyncHello, SyncReply, SyncWelcome } from '../sync/wire.ts';
import { CaseFile } from '../types/case-file.ts';
import { Ticket } from '../types/ticket.ts';

/** A received case in the list of the workbench: the applicant is masked. */
export const CentralCaseRow = z.strictObject({
  id: CaseId,
  siteId: z.string(),
  localNo: z.string(),
  caseNo: z.string().nullable(),
  itemName: z.string(),
  departmentName: z.string(),
  stage: z.string(),
  applicantMasked: z.string(),
  ticketNo: z.string().nullable(),
  ratingLevel: z.number().int().nullable(),
  receivedAt: z.number().int(),
  promisedDueOn: z.string().nullable(),
});
export type CentralCaseRow = z.infer<typeof CentralCaseRow>;

/** One line of the trail (留痕): ticket, calls, case and rating together in the order they happened. */
export const TrailEntry = z.strictObject({
  id: z.string(),
  nodeId: z.string(),
  seq: z.number().int(),
  at: z.number().int(),
  stream: z.string(),
  type: z.string(),
  actorKind: z.string(),
  actorId: z.string(),
  /** A sentence in Chinese, without anything of the person. */
  text: z.string(),
  hash: z.string(),
});
export type TrailEntry = z.infer<typeof TrailEntry>;

export const CentralCaseDetail = z.strictObject({
  row: CentralCaseRow,
  caseFile: CaseFile,
  ticket: Ticket.nullable(),
  rating: z.strictObject({ level: z.number().int(), channel: z.string(), workNo: z.string(), at: z.number().int() }).nullable(),
  trail: z.array(TrailEntry),
});
export type CentralCaseDetail = z.infer<typeof CentralCaseDetail>;

/** The interface of the central 综窗系统, published as OpenAPI. Halls authenticate with `Authorization: Bearer`. */
export const centralContract = {
  health: oc
    .route({ method: 'GET', path: '/health', summary: 'Whether the centre answers and its database is durable' })
    .output(z.strictObject({ ok: z.boolean(), version: z.string(), serverTime: z.number().int() })),
  syncHello: oc
    .route({ method: 'POST', path: '/sync/hello', summary: 'Begins a synchronisation; says what the centre already holds' })
    .input(SyncHello)
    .output(SyncWelcome),
  syncPush: oc
    .route({ method: 'POST', path: '/sync/push', summary: 'Takes a batch of event records; one verdict per record' })
    .input(SyncBatch)
    .output(SyncReply),
  leaseCaseNumbers: oc
    .route({ method: 'POST', path: '/leases/case-numbers', summary: 'Leases a block of case numbers to a hall for one date' })
    .input(z.strictObject({ date: BusinessDate, count: z.number().int().min(1).max(1000) }))
    .output(Lease),
  listCases: oc
    .route({ method: 'GET', path: '/cases', summary: 'Received cases, newest first' })
    .input(z.object({ query: z.string().max(60).optional(), before: CaseId.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.strictObject({ rows: z.array(CentralCaseRow), total: z.number().int() })),
  getCase: oc
    .route({ method: 'GET', path: '/cases/{id}', summary: 'One case with its ticket, rating and trail' })
    .input(z.object({ id: CaseId }))
    .output(CentralCaseDetail.nullable()),
};
