import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { boardFormat } from './digits/driver.ts';
import { createVirtualBoard } from './digits/virtual-board.ts';
import { framingFor } from './lumen/driver.ts';
import { ANY_CARD } from './lumen/protocol.ts';
import { createVirtualLumenCard } from './lumen/virtual-card.ts';
import { ANY_SCREEN } from './onbon/protocol.ts';
import { createVirtualCard } from './onbon/virtual-card.ts';
import { DigitsOptions } from './options.ts';
import type { CardSight, VirtualStrip } from './virtual-strip.ts';

/** What can be done to the simulated strip. A fault stays until the next one; `none` ends it. */
export const DisplayControl = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unplug') }),
  z.strictObject({ type: z.literal('plug') }),
  z.strictObject({ type: z.literal('lose-power') }),
  z.strictObject({
    type: z.literal('fault'),
    fault: z.discriminatedUnion('type', [
      z.strictObject({ type: z.enum(['none', 'hang', 'mute', 'wrong-crc', 'split']) }),
      z.strictObject({ type: z.literal('nack'), error: z.number().int().min(1).max(255) }),
    ]),
  }),
]);
export type DisplayControl = z.infer<typeof DisplayControl>;

export interface CallDisplaySimulator extends Simulator {
  readonly kind: 'callDisplay';
  observe(): CardSight;
}

const Size = { width: z.number().int().default(128), height: z.number().int().default(16) };

/** The strip that is simulated; by default the one the driver expects by default, with number 1. */
export const CallDisplaySimulatorOptions = z.discriminatedUnion('protocol', [
  z.strictObject({
    protocol: z.literal('onbon').optional(),
    screen: z.number().int().min(1).max(ANY_SCREEN - 1).default(1),
    family: z.enum(['bx5k', 'bx6k']).default('bx5k'),
    ...Size,
  }),
  z.strictObject({
    protocol: z.literal('lumen'),
    card: z.number().int().min(0).max(ANY_CARD - 1).default(1),
    framing: z.enum(['serial', 'network']).optional(),
    ...Size,
  }),
  DigitsOptions.omit({ letters: true, repeat: true }),
]);

function virtualStrip(options: z.output<typeof CallDisplaySimulatorOptions>, place: SimulatorPlace): VirtualStrip {
  switch (options.protocol) {
    case undefined:
    case 'onbon':
      return createVirtualCard(options);
    case 'lumen':
      return createVirtualLumenCard({ ...options, framing: framingFor(options, 'host' in place ? 'tcp:' : place.address) });
    case 'digits':
      return createVirtualBoard(boardFormat(options));
    default:
      return assertNever(options);
  }
}

/** A strip on a TCP port (an Onbon card listens on 5005, a Lumen card on 5200) or a pseudo-terminal. */
export async function startCallDisplaySimulator(
  place: SimulatorPlace,
  options: z.input<typeof CallDisplaySimulatorOptions> = {},
): Promise<CallDisplaySimulator> {
  const strip = virtualStrip(CallDisplaySimulatorOptions.parse(options), place);
  const port = await openSimulatorPort(place, strip.attach);

  function apply(command: DisplayControl): void {
    switch (command.type) {
      case 'unplug':
        return port.unplug();
      case 'plug':
        return port.plug();
      case 'lose-power':
        return strip.losePower();
      case 'fault':
        return strip.setFault(command.fault);
      default:
        return assertNever(command);
    }
  }

  return {
    kind: 'callDisplay',
    address: port.address,
    control(command): Result<unknown, string> {
      const parsed = DisplayControl.safeParse(command);
      if (!parsed.success) return fail(z.prettifyError(parsed.error));
      if (parsed.data.type === 'fault' && !strip.faults.includes(parsed.data.fault.type)) return fail('this strip cannot have that fault');
      apply(parsed.data);
      return ok(null);
    },
    observe: strip.see,
    close: port.close,
  };
}
