import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { OPERATION } from './protocol.ts';

const Times = z.number().int().min(1).max(100).default(1);
const Operation = z.enum(['printJob', 'cancelJob', 'jobAttributes', 'jobs', 'printerAttributes']);

/** What can go wrong between the driver and the simulated queue. */
export const WireAction = z.discriminatedUnion('type', [
  /** Carries the request out and closes the connection instead of answering. */
  z.strictObject({ type: z.literal('lose-answer'), operation: Operation, times: Times }),
  /** Closes the connection without carrying the request out. */
  z.strictObject({ type: z.literal('drop-request'), operation: Operation, times: Times }),
  z.strictObject({ type: z.literal('damage-answer'), operation: Operation, times: Times }),
  z.strictObject({ type: z.literal('http-status'), status: z.union([z.literal(400), z.literal(401), z.literal(426), z.literal(503)]), times: Times }),
  /** Takes connections and says nothing. */
  z.strictObject({ type: z.literal('hang'), on: z.boolean() }),
]);
export type WireAction = z.infer<typeof WireAction>;

export type WireFault = 'lose-answer' | 'drop-request' | 'damage-answer' | 'hang' | { readonly status: number };

/** The faults still to come. */
export function createWireFaults() {
  let onOperation: { readonly type: 'lose-answer' | 'drop-request' | 'damage-answer'; readonly operation: number; times: number }[] = [];
  let onAny = { status: 200, times: 0 };
  let hang = false;

  return {
    act(action: WireAction): void {
      switch (action.type) {
        case 'lose-answer':
        case 'drop-request':
        case 'damage-answer':
          onOperation.push({ ...action, operation: OPERATION[action.operation] });
          return;
        case 'http-status':
          onAny = action;
          return;
        case 'hang':
          hang = action.on;
          return;
        default:
          return assertNever(action);
      }
    },
    /** What befalls this request; null: nothing. */
    next(request: Buffer): WireFault | null {
      if (hang) return 'hang';
      if (onAny.times > 0) {
        onAny = { ...onAny, times: onAny.times - 1 };
        return { status: onAny.status };
      }
      const operation = request.length < 4 ? 0 : request.readUInt16BE(2);
      const fault = onOperation.find((one) => one.operation === operation);
      if (fault === undefined) return null;
      fault.times -= 1;
      onOperation = onOperation.filter((one) => one.times > 0);
      return fault.type;
    },
  };
}
