import type { CommandId } from '../../../shared/basics/ids.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import type { TicketView } from '../../../shared/contract/common.ts';
import { DONE, refuse, type Done, type Refusal } from '../../../shared/contract/outcome.ts';
import { ticketView } from '../../../shared/rules/hall-views.ts';
import type { CaseFile } from '../../../shared/types/case-file.ts';
import type { WindowConfig } from '../../../shared/types/hall.ts';
import type { Ticket } from '../../../shared/types/ticket.ts';
import type { StationContext } from '../context.ts';
import type { RatingDesk, RatingSubject } from '../ratings/rating-desk.ts';
import type { ClerkCommand, CounterSession } from './counter-session.ts';
import type { WindowOperations } from './window-caller.ts';

export interface VisitParts {
  readonly context: Pick<StationContext, 'hall' | 'newUlid'>;
  readonly window: WindowConfig;
  readonly session: CounterSession;
  readonly ratings: RatingDesk;
  /** The cases received from whoever holds the ticket. */
  filesOf(ticket: Ticket): readonly CaseFile[];
  /** A command was done: what a key was told before no longer matters. */
  ended(): void;
  /** Another citizen is at the window. */
  newVisit(): void;
}

/** From one ticket at the window to the next, by the page's buttons or the caller's keys, and whom to invite to rate. */
export function createVisitCommands({ context, window, session, ratings, filesOf, ended, newVisit }: VisitParts) {
  const { hall, newUlid } = context;
  /** Whom to invite when the ticket leaves the window. */
  let finishing: RatingSubject | null = null;

  /** A key of the caller, done as the page's button does it. */
  async function perform(action: Parameters<WindowOperations['perform']>[0]): Promise<Done> {
    const commandId = newUlid() as CommandId;
    switch (action.type) {
      case 'next': {
        const called = await next({ type: 'next', commandId });
        return called.ok ? DONE : called;
      }
      case 'finish':
        return finish({ type: 'finish', commandId, caseIds: [] });
      case 'remind':
        ratings.remind();
        return DONE;
      default:
        return run({ ...action, commandId });
    }
  }

  async function run(command: ClerkCommand): Promise<Done> {
    const result = await session.command(command);
    if (!result.ok) return result;
    ended();
    if (command.type === 'resume') begin();
    return DONE;
  }

  /** Another citizen is at the window: who was here before rates no more. */
  function begin(): void {
    finishing = null;
    ratings.clear();
    newVisit();
  }

  async function next(command: ClerkCommand): Promise<Result<TicketView, Refusal>> {
    const result = await session.command(command);
    if (!result.ok) return result;
    if (result.value === null) return refuse('NOBODY_WAITING', '现在没有等候的号码');
    ended();
    begin();
    return ok(ticketView(result.value, hall));
  }

  async function finish(command: ClerkCommand & { type: 'finish' }): Promise<Done> {
    const ticket = session.ticket();
    const clerk = session.clerk();
    if (!ticket || !clerk) return refuse('NOT_SERVING', '没有正在办理的号码');
    const files = filesOf(ticket);
    finishing = {
      ticketId: ticket.id,
      ticketNo: ticket.no,
      caseId: files[0]?.id ?? null,
      itemNames: files.map((file) => file.item.name),
      windowId: window.id,
      workNo: clerk.workNo,
    };
    const result = await session.command({ ...command, caseIds: files.map((file) => file.id) });
    settleFinish();
    if (!result.ok) return result;
    ended();
    return DONE;
  }

  /** Invites to rate once the ticket has left the window, also when the hub's answer to that got lost. */
  function settleFinish(): void {
    if (finishing === null || session.ticket()?.id === finishing.ticketId) return;
    ratings.invite(finishing);
    finishing = null;
  }

  return { perform, run, next, finish, settleFinish };
}
