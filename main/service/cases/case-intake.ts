import { z } from 'zod';
import { CaseId, type BusinessDate, type CommandId, type WorkNo } from '../../../shared/basics/ids.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import type { CaseInput } from '../../../shared/contract/counter.ts';
import { refuse, type Refusal } from '../../../shared/contract/outcome.ts';
import { businessDateAt } from '../../../shared/rules/business-date.ts';
import { checkMaterials } from '../../../shared/rules/checklist.ts';
import { unavailableReason } from '../../../shared/rules/item-search.ts';
import { itemAt, kindOf, limitInWorkingDays } from '../../../shared/rules/item-version.ts';
import { caseNumber, localNumber } from '../../../shared/rules/numbering.ts';
import { scenarioMaterials } from '../../../shared/rules/scenario.ts';
import { addWorkingDays } from '../../../shared/rules/workdays.ts';
import { Applicant, CaseFlags, type CaseFile, type CaseItem } from '../../../shared/types/case-file.ts';
import type { MaterialDef, ServiceItem } from '../../../shared/types/catalogue.ts';
import type { EventPayload } from '../../../shared/types/events.ts';
import type { Ticket } from '../../../shared/types/ticket.ts';
import type { WindowConfig } from '../../../shared/types/hall.ts';
import type { WriteTx } from '../../store/types.ts';
import type { StationContext } from '../context.ts';

/** Who stands at the window and how that was established. */
export interface IntakeParty {
  readonly ticket: Ticket;
  readonly window: WindowConfig;
  readonly workNo: WorkNo;
  readonly certType: Applicant['certType'];
  readonly certNo: string;
  readonly certNoHash: string;
  readonly comparison: 'SAME' | 'DIFFERENT' | 'NO_TICKET_IDENTITY';
}

/** The item as the case keeps it and the materials that its 情形 asks for. */
interface FoundItem {
  readonly item: CaseItem;
  readonly defs: readonly MaterialDef[];
}

const KeptOutcome = z.strictObject({ caseId: CaseId });
type KeptOutcome = z.infer<typeof KeptOutcome>;

/** 许可法 §32 and 固原 002:69: the applicant has five working days to hand in what the notice names. */
const CORRECTION_DAYS = 5;
const QUERY_PIN_DIGITS = 6;

