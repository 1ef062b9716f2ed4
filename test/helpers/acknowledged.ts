import { CaseId, CommandId, TicketId } from '../../shared/basics/ids.ts';
import type { Store } from '../../main/store/types.ts';
import { MONDAY } from './store.ts';

/** One line of the store worker: something a person was told is done. */
export interface Acknowledgement {
  readonly kind: string;
  readonly commandId: string;
  readonly id: string;
  readonly number: number;
}

/** Whole lines only: the last one may be cut by the kill. */
export function acknowledgements(output: string): Acknowledgement[] {
  return output
    .split('\n')
    .slice(0, -1)
    .filter((line) => line !== 'ready')
    .map((line) => {
      const [kind = '', commandId = '', id = '', number = ''] = line.split(' ');
      return { kind, commandId, id, number: Number(number) };
    });
}

/** The acknowledged commands of which the store knows nothing, or not everything. */
export function lostOf(store: Store, acknowledged: readonly Acknowledgement[]): Acknowledgement[] {
  return acknowledged.filter(({ kind, commandId, id, number }) => {
    if (store.findOutcome(CommandId.parse(commandId)) === undefined) return true;
    if (kind === 'T') return store.findTicket(TicketId.parse(id))?.serial !== number;
    const file = store.findCase(CaseId.parse(id));
    return file?.localNo !== `L${number}` || file.stage !== 'ACCEPTED';
  });
}

/** Numbers given twice and numbers skipped, of tickets and cases. */
export function numberFaults(store: Store): string[] {
  const serials = store.listTickets({ date: MONDAY }).map((ticket) => ticket.serial);
  const locals = store.listCases({ limit: 1_000_000 }).map((file) => Number(file.localNo.slice(1)));
  return [...faultsOf('ticket', serials), ...faultsOf('case', locals)];
}

function faultsOf(kind: string, numbers: readonly number[]): string[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.flatMap((number, index) => (number === index + 1 ? [] : [`${kind} ${number} at place ${index + 1}`])).slice(0, 1);
}
