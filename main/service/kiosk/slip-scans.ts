import type { Scanner, ScanEvent } from '../../../devices/scanner/types.ts';
import type { Result } from '../../../shared/basics/result.ts';
import type { ScannedSlip } from '../../../shared/contract/kiosk.ts';
import { refuse, type Refusal } from '../../../shared/contract/outcome.ts';
import { beginningOf, readScannedCode } from '../../../shared/rules/scanned-code.ts';
import type { StationContext } from '../context.ts';
import { unattended } from '../log.ts';
import { ticketStatus, type HallSight, type TicketStatusView } from '../tickets/ticket-status.ts';

/** How long an answer is told before it is forgotten: the page takes it when it comes, and the next citizen finds nothing. */
export const SCAN_TOLD_MS = 10_000;

type WithoutId<V> = V extends unknown ? Omit<V, 'id'> : never;

/** 查排队 by the code on a slip, from whichever scanner. */
export async function statusByCode(context: HallSight, text: string): Promise<Result<TicketStatusView, Refusal>> {
  const code = readScannedCode(text);
  if (code.type === 'ticket' || code.type === 'ticket-no') return ticketStatus(context, code);
  return refuse('UNKNOWN_CODE', `“${beginningOf(text)}”不是本大厅的取号小票，请扫小票上的二维码`);
}

/** What the kiosk's scanner on its line reads while nobody is in a session; `mayScan`: nobody is, and no self-test has it. */
export function createSlipScans(context: HallSight & Pick<StationContext, 'log'>, scanner: Scanner | null, mayScan: () => boolean, changed: () => void) {
  const { clock, log } = context;
  let told: ScannedSlip | null = null;
  let asked = 0;
  const closing = new AbortController();
  const stop = scanner?.onScan((scan) => {
    if (mayScan()) unattended(answer(scan), log, 'scan-failed');
  });

  async function answer(scan: ScanEvent): Promise<void> {
    const id = ++asked;
    const found = await find(scan);
    // A newer code came while this one was looked up, or a session began.
    if (id !== asked || !mayScan()) return;
    tell({ ...found, id });
    await clock.sleep(SCAN_TOLD_MS, closing.signal);
    if (id === asked) tell(null);
  }

  async function find(scan: ScanEvent): Promise<WithoutId<ScannedSlip>> {
    if (scan.type === 'unreadable') return { type: 'nothing', sentence: scan.sentence };
    const status = await statusByCode(context, scan.code);
    return status.ok ? { type: 'ticket', standing: status.value } : { type: 'nothing', sentence: status.error.sentence };
  }

  function tell(next: ScannedSlip | null): void {
    told = next;
    changed();
  }

  return {
    told: () => told,
    close(): void {
      closing.abort();
      stop?.();
    },
  };
}