/** 收件 and what follows at once: 受理, or the one-time notice of every gap. Each command makes one case, once. */
export function createCaseIntake(context: StationContext) {
  const { hall, station, store, clock, newUlid, crypto, catalogue, calendar } = context;

  /** 收件 alone: who decides on the acceptance looks at it later, in five working days at most. */
  function receive(input: CaseInput, party: IntakeParty): Result<CaseFile, Refusal> {
    return receiveAnd(input, party, (_tx, { caseId }) => ok(caseId));
  }

  function accept(input: CaseInput, party: IntakeParty): Result<CaseFile, Refusal> {
    return receiveAnd(input, party, (tx, { caseId, item, materials }, date) => {
      if (!checkMaterials(materials).canAccept) return refuse('MATERIALS_MISSING', '必要材料还不齐全，不能受理；请出具一次性补齐补正告知书');
      const promised = addWorkingDays(date, item.promisedDays, calendar);
      const legal = addWorkingDays(date, item.legalDays, calendar);
      tx.append(
        {
          type: 'case.accepted',
          payload: {
            caseId,
            caseNo: leasedCaseNo(tx, item, date),
            queryPin: crypto.randomDigits(QUERY_PIN_DIGITS),
            acceptedAt: clock.now(),
            promisedDueOn: promised.date,
            legalDueOn: legal.date,
            dueProvisional: promised.provisional || legal.provisional,
            calendarVersion: calendar.version,
            workNo: party.workNo,
          },
        },
        { kind: 'CLERK', id: party.workNo },
      );
      return ok(caseId);
    });
  }

  function correct(input: CaseInput, party: IntakeParty): Result<CaseFile, Refusal> {
    return receiveAnd(input, party, (tx, { caseId, materials }, date) => {
      const check = checkMaterials(materials);
      if (check.missing.length === 0) return refuse('NOTHING_MISSING', '必要材料已经齐全，应当受理，不能要求补正');
      if (!check.gapsComplete) return refuse('GAPS_NOT_EXPLAINED', '请为每一项缺少的材料写明问题和要求，一次告知全部内容');
      tx.append(
        {
          type: 'case.correction-noticed',
          payload: { caseId, dueOn: addWorkingDays(date, CORRECTION_DAYS, calendar).date, gaps: [...check.missing], exemption: null },
        },
        { kind: 'CLERK', id: party.workNo },
      );
      return ok(caseId);
    });
  }

  /** One transaction: the receipt and what follows from it; a refusal leaves no trace. */
  function receiveAnd(
    input: CaseInput,
    party: IntakeParty,
    follow: (tx: WriteTx, receipt: EventPayload<'case.received'>, date: BusinessDate) => Result<CaseId, Refusal>,
  ): Result<CaseFile, Refusal> {
    const kept = findByCommand(input.commandId);
    if (kept) return ok(kept);
    const date = businessDateAt(clock.now());
    const item = findItem(input, date);
    if (!item.ok) return item;
    const refused = refuseParty(input, party);
    if (refused) return refused;
    try {
      return store.write((tx) => {
        const receipt = received(tx, input, item.value, party, date);
        const { caseId } = receipt;
        tx.append({ type: 'case.received', payload: receipt }, { kind: 'CLERK', id: party.workNo });
        const followed = follow(tx, receipt, date);
        if (!followed.ok) throw new RolledBack(followed);
        tx.rememberOutcome(input.commandId, { caseId } satisfies KeptOutcome);
        const caseFile = tx.findCase(caseId);
        if (!caseFile) throw new Error(`case ${caseId} was appended but is not in the projection`);
        return ok(caseFile);
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.refusal;
      throw error;
    }
  }

  function findByCommand(commandId: CommandId): CaseFile | null {
    const kept = KeptOutcome.safeParse(store.findOutcome(commandId));
    return kept.success ? store.findCase(kept.data.caseId) : null;
  }

  /** 未纳入目录没有编码的不得实施审批 (004:62): no case without a coded, live item. */
  function findItem(input: CaseInput, date: BusinessDate): Result<FoundItem, Refusal> {
    const versions = catalogue.items.filter(({ id }) => id === input.itemId);
    const newest = versions.at(-1);
    if (!newest) return refuse('UNKNOWN_ITEM', '目录中没有这个事项，请重新选择');
    const item = itemAt(versions, date);
    if (item === null) return refuse('ITEM_NOT_AVAILABLE', unavailableReason(newest) ?? '今天不在这个事项的实施日期内，不能办理');
    const unavailable = unavailableReason(item);
    if (unavailable !== null || item.taskCode === null) return refuse('ITEM_NOT_AVAILABLE', unavailable ?? '事项没有编码，不得办理');
    const defs = scenarioMaterials(item, input.answers ?? {});
    const ticked = input.materials.map((material) => material.materialId).sort();
    const asked = defs.map((def) => def.id).sort();
    if (ticked.join() !== asked.join()) return refuse('WRONG_CHECKLIST', '材料清单与事项不一致，请重新选择事项');
    return ok({ defs, item: caseItem(item, item.taskCode, date) });
  }

  /** What the case keeps of the item; the limits in working days, as every case is counted. */
  function caseItem(item: ServiceItem, taskCode: string, date: BusinessDate): CaseItem {
    return {
      itemId: item.id,
      itemVersion: item.version,
      taskCode,
      name: item.name,
      departmentName: item.departmentName,
      kind: kindOf(item),
      promisedDays: limitInWorkingDays(item.promisedDays, item.promisedUnit, date, calendar),
      legalDays: Math.max(1, limitInWorkingDays(item.legalDays, item.legalUnit, date, calendar)),
      unified: item.acceptanceMode === 'UNIFIED',
      tolerable: [...item.tolerant],
      branches: [...item.branches],
    };
  }

  function refuseParty(input: CaseInput, party: IntakeParty): ReturnType<typeof refuse> | null {
    if (party.ticket.state !== 'SERVING') return refuse('NOT_SERVING', '请先按“开始办理”，再受理');
    if (party.comparison === 'DIFFERENT' && !input.differentPersonReason) {
      return refuse('DIFFERENT_PERSON', '证件与取号人不一致，请核实；如由他人代办，请写明原因');
    }
    if (input.phone !== '' && !Applicant.shape.phone.safeParse(input.phone).success) {
      return refuse('BAD_PHONE', '联系电话格式不正确，请填写 5–20 位数字，可含“+”“-”和空格');
    }
    return null;
  }

  function received(
    tx: WriteTx,
    input: CaseInput,
    { item, defs }: FoundItem,
    party: IntakeParty,
    date: BusinessDate,
  ): EventPayload<'case.received'> {
    const checks = { SAME: 'SAME_AS_TICKET', NO_TICKET_IDENTITY: 'NO_TICKET_IDENTITY', DIFFERENT: 'DIFFERENT_CONFIRMED' } as const;
    const required = new Map(defs.map((def) => [def.id, def]));
    return {
      caseId: newUlid() as CaseId,
      commandId: input.commandId,
      localNo: localNumber(hall.hall.siteCode, station.id, date, tx.nextCounter(`local:${date}`)),
      item,
      applicant: {
        kind: 'PERSON',
        name: input.applicantName,
        certType: party.certType,
        certNo: party.certNo,
        certNoHash: party.certNoHash,
        phone: input.phone === '' ? null : input.phone,
      },
      identityCheck: checks[party.comparison],
      // What is required the catalogue says, not the page.
      materials: input.materials.map((material) => {
        const def = required.get(material.materialId);
        return { ...material, name: def?.name ?? material.name, required: def?.required ?? material.required };
      }),
      ticketId: party.ticket.id,
      windowId: party.window.id,
      stationId: station.id,
      workNo: party.workNo,
      at: clock.now(),
      submitMode: 'WINDOW',
      flags: CaseFlags.parse({}),
    };
  }

  /** Null while the station holds no leased number: the provisional number stands until the centre gives one. */
  function leasedCaseNo(tx: WriteTx, item: CaseItem, date: BusinessDate): string | null {
    const serial = tx.takeLeased(`case:${date}`);
    return serial === null ? null : caseNumber(item.taskCode, date, serial);
  }

  return { receive, accept, correct };
}

/** Carries a refusal out of the transaction that it undoes. */
class RolledBack extends Error {
  readonly refusal: ReturnType<typeof refuse>;

  constructor(refusal: ReturnType<typeof refuse>) {
    super(refusal.error.sentence);
    this.refusal = refusal;
  }
}
