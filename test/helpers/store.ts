import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../../shared/basics/clock.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { BusinessDate, BusinessId, CallId, CaseId, CommandId, DocumentId, ItemId, RatingId, StationId, TicketId, ulidFactory, WindowId, WorkNo } from '../../shared/basics/ids.ts';
import type { NewUlid } from '../../shared/basics/ids.ts';
import type { Actor } from '../../shared/sync/wire.ts';
import type { DomainEvent, EventPayload } from '../../shared/types/events.ts';
import { createNodeCrypto } from '../../main/crypto/crypto-port.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { Store } from '../../main/store/types.ts';

/** 2026-11-23 09:00 in China, a Monday. */
export const MONDAY_NINE = Date.UTC(2026, 10, 23, 1, 0, 0);
export const MONDAY = BusinessDate.parse('2026-11-23');
export const KIOSK_ACTOR: Actor = { kind: 'CITIZEN', id: 'kiosk-1' };
export const CLERK_ACTOR: Actor = { kind: 'CLERK', id: '1001' };
const BUSINESS = BusinessId.parse('general');
const WINDOW = WindowId.parse('w1');

export interface StoreUnderTest<C extends Clock = ManualClock> {
  readonly store: Store;
  readonly clock: C;
  readonly newUlid: NewUlid;
  readonly events: EventMaker;
  readonly path: string;
}

/** Path of a store file in a fresh folder. */
export function freshStorePath(folder = tmpdir()): string {
  return join(mkdtempSync(join(folder, 'yichuang-store-')), 'store.sqlite');
}

/** A real store with a clock that stands still; on a file in a fresh folder unless told otherwise. */
export function openTestStore(path = freshStorePath(), clock = new ManualClock(MONDAY_NINE)): StoreUnderTest {
  return openStoreWith(path, clock);
}

export function openStoreWith<C extends Clock>(path: string, clock: C): StoreUnderTest<C> {
  const newUlid = ulidFactory(() => clock.now());
  const opened = openStore({ path, clock, newUlid, crypto: createNodeCrypto() });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
  return { store: opened.value, clock, newUlid, events: new EventMaker(newUlid, () => clock.now()), path };
}

type Made<T extends DomainEvent['type']> = Extract<DomainEvent, { type: T }>;
type Options<T extends DomainEvent['type']> = Partial<EventPayload<T>>;

/** Complete events of one fictional visit; each method takes what a test cares about. */
export class EventMaker {
  readonly #newUlid: NewUlid;
  readonly #now: () => number;
  #serial = 0;

  constructor(newUlid: NewUlid, now: () => number) {
    this.#newUlid = newUlid;
    this.#now = now;
  }

