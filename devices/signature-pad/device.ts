import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { signatureProblem } from '../../shared/rules/signature.ts';
import { createExchange, type Exchange } from '../core/exchange.ts';
import { createLink, type Connection } from '../core/link.ts';
import { createLock } from '../core/lock.ts';
import { untilAborted } from '../core/until-aborted.ts';
import { HID_REPORT, reportTransport } from '../transports/hid.ts';
import type { PacketPipeFactory } from '../transports/packets.ts';
import { createInk, type Ink } from './ink.ts';
import { commandReport, createReportParser, type PadCommand, type PadReport } from './protocol.ts';
import type { SignatureEvent, SignatureFailure, SignaturePad } from './types.ts';

/** All waits of this device, in milliseconds. */
export const SIGNATURE_PAD_DELAYS = {
  /** An answer to a command. No source says how long the pad takes. */
  answer: 1_000,
} as const;

export const SignaturePadOptions = z.strictObject({});

interface Signing {
  readonly ink: Ink;
  /** Epoch ms of the first touch; null before. */
  begunAt: number | null;
}

/**
 * A Hanvon ESP370U. It is greeted once a connection and then rests until `begin`; while it rests nothing is asked,
 * because a HID device that is pulled out is reported at once.
 */
export function createSignaturePad({ factory, clock }: { readonly factory: PacketPipeFactory; readonly clock: Clock }): SignaturePad {
  const link = createLink({ factory: reportTransport(factory, HID_REPORT.feature), clock, deviceName: '签名板', session });
  const lock = createLock();
  const listeners = new Set<(event: SignatureEvent) => void>();
  let exchange: Exchange<PadReport> | null = null;
  let signing: Signing | null = null;
  let opening = false;

  async function session(connection: Connection): Promise<void> {
    const own = createExchange(connection, createReportParser(), clock);
    own.onFrame(received);
    if (!(await order(own, 'init'))) return;
    link.markGood();
    exchange = own;
    rest();
    await untilAborted(connection.signal);
    exchange = null;
    lost();
  }

  function rest(): void {
    link.set({ health: 'ready', state: 'ready', advice: '' });
  }

  /** Whether the pad confirmed that it did it. One that does not is greeted afresh over a new connection. */
  async function order(own: Exchange<PadReport>, command: PadCommand): Promise<boolean> {
    const connection = link.connection();
    const matches = (report: PadReport): boolean => report.type === 'answer' && report.command === command;
    const answer = await lock.run(() => own.request(commandReport(command), { timeoutMs: SIGNATURE_PAD_DELAYS.answer, matches }));
    if (!answer.ok) connection?.giveUp();
    return answer.ok;
  }

  /** The pad went away: strokes without a confirmation stay that. */
  function lost(): void {
    const before = signing;
    signing = null;
    if (before === null) return;
    link.count('failed');
    tell({ type: 'incomplete', signature: before.ink.signature() });
  }

  function received(report: PadReport): void {
    if (signing === null || report.type === 'answer') return;
    if (report.type === 'key') return pressed(signing, report.key);
    signing.begunAt ??= clock.now();
    if (report.type !== 'up') signing.ink.move(report.pen, clock.now() - signing.begunAt);
    else if (signing.ink.lift()) tell({ type: 'strokes', signature: signing.ink.signature() });
  }

  function pressed(current: Signing, key: 'resign' | 'confirm'): void {
    const signature = current.ink.signature();
    const problem = signatureProblem(signature);
    if (key === 'resign') return emptied(current);
    if (problem !== null) {
      void orderNow('clear');
      wipe(current);
      return tell({ type: 'refused', sentence: problem });
    }
    signing = null;
    link.count('done');
    rest();
    void orderNow('close');
    tell({ type: 'confirmed', signature });
  }

  function emptied(current: Signing): void {
    wipe(current);
    tell({ type: 'cleared' });
  }

  function wipe(current: Signing): void {
    current.ink.clear();
    current.begunAt = null;
  }

  async function begin(): Promise<Result<void, SignatureFailure>> {
    if (signing !== null || opening) return fail({ cause: 'busy', sentence: '上一个签名还没有完成，请先完成或取消' });
    const own = exchange;
    if (own === null) return fail(DISCONNECTED);
    opening = true;
    const opened = await order(own, 'open');
    opening = false;
    if (!opened) return fail({ cause: 'silent', sentence: '签名板没有应答，请重新插拔签名板，或改为纸质签名' });
    if (exchange !== own) return fail(DISCONNECTED);
    link.markGood();
    signing = { ink: createInk(), begunAt: null };
    link.set({ health: 'ready', state: 'signing', advice: '' });
    return ok(undefined);
  }

  async function orderNow(command: PadCommand): Promise<void> {
    if (exchange !== null) await order(exchange, command);
  }

  async function clear(): Promise<void> {
    if (signing === null) return;
    emptied(signing);
    await orderNow('clear');
  }

  async function cancel(): Promise<void> {
    if (signing === null) return;
    signing = null;
    rest();
    tell({ type: 'cancelled' });
    await orderNow('close');
  }

  function tell(event: SignatureEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  return {
    kind: 'signaturePad',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    begin,
    clear,
    cancel,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const DISCONNECTED: SignatureFailure = { cause: 'disconnected', sentence: '签名板未连接，请检查连接线，或改为纸质签名' };
