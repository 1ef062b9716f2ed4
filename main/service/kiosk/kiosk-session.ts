import type { CardEvent } from '../../../devices/id-card-reader/types.ts';
import type { SocialCardEvent } from '../../../devices/social-card-reader/types.ts';
import type { BusinessId, CommandId, TicketId } from '../../../shared/basics/ids.ts';
import type { KioskSession, KioskTicket } from '../../../shared/contract/kiosk.ts';
import { DONE, refuse, type Done, type Refusal } from '../../../shared/contract/outcome.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import { maskName } from '../../../shared/rules/masking.ts';
import type { Identity } from '../../../shared/types/identity.ts';
import type { TicketPrinter } from '../../../devices/ticket-printer/types.ts';
import type { StationContext } from '../context.ts';
import { identityOfCard, identityOfSocialCard, identityProof, typedIdentity } from '../identity/identity.ts';
import { bugOf, unattended } from '../log.ts';
import type { NumberGiven, TicketDesk } from '../tickets/ticket-desk.ts';

/** How long each step of a citizen's session may last without a touch. */
export const KIOSK_DELAYS = {
  choosingMs: 60_000,
  printedMs: 8_000,
  paperQuestionMs: 60_000,
  paperFailedMs: 30_000,
  refusedMs: 15_000,
  /** Longer than the slowest read of a card with all its time-outs. */
  readingMs: 15_000,
} as const;

/** `mayComeYet`: the printer may still have a slip of this number in its buffer, since the citizen was last asked. */
interface Given {
  readonly taken: NumberGiven;
  readonly commandId: CommandId;
  /** With which card the citizen came. */
  readonly source: Identity['source'];
  copy: number;
  mayComeYet: boolean;
}

const IDLE: KioskSession = { step: 'idle' };

/**
 * The one session of a kiosk. The identity lives here, in memory, from the card to the number,
 * and is gone when the session ends.
 */
