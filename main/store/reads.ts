import { parseOwnJson } from '../../shared/basics/own-json.ts';
import type { CaseFile } from '../../shared/types/case-file.ts';
import type { ServiceWindow, Ticket } from '../../shared/types/ticket.ts';
import type { CaseId } from '../../shared/basics/ids.ts';
import type { SqliteDatabase } from './connection.ts';
import type { DeviceJobs } from './device-jobs.ts';
import type { EventLog } from './event-log.ts';
import type { Notes } from './notes.ts';
import type { Numbers } from './numbers.ts';
import type { Reads } from './types.ts';

/** SQLite reads a negative limit as none. */
const NO_LIMIT = -1;

export function createReads(db: SqliteDatabase, log: EventLog, numbers: Numbers, notes: Notes, deviceJobs: DeviceJobs): Reads {
  const ticketById = db.prepare<[string], string>('SELECT state FROM ticket WHERE id = ?').pluck();
  const ticketsByCommand = db
    .prepare<[string], string>('SELECT state FROM ticket WHERE command_id = ? ORDER BY taken_at, id')
    .pluck();
  const ticketByNo = db
    .prepare<[string, string], string>('SELECT state FROM ticket WHERE business_date = ? AND no = ? ORDER BY taken_at, id LIMIT 1')
    .pluck();
  const ticketsOfDay = db
    .prepare<[{ date: string; states: string | null; businessId: string | null; limit: number }], string>(
      `SELECT state FROM ticket WHERE business_date = :date
         AND (:states IS NULL OR status IN (SELECT value FROM json_each(:states)))
         AND (:businessId IS NULL OR business_id = :businessId)
         ORDER BY taken_at, id LIMIT :limit`,
    )
    .pluck();
  const windowById = db.prepare<[string], string>('SELECT state FROM window WHERE id = ?').pluck();
  const allWindows = db.prepare<[], string>('SELECT state FROM window ORDER BY id').pluck();
  const caseById = db.prepare<[string], string>('SELECT state FROM case_file WHERE id = ?').pluck();
  const casesBefore = db
    .prepare<[string, number], string>('SELECT state FROM case_file WHERE id < ? ORDER BY id DESC LIMIT ?')
    .pluck();
  const casesOfDayBefore = db
    .prepare<[string, string, number], string>(
      'SELECT state FROM case_file WHERE received_on = ? AND id < ? ORDER BY id DESC LIMIT ?',
    )
    .pluck();
  const documentById = db.prepare<[string], { caseId: CaseId; sha256: string }>(
    'SELECT case_id AS caseId, sha256 FROM case_document WHERE id = ? ORDER BY case_id LIMIT 1',
  );

  /** Later than every ULID. */
  const afterAll = '~';

  return {
    findOutcome: numbers.findOutcome,
    leasedLeft: numbers.leasedLeft,
    counterValue: numbers.counterValue,
    findNote: notes.findNote,
    findDeviceJob: deviceJobs.findDeviceJob,
    listOpenDeviceJobs: deviceJobs.listOpenDeviceJobs,
    listStream: log.listStream,
    findTicket: (id) => fromJson<Ticket>(ticketById.get(id)),
    findTicketByCommand: (commandId) => fromJson<Ticket>(ticketsByCommand.get(commandId)),
    listTicketsByCommand: (commandId) => allFromJson<Ticket>(ticketsByCommand.all(commandId)),
    findTicketByNo: (date, no) => fromJson<Ticket>(ticketByNo.get(date, no)),
    listTickets: ({ date, states, businessId, limit }) =>
      allFromJson<Ticket>(
        ticketsOfDay.all({
          date,
          states: states === undefined ? null : JSON.stringify(states),
          businessId: businessId ?? null,
          limit: limit ?? NO_LIMIT,
        }),
      ),
    findWindow: (id) => fromJson<ServiceWindow>(windowById.get(id)),
    listWindows: () => allFromJson<ServiceWindow>(allWindows.all()),
    findCase: (id) => fromJson<CaseFile>(caseById.get(id)),
    listCases: ({ date, limit, before }) =>
      allFromJson<CaseFile>(
        date === undefined
          ? casesBefore.all(before ?? afterAll, limit)
          : casesOfDayBefore.all(date, before ?? afterAll, limit),
      ),
    findDocument: (id) => documentById.get(id) ?? null,
  };
}

function fromJson<T>(text: string | undefined): T | null {
  return text === undefined ? null : parseOwnJson<T>(text);
}

function allFromJson<T>(texts: readonly string[]): T[] {
  return texts.map((text) => parseOwnJson<T>(text));
}