  taken(change: Options<'ticket.taken'> = {}): Made<'ticket.taken'> {
    this.#serial += 1;
    return {
      type: 'ticket.taken',
      payload: {
        ticketId: TicketId.parse(this.#newUlid()),
        commandId: CommandId.parse(this.#newUlid()),
        no: `A${String(this.#serial).padStart(3, '0')}`,
        serial: this.#serial,
        businessId: BUSINESS,
        businessDate: MONDAY,
        kind: 'NORMAL',
        stationId: StationId.parse('kiosk-1'),
        identity: { certType: 'RESIDENT_ID', certNoHash: 'a'.repeat(64), tail: '002X', source: 'CARD' },
        at: this.#now(),
        offline: false,
        aheadAtIssue: 0,
        ...change,
      },
    };
  }

  printed(ticketId: TicketId): Made<'ticket.printed'> {
    return { type: 'ticket.printed', payload: { ticketId, copy: 1, proof: 'PRINTER_CONFIRMED' } };
  }

  called(ticketId: TicketId, windowId = WINDOW): Made<'ticket.called'> {
    return { type: 'ticket.called', payload: { ...this.#at(ticketId, windowId), callId: CallId.parse(this.#newUlid()), nth: 1 } };
  }

  started(ticketId: TicketId, windowId = WINDOW): Made<'ticket.started'> {
    return { type: 'ticket.started', payload: this.#at(ticketId, windowId) };
  }

  finished(ticketId: TicketId, caseIds: CaseId[] = [], windowId = WINDOW): Made<'ticket.finished'> {
    return { type: 'ticket.finished', payload: { ...this.#at(ticketId, windowId), caseIds } };
  }

  opened(windowId = WINDOW): Made<'window.opened'> {
    return { type: 'window.opened', payload: { windowId, windowNo: '1', workNo: WorkNo.parse('1001'), clerkName: '张三' } };
  }

  received(change: Options<'case.received'> = {}): Made<'case.received'> {
    return {
      type: 'case.received',
      payload: {
        caseId: CaseId.parse(this.#newUlid()),
        commandId: CommandId.parse(this.#newUlid()),
        localNo: 'LOCAL-20261123-0001',
        item: {
          itemId: ItemId.parse('shop-licence'),
          itemVersion: 1,
          taskCode: '11110000000000000X2000131001000',
          name: '食品经营许可',
          departmentName: '市场监管局',
          kind: 'PROMISED',
          promisedDays: 5,
          legalDays: 20,
          unified: false,
          tolerable: [],
          branches: [],
        },
        applicant: {
          kind: 'PERSON',
          name: '李四',
          certType: 'RESIDENT_ID',
          certNo: '11010519491231002X',
          certNoHash: 'a'.repeat(64),
          phone: null,
        },
        identityCheck: 'SAME_AS_TICKET',
        materials: [
          { materialId: 'form', name: '申请表', required: true, status: 'RECEIVED', originals: 1, copies: 0, gap: null },
        ],
        ticketId: null,
        windowId: WINDOW,
        stationId: StationId.parse('counter-1'),
        workNo: WorkNo.parse('1001'),
        at: this.#now(),
        submitMode: 'WINDOW',
        flags: { promiseBased: false, entrusted: false, backfilled: false, themeId: null, leadCaseId: null },
        ...change,
      },
    };
  }

  accepted(caseId: CaseId, caseNo: string | null = '370000261123000001'): Made<'case.accepted'> {
    return {
      type: 'case.accepted',
      payload: {
        caseId,
        caseNo,
        queryPin: '048213',
        acceptedAt: this.#now(),
        promisedDueOn: BusinessDate.parse('2026-11-30'),
        legalDueOn: BusinessDate.parse('2026-12-21'),
        dueProvisional: false,
        calendarVersion: '2026',
        workNo: WorkNo.parse('1001'),
      },
    };
  }

  documentIssued(caseId: CaseId): Made<'case.document-issued'> {
    const id = DocumentId.parse(this.#newUlid());
    return {
      type: 'case.document-issued',
      payload: {
        caseId,
        document: {
          id,
          caseId,
          kind: 'ACCEPT',
          no: '受〔2026〕0001号',
          templateVersion: '1',
          sha256: 'b'.repeat(64),
          pages: 1,
          issuedAt: this.#now(),
        },
      },
    };
  }

  rated(ticketId: TicketId, caseId: CaseId | null): Made<'rating.given'> {
    return {
      type: 'rating.given',
      payload: {
        ratingId: RatingId.parse(this.#newUlid()),
        caseId,
        ticketId,
        windowId: WINDOW,
        workNo: WorkNo.parse('1001'),
        level: 1,
        channel: 'PAD_PAGE',
        at: this.#now(),
      },
    };
  }

  /** A whole visit: ticket taken, printed, called, started, finished; case received, accepted, document; rating. */
  visit(change: Options<'ticket.taken'> = {}): DomainEvent[] {
    const taken = this.taken(change);
    const { ticketId } = taken.payload;
    const received = this.received({ ticketId });
    const { caseId } = received.payload;
    return [
      taken,
      this.printed(ticketId),
      this.called(ticketId),
      this.started(ticketId),
      received,
      this.accepted(caseId),
      this.documentIssued(caseId),
      this.finished(ticketId, [caseId]),
      this.rated(ticketId, caseId),
    ];
  }

  #at(ticketId: TicketId, windowId: WindowId) {
    return { ticketId, windowId, windowNo: '1', workNo: WorkNo.parse('1001') };
  }
}
