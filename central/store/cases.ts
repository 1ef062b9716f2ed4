import { sql } from 'kysely';
import type { CaseId } from '../../shared/basics/ids.ts';
import type { CentralCaseDetail, CentralCaseRow, TrailEntry } from '../../shared/contract/central.ts';
import { wallTime } from '../../shared/basics/hlc.ts';
import { CaseFile, type Applicant } from '../../shared/types/case-file.ts';
import type { Rating } from '../../shared/rules/fold-rating.ts';
import { mask, maskName } from '../../shared/rules/masking.ts';
import { parseRecord } from '../../shared/sync/validate.ts';
import { EVENT_PAYLOADS } from '../../shared/types/events.ts';
import { Ticket } from '../../shared/types/ticket.ts';
import { trailText, unknownTrailText } from '../trail-text.ts';
import type { CentralDb } from './database.ts';
import { recordOf } from './event-row.ts';
import type { EventRow } from './schema.ts';

export interface CaseListRequest {
  readonly query?: string | undefined;
  /** Only cases older than this one. */
  readonly before?: CaseId | undefined;
  readonly limit: number;
}

interface ListedRow {
  readonly id: CaseId;
  readonly site_id: string;
  readonly body: string;
  readonly ticket_no: string | null;
  readonly rating_level: number | null;
}

function selectRows(db: CentralDb) {
  return db
    .selectFrom('case_file')
    .leftJoin('ticket', 'ticket.id', 'case_file.ticket_id')
    .select(['case_file.id', 'case_file.site_id', 'case_file.body', 'ticket.no as ticket_no'])
    .select(sql<number | null>`(select level from rating where rating.case_id = case_file.id order by last_key limit 1)`.as('rating_level'));
}

/** A page of the list, newest first; the query looks at numbers, item and ticket, never at the person. */
export async function listCases(db: CentralDb, { query, before, limit }: CaseListRequest): Promise<{ rows: CentralCaseRow[]; total: number }> {
  const words = query?.trim() ?? '';
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const matches = sql<boolean>`(${words} = '' or case_file.local_no ilike ${like} or case_file.case_no ilike ${like}
    or case_file.item_name ilike ${like} or ticket.no ilike ${like})`;
  const page = selectRows(db).where(matches).orderBy('case_file.id', 'desc').limit(limit);
  const rows = await (before === undefined ? page : page.where('case_file.id', '<', before)).execute();
  const counted = await db
    .selectFrom('case_file')
    .leftJoin('ticket', 'ticket.id', 'case_file.ticket_id')
    .where(matches)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows: rows.map((row) => rowOf(row, CaseFile.parse(JSON.parse(row.body)))), total: counted.total };
}

function rowOf(row: Omit<ListedRow, 'id'>, file: CaseFile): CentralCaseRow {
  return {
    id: file.id,
    siteId: row.site_id,
    localNo: file.localNo,
    caseNo: file.caseNo,
    itemName: file.item.name,
    departmentName: file.item.departmentName,
    stage: file.stage,
    applicantMasked: maskName(file.applicant.name),
    ticketNo: row.ticket_no,
    ratingLevel: row.rating_level,
    receivedAt: file.receivedAt,
    promisedDueOn: file.promisedDueOn,
  };
}

/** One case with its ticket, rating and trail; the applicant masked, the query PIN left out. */
export async function getCase(db: CentralDb, id: CaseId): Promise<CentralCaseDetail | null> {
  const row = await selectRows(db).where('case_file.id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const file = CaseFile.parse(JSON.parse(row.body));
  const ticket = await loadTicket(db, file.ticketId);
  const rating = await loadRating(db, id);
  const streams = [`case:${id}`, ...(file.ticketId === null ? [] : [`ticket:${file.ticketId}`]), ...(rating === null ? [] : [`rating:${rating.ratingId}`])];
  return {
    row: rowOf(row, file),
    caseFile: { ...file, applicant: maskApplicant(file.applicant), queryPin: null },
    ticket,
    rating: rating === null ? null : { level: rating.level, channel: rating.channel, workNo: rating.workNo, at: rating.at },
    trail: await loadTrail(db, streams),
  };
}

function maskApplicant(applicant: Applicant): Applicant {
  return { ...applicant, name: maskName(applicant.name), certNo: mask('certNo', applicant.certNo, 'clerk'), phone: null };
}

async function loadTicket(db: CentralDb, id: string | null): Promise<Ticket | null> {
  if (id === null) return null;
  const row = await db.selectFrom('ticket').select('body').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : Ticket.parse(JSON.parse(row.body));
}

async function loadRating(db: CentralDb, caseId: CaseId): Promise<Rating | null> {
  const row = await db.selectFrom('rating').select('body').where('case_id', '=', caseId).orderBy('last_key').limit(1).executeTakeFirst();
  return row === undefined ? null : EVENT_PAYLOADS['rating.given'].parse(JSON.parse(row.body));
}

async function loadTrail(db: CentralDb, streams: readonly string[]): Promise<TrailEntry[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('stream', 'in', streams)
    .orderBy('hlc')
    .orderBy('node_id')
    .orderBy('epoch')
    .orderBy('seq')
    .execute();
  return rows.map(trailEntry);
}

function trailEntry(row: EventRow): TrailEntry {
  const record = recordOf(row);
  const parsed = parseRecord(record);
  return {
    id: record.id,
    nodeId: record.nodeId,
    seq: record.seq,
    at: wallTime(record.hlc),
    stream: record.stream,
    type: record.type,
    actorKind: record.actor.kind,
    actorId: record.actor.id,
    text: parsed.kind === 'KNOWN' ? trailText(parsed.event) : unknownTrailText(record.type),
    hash: record.hash,
  };
}
