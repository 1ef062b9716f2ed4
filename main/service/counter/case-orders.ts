import type { Result } from '../../../shared/basics/result.ts';
import type { CaseView } from '../../../shared/contract/common.ts';
import type { CaseOrderInput } from '../../../shared/contract/counter.ts';
import { refuse, type Refusal } from '../../../shared/contract/outcome.ts';
import { businessDateAt } from '../../../shared/rules/business-date.ts';
import { actorOf } from '../../../shared/rules/staff-powers.ts';
import { createCaseWork } from '../cases/case-work.ts';
import { caseView } from '../cases/case-view.ts';
import type { StationContext } from '../context.ts';
import type { DocumentDesk } from '../documents/document-desk.ts';
import { raiseAlarm } from '../hub/raise-alarm.ts';
import { unattended } from '../log.ts';
import type { CounterSession } from './counter-session.ts';

/** What clerks order for the cases of this window after 收件, and what the law orders when nobody does. */
export function createCaseOrders(context: StationContext, session: Pick<CounterSession, 'clerk'>, documents: DocumentDesk) {
  const { hall, clock, log } = context;
  const work = createCaseWork(context);

  /** The order, with its letters. Credit can only be asked for at the centre, which does not answer that yet: nothing is granted on it. */
  async function order({ commandId, caseId, order: ordered }: CaseOrderInput): Promise<Result<CaseView, Refusal>> {
    const account = hall.staff.find(({ workNo }) => workNo === session.clerk()?.workNo);
    if (account === undefined) return refuse('NOT_LOGGED_IN', '请先登录');
    const actor = actorOf(account, businessDateAt(clock.now()));
    const done = work.carryOut(commandId, caseId, ordered, { actor, credit: 'UNKNOWN' });
    if (!done.ok) return done;
    return { ok: true, value: caseView(await documents.issueOrLater(done.value)) };
  }

  /** 许可法 §32: five working days of silence are an acceptance, and a red alarm. */
  function acceptUnanswered(): void {
    for (const file of work.acceptUnanswered()) {
      log.warn({ event: 'case-deemed-accepted', caseId: file.id }, '收件满五个工作日未答复，视为受理');
      const text = `${file.localNo} 收件满五个工作日未答复，已依法视为受理，请督促办理`;
      unattended(raiseAlarm(context, `deemed:${file.id}`, text, 'RED'), log, 'alarm-not-raised');
    }
  }

  return { order, acceptUnanswered };
}
