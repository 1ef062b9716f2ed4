import { foldCase } from '../../shared/rules/fold-case.ts';
import { foldRating, type Rating } from '../../shared/rules/fold-rating.ts';
import { foldTicket } from '../../shared/rules/fold-ticket.ts';
import type { FoldStep, StampedEvent } from '../../shared/rules/fold.ts';
import { CaseFile } from '../../shared/types/case-file.ts';
import { EVENT_PAYLOADS } from '../../shared/types/events.ts';
import { Ticket } from '../../shared/types/ticket.ts';
import type { CentralDb } from './database.ts';
import { insertRows, KEEP, replaceById, type ColumnTypes } from './insert-rows.ts';

/** The folded state of one entity with what its row needs beside it. */
export interface Folded<T> {
  readonly id: string;
  readonly siteId: string;
  readonly state: T;
  readonly lastKey: string;
}

/** One projection whose rows are folded entities. */
export interface EntityKind<T> {
  /** The table. */
  readonly table: 'ticket' | 'case_file' | 'rating';
  /** What its streams begin with. */
  readonly prefix: 'ticket' | 'case' | 'rating';
  fold(state: T | null, event: StampedEvent): FoldStep<T>;
  /** The state out of the `body` of its row. */
  parse(body: string): T;
  /** Inserts or replaces the rows of all these entities. */
  save(tx: CentralDb, entities: readonly Folded<T>[]): Promise<void>;
}

const COMMON = { id: 'text', site_id: 'text', body: 'text', last_key: 'text' } as const satisfies ColumnTypes;

function common<T>({ id, siteId, state, lastKey }: Folded<T>) {
  return { id, site_id: siteId, body: JSON.stringify(state), last_key: lastKey };
}

const TICKET = { ...COMMON, no: 'text', business_date: 'text', state: 'text' } as const satisfies ColumnTypes;

export const ticketKind: EntityKind<Ticket> = {
  table: 'ticket',
  prefix: 'ticket',
  fold: foldTicket,
  parse: (body) => Ticket.parse(JSON.parse(body)),
  async save(tx, entities) {
    const rows = entities.map((entity) => ({
      ...common(entity),
      no: entity.state.no,
      business_date: entity.state.businessDate,
      state: entity.state.state,
    }));
    await insertRows(tx, 'ticket', TICKET, rows, replaceById(TICKET));
  },
};

const CASE = {
  ...COMMON,
  local_no: 'text',
  case_no: 'text',
  stage: 'text',
  item_name: 'text',
  department_name: 'text',
  ticket_id: 'text',
  received_at: 'bigint',
  promised_due_on: 'text',
} as const satisfies ColumnTypes;

const DOCUMENT = {
  id: 'text',
  case_id: 'text',
  kind: 'text',
  no: 'text',
  sha256: 'text',
  pages: 'bigint',
  issued_at: 'bigint',
} as const satisfies ColumnTypes;

export const caseKind: EntityKind<CaseFile> = {
  table: 'case_file',
  prefix: 'case',
  fold: foldCase,
  parse: (body) => CaseFile.parse(JSON.parse(body)),
  async save(tx, entities) {
    const rows = entities.map((entity) => ({
      ...common(entity),
      local_no: entity.state.localNo,
      case_no: entity.state.caseNo,
      stage: entity.state.stage,
      item_name: entity.state.item.name,
      department_name: entity.state.item.departmentName,
      ticket_id: entity.state.ticketId,
      received_at: entity.state.receivedAt,
      promised_due_on: entity.state.promisedDueOn,
    }));
    await insertRows(tx, 'case_file', CASE, rows, replaceById(CASE));
    const documents = entities.flatMap(({ id, state }) =>
      state.documents.map((document) => ({
        id: document.id,
        case_id: id,
        kind: document.kind,
        no: document.no,
        sha256: document.sha256,
        pages: document.pages,
        issued_at: document.issuedAt,
      })),
    );
    await insertRows(tx, 'case_document', DOCUMENT, documents, KEEP);
  },
};

const RATING = {
  ...COMMON,
  case_id: 'text',
  ticket_id: 'text',
  window_id: 'text',
  work_no: 'text',
  level: 'smallint',
  channel: 'text',
  at: 'bigint',
} as const satisfies ColumnTypes;

export const ratingKind: EntityKind<Rating> = {
  table: 'rating',
  prefix: 'rating',
  fold: foldRating,
  parse: (body) => EVENT_PAYLOADS['rating.given'].parse(JSON.parse(body)),
  async save(tx, entities) {
    const rows = entities.map((entity) => ({
      ...common(entity),
      case_id: entity.state.caseId,
      ticket_id: entity.state.ticketId,
      window_id: entity.state.windowId,
      work_no: entity.state.workNo,
      level: entity.state.level,
      channel: entity.state.channel,
      at: entity.state.at,
    }));
    await insertRows(tx, 'rating', RATING, rows, replaceById(RATING));
  },
};
