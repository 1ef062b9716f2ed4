import type { CardEvent, CardPhoto } from '../../../devices/id-card-reader/types.ts';
import type { SocialCardEvent } from '../../../devices/social-card-reader/types.ts';
import type { Hlc } from '../../../shared/basics/hlc.ts';
import type { CardPhotoId, TicketId, WorkNo } from '../../../shared/basics/ids.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import type { CaseDraft, CounterIdentity } from '../../../shared/contract/counter.ts';
import type { WindowView } from '../../../shared/contract/common.ts';
import type { WindowCommand } from '../../../shared/contract/hub.ts';
import { DONE, refuse, type Done, type Refusal } from '../../../shared/contract/outcome.ts';
import { windowView } from '../../../shared/rules/hall-views.ts';
import { mask } from '../../../shared/rules/masking.ts';
import type { WindowConfig } from '../../../shared/types/hall.ts';
import type { Identity } from '../../../shared/types/identity.ts';
import type { Ticket } from '../../../shared/types/ticket.ts';
import type { IntakeParty } from '../cases/case-intake.ts';
import type { StationContext } from '../context.ts';
import { askHub } from '../hub/ask-hub.ts';
import { HUB_DELAYS } from '../hub/hub-link.ts';
import { certNoHash, identityOfCard, identityOfSocialCard, photoAddress, typedIdentity } from '../identity/identity.ts';
import { createKeptDraft } from './kept-draft.ts';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** A window command as the page gives it: the session adds window and clerk. */
export type ClerkCommand = DistributiveOmit<WindowCommand, 'windowId' | 'workNo'>;

interface CheckedPerson {
  readonly identity: Identity;
  readonly comparison: CounterIdentity['comparison'];
  readonly warnings: readonly string[];
  readonly photo: { readonly id: CardPhotoId; readonly picture: CardPhoto } | null;
}

export interface Clerk {
  readonly workNo: WorkNo;
  readonly name: string;
}

const HUB_SILENT = {
  AWAY: '大厅中枢没有连上，暂时不能叫号；已在办理的业务可以继续受理',
  UNKNOWN: '大厅中枢没有应答，请稍候再看窗口状态，不要急着重复操作',
} as const;

