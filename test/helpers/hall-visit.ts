import { BusinessId, CommandId, ulidFactory, type ItemId } from '../../shared/basics/ids.ts';
import type { CaseView, TicketView } from '../../shared/contract/common.ts';
import type { CaseInput } from '../../shared/contract/counter.ts';
import type { Refusal } from '../../shared/contract/outcome.ts';
import type { KioskTicket } from '../../shared/contract/kiosk.ts';
import type { RatingLevel } from '../../shared/types/case-file.ts';
import type { ServiceItem } from '../../shared/types/catalogue.ts';
import { pause, type CounterPage, type KioskPage, type PadPage } from './page-client.ts';

/** The published test vector of a person who does not exist. */
export const PERSON = { name: '李四', certNo: '11010519491231002X' } as const;
export const BUSINESS = BusinessId.parse('hrss');
const ITEM_WORDS = '灵活就业';
const STEP_MS = 15_000;

const newUlid = ulidFactory(() => Date.now());

export function newCommand(): { commandId: CommandId } {
  return { commandId: CommandId.parse(newUlid()) };
}

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

/** The answer's value; a refusal fails with its sentence. */
export function mustBeDone<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.error.code}: ${answer.error.sentence}`);
}

const TRIES = 4;

/** Gives the same command again while the hub is silent, as a clerk would; the hub does it once. */
async function give<T>(call: (command: { commandId: CommandId }) => Promise<Answer<T>>): Promise<T> {
  const command = newCommand();
  for (let tries = 1; ; tries += 1) {
    const answer = await call(command);
    if (answer.ok || !answer.error.code.startsWith('HUB_') || tries === TRIES) return mustBeDone(answer);
    await pause(300);
  }
}

/** Types the number and takes a ticket; resolves when the hall has said the number. */
export async function takeTicket(kiosk: KioskPage, businessId = BUSINESS): Promise<KioskTicket> {
  await kiosk.until('the kiosk is free', STEP_MS, ({ session }) => session.step !== 'printing');
  await kiosk.rpc.reset();
  mustBeDone(await kiosk.rpc.identify({ certNo: PERSON.certNo }));
  return mustBeDone(await kiosk.rpc.take({ ...newCommand(), businessId }));
}

/** The same, with the slip in the citizen's hand at the end. */
export async function takePrintedTicket(kiosk: KioskPage): Promise<KioskTicket> {
  const ticket = await takeTicket(kiosk);
  await kiosk.until(`${ticket.no} is printed`, STEP_MS, ({ session }) => session.step === 'printed' && session.ticket.no === ticket.no);
  return ticket;
}

export async function openWindow(counter: CounterPage, { workNo, pin }: { workNo: string; pin: string }): Promise<void> {
  mustBeDone(await counter.rpc.login({ workNo: workNoOf(workNo), pin }));
  await counter.until('the hub is there', STEP_MS, (state) => state.hubOnline);
  await give((command) => counter.rpc.openWindow(command));
}

type WorkNo = Parameters<CounterPage['rpc']['login']>[0]['workNo'];

/** Checked by the service; here only its brand is missing. */
export function workNoOf(workNo: string): WorkNo {
  return workNo;
}

/** 下一位, as soon as somebody waits. */
export async function callNext(counter: CounterPage): Promise<TicketView> {
  await counter.until('somebody waits', STEP_MS, (state) => state.hubOnline && state.waitingTotal > 0);
  return give((command) => counter.rpc.next(command));
}

/** From the called number to the accepted case. */
export async function serve(counter: CounterPage): Promise<CaseView> {
  await give((command) => counter.rpc.start(command));
  await counter.until('the ticket is served', STEP_MS, (state) => state.current?.state === 'SERVING');
  mustBeDone(await counter.rpc.identify({ certNo: PERSON.certNo }));
  return mustBeDone(await counter.rpc.accept(await completeCase(counter)));
}

/** 办理完毕 and the rating on the pad's page. */
export async function finishAndRate(counter: CounterPage, pad: PadPage, level: RatingLevel): Promise<void> {
  await give((command) => counter.rpc.finish(command));
  const invitationId = await pad.until('the pad invites', STEP_MS, (state) => state.invitation?.invitationId);
  mustBeDone(await pad.rpc.rate({ invitationId, level }));
}

/** A case with every material handed in. */
export async function completeCase(counter: CounterPage): Promise<CaseInput> {
  const item = await itemOf(counter);
  return {
    ...newCommand(),
    itemId: item.id,
    applicantName: PERSON.name,
    phone: '',
    differentPersonReason: null,
    materials: item.materials.map(({ id, name, required, originals, copies }) => ({
      materialId: id,
      name,
      required,
      status: 'RECEIVED' as const,
      originals,
      copies,
      gap: null,
    })),
  };
}

async function itemOf(counter: CounterPage): Promise<ServiceItem & { id: ItemId }> {
  const found = await counter.rpc.searchItems({ query: ITEM_WORDS });
  const item = found.find((candidate) => candidate.unavailable === null)?.item;
  if (!item) throw new Error(`no item for ${ITEM_WORDS}`);
  return item;
}

/** The called citizen is served and gone, without a case. */
export async function serveBriefly(counter: CounterPage): Promise<void> {
  await give((command) => counter.rpc.start(command));
  await give((command) => counter.rpc.finish(command));
}
