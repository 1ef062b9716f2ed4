import { z } from 'zod';
import { CaseId, type CommandId } from '../../../shared/basics/ids.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import { refuse, type Refusal } from '../../../shared/contract/outcome.ts';
import { businessDateAt } from '../../../shared/rules/business-date.ts';
import { answerBy } from '../../../shared/rules/case-clock.ts';
import { caseRefusal, type CaseProposal } from '../../../shared/rules/case-guards.ts';
import type { CaseContext } from '../../../shared/rules/case-guards/guard.ts';
import { deemedAcceptance, proposalOf, type OrderFacts } from '../../../shared/rules/case-proposals.ts';
import { caseNumber } from '../../../shared/rules/numbering.ts';
import type { CaseFile } from '../../../shared/types/case-file.ts';
import type { CaseOrder } from '../../../shared/types/case-orders.ts';
import type { Actor } from '../../../shared/types/staff.ts';
import type { WriteTx } from '../../store/types.ts';
import type { StationContext } from '../context.ts';

const KeptOutcome = z.strictObject({ caseId: CaseId });

/** Cases looked through for one that was never answered. */
const RECENT_CASES = 500;
const QUERY_PIN_DIGITS = 6;
const CLOCK: Actor = { workNo: null, staffType: 'CIVIL_SERVANT', powers: [], items: null };

/** Who orders, and what could be learned of the applicant's credit just now. */
export interface OrderGiver {
  readonly actor: Actor;
  readonly credit: CaseContext['credit'];
}

/** Carries out the orders of clerks on the cases of this station: guards, event and outcome in one transaction, each command once. */
export function createCaseWork(context: StationContext) {
  const { hall, station, store, clock, crypto, catalogue, calendar } = context;

  function carryOut(commandId: CommandId, caseId: CaseId, order: CaseOrder, { actor, credit }: OrderGiver): Result<CaseFile, Refusal> {
    const { workNo } = actor;
    if (workNo === null) throw new Error('an order is given by a person');
    return store.write((tx) => {
      const file = tx.findCase(caseId);
      if (file === null) return refuse('NO_CASE', '本机没有这个办件，请在受理它的窗口办理');
      if (KeptOutcome.safeParse(tx.findOutcome(commandId)).data?.caseId === caseId) return ok(file);
      const facts = { commandId, workNo, ...factsOf(tx, file) };
      const refusal = refusalOf(file, order, facts, { actor, credit });
      if (refusal !== null) return { ok: false, error: refusal };
      const done = append(tx, proposalOf(file, order, facts), workNo);
      tx.rememberOutcome(commandId, { caseId });
      return ok(done);
    });
  }

  /** Asked before any number is taken: a refused order leaves no gap. */
  function refusalOf(file: CaseFile, order: CaseOrder, facts: OrderFacts, { actor, credit }: OrderGiver): Refusal | null {
    const trial = proposalOf(file, order, { ...facts, caseNo: () => null, queryPin: () => '', handoverNo: () => '' });
    return caseRefusal(file, trial, guardContext(file, actor, credit));
  }

  function guardContext(file: CaseFile, actor: Actor, credit: CaseContext['credit']): CaseContext {
    const item = catalogue.items.find(({ id }) => id === file.item.itemId) ?? null;
    return { actor, now: clock.now(), today: businessDateAt(clock.now()), calendar, item, credit };
  }

  function factsOf(tx: WriteTx, file: CaseFile): Omit<OrderFacts, 'commandId' | 'workNo'> {
    const now = clock.now();
    const today = businessDateAt(now);
    return {
      now,
      today,
      calendar,
      caseNo() {
        const serial = tx.takeLeased(`case:${today}`);
        return serial === null ? null : caseNumber(file.item.taskCode, today, serial);
      },
      queryPin: () => crypto.randomDigits(QUERY_PIN_DIGITS),
      handoverNo: () => `${hall.hall.siteCode}-${station.id.toUpperCase()}-${today.replaceAll('-', '')}-${tx.nextCounter(`handover:${today}`)}`,
    };
  }

  function append(tx: WriteTx, proposal: CaseProposal, workNo: string | null): CaseFile {
    tx.append(proposal, workNo === null ? { kind: 'SYSTEM', id: station.id } : { kind: 'CLERK', id: workNo });
    const file = tx.findCase(proposal.payload.caseId);
    if (file === null) throw new Error(`case ${proposal.payload.caseId} was appended but is not in the projection`);
    return file;
  }

  /** 许可法 §32: what nobody answered in five working days is accepted. Returns those cases, for the alarm and the letter. */
  function acceptUnanswered(): CaseFile[] {
    const today = businessDateAt(clock.now());
    const silent = store
      .listCases({ limit: RECENT_CASES })
      .filter((file) => file.stage === 'RECEIVED' && file.corrections === 0 && today > answerBy(file.receivedAt, calendar));
    return silent.map((file) =>
      store.write((tx) => append(tx, deemedAcceptance(file, { commandId: context.newUlid() as CommandId, workNo: file.workNo, ...factsOf(tx, file) }), CLOCK.workNo)),
    );
  }

  return { carryOut, acceptUnanswered };
}

export type CaseWork = ReturnType<typeof createCaseWork>;