/** Who works at the window, whom they serve, and who that is. */
export function createCounterSession(context: StationContext, window: WindowConfig, changed: () => void) {
  const { store, hub, clock, newUlid, log } = context;
  const drafts = createKeptDraft(store, window, log);
  let clerk: Clerk | null = null;
  let ticket: Ticket | null = null;
  let person: CheckedPerson | null = null;
  let readerSentence = '';
  /** The window as the hub's newest answer has it; a snapshot made before that answer may come after it. */
  let answered: { readonly view: WindowView; readonly hlc: Hlc } | null = null;
  /** Counts what was learnt of the ticket here: a lookup begun before is out of date. */
  let learnt = 0;
  let lookingFor: string | null = null;

  function saveDraft(next: CaseDraft | null): Done {
    if (next === null) {
      forgetDraft();
      return DONE;
    }
    if (ticket === null) return refuse('NO_TICKET', '现在没有正在办理的号码，草稿没有保存');
    drafts.save(ticket.id, next);
    changed();
    return DONE;
  }

  function forgetDraft(): void {
    drafts.keepOnlyOf(null);
    changed();
  }

  function setClerk(next: Clerk | null): void {
    clerk = next;
    changed();
  }

  function windowNow(): WindowView {
    const snapshot = hub.hall();
    const view = snapshot?.windows.find((w) => w.id === window.id);
    if (snapshot && view && (answered === null || snapshot.hlc >= answered.hlc)) return view;
    return answered?.view ?? windowView(window, null, null);
  }

  async function command(request: ClerkCommand): Promise<Result<Ticket | null, Refusal>> {
    return clerk ? commandAs(clerk.workNo, request) : refuse('NOT_LOGGED_IN', '请先登录');
  }

  /** The hub decides; what it answers is the state of the window from then on. */
  async function commandAs(workNo: WorkNo, request: ClerkCommand): Promise<Result<Ticket | null, Refusal>> {
    const full = { ...request, windowId: window.id, workNo };
    const answer = await askHub(hub, clock, HUB_DELAYS.commandMs, (client, signal) => client.command(full, { signal }));
    if (!answer.ok) return refuse(`HUB_${answer.error}`, HUB_SILENT[answer.error]);
    const outcome = answer.value;
    if (!outcome.ok) return outcome;
    const { window: view, ticket: about, hlc } = outcome.value;
    store.observe(hlc);
    if (answered === null || hlc > answered.hlc) answered = { view, hlc };
    const { ticketId } = windowNow();
    if (ticketId === null) hold(null);
    else if (about?.id === ticketId) hold(about);
    await follow();
    changed();
    return ok(about);
  }

  /** Another ticket (or none) is at the window: what was known of the person before is gone. */
  function hold(next: Ticket | null): void {
    if (next?.id !== ticket?.id) {
      person = null;
      readerSentence = '';
    }
    ticket = next;
    learnt += 1;
    drafts.keepOnlyOf(next?.id ?? null);
    changed();
  }

  /** The hub says another ticket is here than we hold: we restarted, or missed an answer. */
  async function follow(): Promise<void> {
    const { ticketId, state, workNo, clerkName } = windowNow();
    if (hub.hall() === null) return;
    if (clerk === null && workNo !== null && clerkName !== null) clerk = { workNo, name: clerkName };
    if (ticketId === null) return hold(null);
    if (ticketId === ticket?.id && (state === 'CALLING') === (ticket.state === 'CALLED')) return;
    await lookUp(ticketId, state);
  }

  async function lookUp(ticketId: TicketId, state: WindowView['state']): Promise<void> {
    const wanted = `${ticketId} ${state}`;
    if (lookingFor === wanted) return;
    lookingFor = wanted;
    const before = learnt;
    const answer = await askHub(hub, clock, HUB_DELAYS.commandMs, (client, signal) => client.findTicket({ ticketId }, { signal }));
    if (lookingFor === wanted) lookingFor = null;
    if (answer.ok && learnt === before) hold(answer.value);
  }

  function onCard(event: CardEvent): void {
    switch (event.type) {
      case 'card-read':
        readerSentence = '';
        identified(identityOfCard(event.card), event.card.warnings, event.photo);
        return;
      case 'card-failed':
        cardFailed(event.failure.sentence);
        return;
      case 'card-left':
        readerSentence = '请提醒群众取走身份证';
        changed();
        return;
      case 'card-removed':
        readerSentence = '';
        changed();
        return;
    }
  }

  function onSocialCard(event: SocialCardEvent): void {
    switch (event.type) {
      case 'card-read':
        readerSentence = '';
        identified(identityOfSocialCard(event.card), event.card.warnings, null);
        return;
      case 'card-failed':
        cardFailed(event.failure.sentence);
        return;
      case 'card-left':
        readerSentence = '请提醒群众取走社保卡';
        changed();
        return;
      case 'card-inserted':
      case 'card-removed':
        readerSentence = '';
        changed();
        return;
    }
  }

  /** Another card may lie there: nobody may be served as the person before. */
  function cardFailed(sentence: string): void {
    person = null;
    readerSentence = sentence;
    changed();
  }

  function identify(certNo: string): Done {
    const typed = typedIdentity(certNo);
    if (!typed.ok) return typed;
    if (!ticket) return refuse('NO_TICKET', '请先呼叫并开始办理');
    identified(typed.value, [], null);
    return DONE;
  }

  function identified(identity: Identity, warnings: readonly string[], picture: CardPhoto | null): void {
    if (!ticket) return;
    const photo = picture === null ? null : { id: newUlid() as CardPhotoId, picture };
    person = { identity, comparison: compare(ticket, identity), warnings, photo };
    log.info({ event: 'identity-checked', ticket: ticket.no, comparison: person.comparison }, '核验身份');
    changed();
  }

  function compare(current: Ticket, identity: Identity): CounterIdentity['comparison'] {
    if (!current.identity) return 'NO_TICKET_IDENTITY';
    return current.identity.certNoHash === certNoHash(context, identity) ? 'SAME' : 'DIFFERENT';
  }

  /** The party of an intake, or why there is none yet. */
  function party(): Result<IntakeParty, Refusal> {
    if (!clerk) return refuse('NOT_LOGGED_IN', '请先登录');
    if (!ticket || ticket.state !== 'SERVING') return refuse('NOT_SERVING', '请先按“开始办理”，再受理');
    if (!person) return refuse('NOT_IDENTIFIED', '请先核验申请人身份');
    const hash = certNoHash(context, person.identity);
    if (hash === null) return refuse('NO_KEY', '本机还没有连上过大厅中枢，暂时不能受理，请联系管理员');
    return ok({
      ticket,
      window,
      workNo: clerk.workNo,
      certType: person.identity.certType,
      certNo: person.identity.certNo,
      certNoHash: hash,
      comparison: person.comparison,
    });
  }

  function identityView(): CounterIdentity | null {
    if (!person) return null;
    const { identity, comparison, warnings, photo } = person;
    return {
      comparison,
      certType: identity.certType,
      name: identity.name,
      certNoMasked: mask('certNo', identity.certNo, 'clerk'),
      source: identity.source,
      photo: photo?.id ?? null,
      warnings: [...warnings],
    };
  }

  /** Only as long as the person whose picture it is stands at the window. */
  function photoOf(id: CardPhotoId): string | null {
    const photo = person?.photo ?? null;
    return photo?.id === id ? photoAddress(photo.picture) : null;
  }

  return {
    clerk: () => clerk,
    ticket: () => ticket,
    identityView,
    photoOf,
    readerSentence: () => readerSentence,
    draft: () => drafts.of(ticket?.id ?? null),
    setClerk,
    saveDraft,
    forgetDraft,
    windowNow,
    command,
    commandAs,
    follow,
    onCard,
    onSocialCard,
    identify,
    party,
  };
}

export type CounterSession = ReturnType<typeof createCounterSession>;
