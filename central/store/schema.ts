import type { ColumnType, Generated } from 'kysely';

/** Tables of the centre's database. Times are epoch milliseconds; bigint columns come back as numbers. */
export interface CentralTables {
  /** One row: the last position handed out, and the name of this database. */
  log_head: { one: Generated<boolean>; position: number; node_id: string | null };
  log_chain: { node_id: string; epoch: number; site_id: string; seq: number; hash: string };
  event: EventRow;
  parked_event: { position: number };
  dead_letter: {
    id: Generated<number>;
    site_id: string;
    node_id: string | null;
    epoch: number | null;
    seq: number | null;
    reason: string;
    record: string;
    /** Of site and record: the same bad record sent again is kept once. */
    digest: string;
    at: number;
  };
  fold_conflict: { position: number; stream: string; reason: string };
  ticket: {
    id: string;
    site_id: string;
    no: string;
    business_date: string;
    state: string;
    body: string;
    last_key: string;
  };
  call: {
    /** Of the event: a 重呼 has the call id of the first call. */
    id: string;
    call_id: string;
    kind: string;
    ticket_id: string;
    window_id: string;
    window_no: string;
    work_no: string;
    nth: number;
    at: number;
  };
  case_file: {
    id: string;
    site_id: string;
    local_no: string;
    case_no: string | null;
    stage: string;
    item_name: string;
    department_name: string;
    ticket_id: string | null;
    received_at: number;
    promised_due_on: string | null;
    body: string;
    last_key: string;
  };
  case_document: { id: string; case_id: string; kind: string; no: string; sha256: string; pages: number; issued_at: number };
  rating: {
    id: string;
    site_id: string;
    case_id: string | null;
    ticket_id: string;
    window_id: string;
    work_no: string;
    level: number;
    channel: string;
    at: number;
    body: string;
    last_key: string;
  };
  lease_counter: { scope: string; last_no: number };
  lease: { scope: string; first_no: number; last_no: number; site_id: string; at: number };
  schema_migration: { name: string; applied_at: ColumnType<Date, never, never> };
}

/** One record of the log as stored: the wire's fields, the site that sent it, and the centre's position. */
export interface EventRow {
  position: number;
  node_id: string;
  epoch: number;
  seq: number;
  id: string;
  hlc: string;
  site_id: string;
  stream: string;
  type: string;
  version: number;
  payload: string;
  actor_kind: string;
  actor_id: string;
  prev_hash: string;
  hash: string;
  received_at: number;
}
