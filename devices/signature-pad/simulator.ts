import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { fromHex } from '../core/bytes.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import { controlWith } from '../core/simulator-control.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { tunnelPackets } from '../transports/packet-tunnel.ts';
import { createVirtualSignaturePad, penAt, SAMPLE_STROKES, type SignaturePadSight } from './virtual-pad.ts';

const Part = z.number().min(0).max(1);

/** What a citizen or an accident can do to the simulated pad. */
export const SignaturePadControl = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unplug') }),
  z.strictObject({ type: z.literal('plug') }),
  /** Signs with a made-up name; confirm follows separately. */
  z.strictObject({ type: z.literal('sign') }),
  /** One stroke; each point is a part of the surface's width and height. `lift: false`: the pen stays down. */
  z.strictObject({ type: z.literal('draw'), points: z.array(z.tuple([Part, Part])).min(1).max(500), lift: z.boolean().default(true) }),
  z.strictObject({ type: z.literal('press'), key: z.enum(['resign', 'confirm']) }),
  /** A report as hexadecimal, its number first. */
  z.strictObject({ type: z.literal('report'), hex: z.string().regex(/^([0-9A-Fa-f]{2} ?){0,64}$/) }),
  z.strictObject({ type: z.literal('answer'), how: z.enum(['none', 'silent', 'late']) }),
]);
export type SignaturePadControl = z.infer<typeof SignaturePadControl>;

export interface SignaturePadSimulator extends Simulator {
  readonly kind: 'signaturePad';
  observe(): SignaturePadSight;
}

/** A pad whose reports go over a socket (`hid+tcp://`); a pseudo-terminal is no place for reports. */
export async function startSignaturePadSimulator(place: SimulatorPlace): Promise<SignaturePadSimulator> {
  const pad = createVirtualSignaturePad((ms) => systemClock.sleep(ms));
  const port = await openSimulatorPort(place, (peer) => pad.attach(tunnelPackets(peer)));

  function apply(command: SignaturePadControl): void {
    switch (command.type) {
      case 'unplug':
        return port.unplug();
      case 'plug':
        return port.plug();
      case 'sign':
        return SAMPLE_STROKES.forEach((stroke) => pad.draw(stroke));
      case 'draw':
        return pad.draw(command.points.map(([x, y]) => penAt(x, y)), command.lift);
      case 'press':
        return pad.press(command.key);
      case 'report':
        return pad.sendRaw(fromHex(command.hex));
      case 'answer':
        return pad.answer(command.how);
      default:
        return assertNever(command);
    }
  }

  return {
    kind: 'signaturePad',
    address: port.address.replace(/^tcp:/, 'hid+tcp:'),
    control: controlWith(SignaturePadControl, apply),
    observe: pad.see,
    close: port.close,
  };
}