export function createKioskSession(context: StationContext, desk: TicketDesk, printer: TicketPrinter, changed: () => void) {
  const { clock, log } = context;
  let session: KioskSession = IDLE;
  let identity: Identity | null = null;
  /** The number of this session, with the command that took it and the slips tried so far. */
  let given: Given | null = null;
  /** A number is being taken or printed: nothing may end or change the session. */
  let busy = false;
  let endsAt: number | null = null;
  let timer = new AbortController();
  let closed = false;

  function enter(next: KioskSession, lastsMs: number | null): void {
    session = next;
    timer.abort();
    timer = new AbortController();
    endsAt = lastsMs === null || closed ? null : clock.now() + lastsMs;
    if (lastsMs !== null && !closed) unattended(endAfter(lastsMs, timer.signal), log, 'session-end-failed');
    changed();
  }

  async function endAfter(ms: number, signal: AbortSignal): Promise<void> {
    await clock.sleep(ms, signal);
    if (!signal.aborted && !busy) end();
  }

  /** Nothing of the person remains. */
  function end(): void {
    identity = null;
    given = null;
    enter(IDLE, null);
  }

  function reset(): Done {
    if (busy) return refuse('BUSY', '正在打印，请稍候');
    end();
    return DONE;
  }

  function identified(person: Identity): void {
    identity = person;
    given = null;
    const nameMasked = person.name === null ? null : maskName(person.name);
    enter({ step: 'choosing', person: { nameMasked, tail: person.certNo.slice(-4) } }, KIOSK_DELAYS.choosingMs);
  }

  function asksForPaper(): boolean {
    return session.step === 'paper-question';
  }

  /** A card on the reader begins a session from any step in which nobody is being served. */
  function onCard(event: CardEvent): void {
    if (busy || asksForPaper()) return;
    switch (event.type) {
      case 'card-read':
        identified(identityOfCard(event.card));
        return;
      case 'card-failed':
        refused(event.failure.sentence);
        return;
      case 'card-removed':
      case 'card-left':
        return;
    }
  }

  function onSocialCard(event: SocialCardEvent): void {
    if (busy || asksForPaper()) return;
    switch (event.type) {
      case 'card-read':
        identified(identityOfSocialCard(event.card));
        return;
      case 'card-failed':
        refused(event.failure.sentence);
        return;
      case 'card-inserted':
        reading();
        return;
      case 'card-removed':
        if (session.step === 'reading') end();
        return;
      case 'card-left':
        return;
    }
  }

  /** Another card is in the slot: whoever was being served before is not its holder. */
  function reading(): void {
    identity = null;
    given = null;
    enter({ step: 'reading' }, KIOSK_DELAYS.readingMs);
  }

  function refused(sentence: string): void {
    identity = null;
    given = null;
    enter({ step: 'refused', sentence }, KIOSK_DELAYS.refusedMs);
  }

  function identify(certNo: string): Done {
    if (busy || asksForPaper()) return refuse('BUSY', '正在处理上一个号码，请稍候');
    const typed = typedIdentity(certNo);
    if (!typed.ok) return typed;
    identified(typed.value);
    return DONE;
  }

  async function take(commandId: CommandId, businessId: BusinessId): Promise<Result<KioskTicket, Refusal>> {
    if (given?.commandId === commandId) return ok(kioskTicket(given.taken));
    if (busy) return refuse('BUSY', '正在取号，请稍候');
    if (session.step !== 'choosing' || identity === null) return refuse('NOT_IDENTIFIED', '请先放身份证，或者输入证件号码');
    const choosing = session;
    busy = true;
    enter(choosing, null);
    try {
      const taken = await takeFor(identity, commandId, businessId);
      if (!taken.ok) return taken;
      given = { taken: taken.value, commandId, source: identity.source, copy: 0, mayComeYet: false };
      identity = null;
      return ok(kioskTicket(taken.value));
    } finally {
      busy = false;
      if (given === null) enter(choosing, KIOSK_DELAYS.choosingMs);
      else unattended(printNext(given), log, 'print-failed');
    }
  }

  async function takeFor(person: Identity, commandId: CommandId, businessId: BusinessId): Promise<Result<NumberGiven, Refusal>> {
    const ready = await printer.checkReady();
    if (!ready.ok) return refuse('PRINTER_NOT_READY', `${ready.error.sentence}现在没有取号，请换一台自助机或到导办台取号。`);
    return desk.take({ commandId, businessId, identity: identityProof(context, person) });
  }

  function kioskTicket({ ticket, expectedMinutes }: NumberGiven): KioskTicket {
    const business = context.hub.hall()?.businesses.find((b) => b.id === ticket.businessId);
    return {
      ticketId: ticket.id,
      no: ticket.no,
      businessName: context.hall.businesses.find((b) => b.id === ticket.businessId)?.name ?? '',
      ahead: ticket.aheadAtIssue,
      expectedMinutes,
      windowNos: business?.windowNos ?? [],
      offline: ticket.offline,
    };
  }

  /** One more slip of the session's number; from the second on it is marked 重打. */
  async function printNext(number: Given): Promise<void> {
    const ticket = kioskTicket(number.taken);
    number.copy += 1;
    busy = true;
    enter({ step: 'printing', ticket }, null);
    const result = await desk.print(number.taken, number.copy).catch((error: unknown) => {
      log.error({ event: 'print-not-recorded', ...bugOf(error) }, '打印结果没有保存');
      return { ok: false, error: { outcome: 'UNKNOWN', cause: 'error', sentence: '打印没有完成。' } } as const;
    });
    busy = false;
    if (result.ok) printed(ticket);
    else if (result.error.outcome === 'UNKNOWN') {
      number.mayComeYet = true;
      askForPaper(ticket, false);
    } else failed(ticket, result.error.sentence);
  }

  function askForPaper(ticket: KioskTicket, again: boolean): void {
    enter({ step: 'paper-question', ticket, again }, KIOSK_DELAYS.paperQuestionMs);
  }

  function printed(ticket: KioskTicket): void {
    const card = given?.source === 'SOCIAL_CARD' ? '社保卡' : '身份证';
    enter({ step: 'printed', ticket, advice: `请取走您的${card}和小票` }, KIOSK_DELAYS.printedMs);
  }

  function failed(ticket: KioskTicket, reason: string): void {
    const sentence = `${reason}您的号码 ${ticket.no} 仍然有效，请记下号码，到导办台补打小票。`;
    enter({ step: 'paper-failed', ticket, sentence, canRetry: true }, KIOSK_DELAYS.paperFailedMs);
  }

  function answerPaper(ticketId: TicketId, got: boolean): Done {
    if (session.step !== 'paper-question' || given?.taken.ticket.id !== ticketId) return refuse('NOT_ASKED', '这个号码已经处理过了');
    const { ticket } = session;
    if (got) {
      desk.recordPrinted(ticketId, given.copy, 'CITIZEN_CONFIRMED');
      printed(ticket);
    } else {
      failed(ticket, '小票没有打出来。');
    }
    return DONE;
  }

  /**
   * Another slip, once the printer has come to rest. What it still had in its buffer came out by then: after a job of
   * unknown outcome the citizen is asked once more before a second slip is made.
   */
  async function retryPrint(ticketId: TicketId): Promise<Done> {
    const number = given;
    if (busy || session.step !== 'paper-failed' || number?.taken.ticket.id !== ticketId) {
      return refuse('NOT_ASKED', '这个号码已经处理过了');
    }
    busy = true;
    const ready = await printer.checkReady().finally(() => {
      busy = false;
    });
    if (!ready.ok) {
      enter(session, KIOSK_DELAYS.paperFailedMs);
      return refuse('PRINTER_NOT_READY', ready.error.sentence);
    }
    if (number.mayComeYet) {
      number.mayComeYet = false;
      askForPaper(session.ticket, true);
    } else unattended(printNext(number), log, 'print-failed');
    return DONE;
  }

  function extend(): Done {
    if (session.step === 'choosing' && !busy) enter(session, KIOSK_DELAYS.choosingMs);
    return DONE;
  }

  return {
    session: () => session,
    endsAt: () => endsAt,
    onCard,
    onSocialCard,
    identify,
    take,
    answerPaper,
    retryPrint,
    extend,
    reset,
    close(): void {
      closed = true;
      timer.abort();
    },
  };
}
