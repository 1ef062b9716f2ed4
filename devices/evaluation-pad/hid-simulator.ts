import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import { controlWith } from '../core/simulator-control.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { HID_REPORT } from '../transports/hid.ts';
import { tunnelPackets } from '../transports/packet-tunnel.ts';
import type { PacketPipe } from '../transports/packets.ts';

const Usage = z.number().int().min(0).max(255);
const MOST_KEYS = 6;

/** What fingers or an accident can do to the simulated number pad. Keys are HID usages: 0x1E and 0x59 are the two keys 1. */
export const HidKeysControl = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unplug') }),
  z.strictObject({ type: z.literal('plug') }),
  /** Down and up again. */
  z.strictObject({ type: z.literal('press'), usage: Usage }),
  /** Exactly these are down now. */
  z.strictObject({ type: z.literal('hold'), usages: z.array(Usage).max(MOST_KEYS) }),
  z.strictObject({ type: z.literal('report'), bytes: z.array(Usage).max(64) }),
]);
export type HidKeysControl = z.infer<typeof HidKeysControl>;

export interface HidKeysSight {
  /** Usages of the keys that are down. */
  readonly down: readonly number[];
  /** Reports sent. */
  readonly sent: number;
}

export interface HidKeysSimulator extends Simulator {
  readonly kind: 'evaluationPad';
  observe(): HidKeysSight;
}

/** A number pad whose reports go over a socket (`hid+tcp://`). */
export async function startHidKeysSimulator(place: SimulatorPlace): Promise<HidKeysSimulator> {
  let host: PacketPipe | null = null;
  let down: readonly number[] = [];
  let sent = 0;
  const port = await openSimulatorPort(place, (peer) => void (host = tunnelPackets(peer)));

  function report(bytes: readonly number[]): void {
    sent += 1;
    // Nobody listens, or the cable is out: a key pad does not care.
    host?.send(HID_REPORT.input, Uint8Array.from(bytes)).catch(() => undefined);
  }

  function hold(usages: readonly number[]): void {
    down = usages;
    report([0, 0, ...usages, ...Array.from({ length: MOST_KEYS - usages.length }, () => 0)]);
  }

  function apply(command: HidKeysControl): void {
    switch (command.type) {
      case 'unplug':
        return port.unplug();
      case 'plug':
        return port.plug();
      case 'press':
        hold([command.usage]);
        return hold([]);
      case 'hold':
        return hold(command.usages);
      case 'report':
        return report(command.bytes);
      default:
        return assertNever(command);
    }
  }

  return {
    kind: 'evaluationPad',
    address: port.address.replace(/^tcp:/, 'hid+tcp:'),
    control: controlWith(HidKeysControl, apply),
    observe: () => ({ down, sent }),
    close: port.close,
  };
}
