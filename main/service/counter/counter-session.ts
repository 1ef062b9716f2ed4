import type { CardEvent } from '../../../devices/id-card-reader/types.ts';
import type { WorkNo } from '../../../shared/basics/ids.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import { CaseDraft, type CounterIdentity } from '../../../shared/contract/counter.ts';
import type { WindowCommand } from '../../../shared/contract/hub.ts';
import { DONE, refuse, type Done, type Refusal } from '../../../shared/contract/outcome.ts';
import { mask } from '../../../shared/rules/masking.ts';
import type { WindowConfig } from '../../../shared/types/hall.ts';
import type { Identity } from '../../../shared/types/identity.ts';
import type { Ticket } from '../../../shared/types/ticket.ts';
import type { IntakeParty } from '../cases/case-intake.ts';
import type { StationContext } from '../context.ts';
import { askHub } from '../hub/ask-hub.ts';
import { HUB_DELAYS } from '../hub/hub-link.ts';
import { certNoHash, identityOfCard, typedIdentity } from '../identity/identity.ts';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** A window command as the page gives it: the session adds window and clerk. */
export type ClerkCommand = DistributiveOmit<WindowCommand, 'windowId' | 'workNo'>;

interface CheckedPerson {
  readonly identity: Identity;
  readonly comparison: CounterIdentity['comparison'];
  readonly warnings: readonly string[];
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
  const { store, hub, clock, log } = context;
  const draftKey = `draft:${window.id}`;
  let clerk: Clerk | null = null;
  let ticket: Ticket | null = null;
  let person: CheckedPerson | null = null;
  let readerSentence = '';
  let draft: CaseDraft | null = readDraft();

  function readDraft(): CaseDraft | null {
    const kept = store.findNote(draftKey);
    const parsed = kept === null ? null : CaseDraft.safeParse(JSON.parse(kept));
    return parsed?.success ? parsed.data : null;
  }

  function saveDraft(next: CaseDraft | null): void {
    draft = next;
    store.write((tx) => tx.saveNote(draftKey, next === null ? null : JSON.stringify(next)));
    changed();
  }

  function setClerk(next: Clerk | null): void {
    clerk = next;
    changed();
  }

  /** The hub decides; what it answers is the state of the window from then on. */
  async function command(request: ClerkCommand): Promise<Result<Ticket | null, Refusal>> {
    if (!clerk) return refuse('NOT_LOGGED_IN', '请先登录');
    const full = { ...request, windowId: window.id, workNo: clerk.workNo };
    const answer = await askHub(hub, clock, HUB_DELAYS.commandMs, (client, signal) => client.command(full, { signal }));
    if (!answer.ok) return refuse(`HUB_${answer.error}`, HUB_SILENT[answer.error]);
    const outcome = answer.value;
    if (!outcome.ok) return outcome;
    store.observe(outcome.value.hlc);
    hold(outcome.value.window.ticketId === null ? null : (outcome.value.ticket ?? ticket));
    return ok(outcome.value.ticket);
  }

  /** Another ticket (or none) is at the window: what was known of the person before is gone. */
  function hold(next: Ticket | null): void {
    if (next?.id !== ticket?.id) {
      person = null;
      readerSentence = '';
      if (draft) saveDraft(null);
    }
    ticket = next;
    changed();
  }

  /** The hub's snapshot says another ticket is here than we hold: we restarted, or missed an answer. */
  async function follow(): Promise<void> {
    const view = hub.hall()?.windows.find((w) => w.id === window.id);
    if (!view) return;
    if (clerk === null && view.workNo !== null && view.clerkName !== null) clerk = { workNo: view.workNo, name: view.clerkName };
    if (view.ticketId === (ticket?.id ?? null) && stateMatches(view.state)) return;
    const ticketId = view.ticketId;
    if (ticketId === null) return hold(null);
    const answer = await askHub(hub, clock, HUB_DELAYS.commandMs, (client, signal) => client.findTicket({ ticketId }, { signal }));
    if (answer.ok) hold(answer.value);
  }

  function stateMatches(state: string): boolean {
    return ticket === null || (state === 'CALLING') === (ticket.state === 'CALLED');
  }

  function onCard(event: CardEvent): void {
    switch (event.type) {
      case 'card-read':
        readerSentence = '';
        identified(identityOfCard(event.card), event.card.warnings);
        return;
      case 'card-failed':
        readerSentence = event.failure.sentence;
        changed();
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

  function identify(certNo: string): Done {
    const typed = typedIdentity(certNo);
    if (!typed.ok) return typed;
    if (!ticket) return refuse('NO_TICKET', '请先呼叫并开始办理');
    identified(typed.value, []);
    return DONE;
  }

  function identified(identity: Identity, warnings: readonly string[]): void {
    if (!ticket) return;
    person = { identity, comparison: compare(ticket, identity), warnings };
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
    const { identity, comparison, warnings } = person;
    return {
      comparison,
      certType: identity.certType,
      name: identity.name,
      certNoMasked: mask('certNo', identity.certNo, 'clerk'),
      source: identity.source,
      warnings: [...warnings],
    };
  }

  return {
    clerk: () => clerk,
    ticket: () => ticket,
    identityView,
    readerSentence: () => readerSentence,
    draft: () => draft,
    setClerk,
    saveDraft,
    command,
    follow,
    onCard,
    identify,
    party,
  };
}

export type CounterSession = ReturnType<typeof createCounterSession>;
