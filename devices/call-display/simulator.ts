import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { ANY_SCREEN } from './protocol.ts';
import { createVirtualCard, type CardSight } from './virtual-card.ts';

/** What can be done to the simulated strip. A fault stays until the next one; `none` ends it. */
export const DisplayControl = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unplug') }),
  z.strictObject({ type: z.literal('plug') }),
  z.strictObject({ type: z.literal('lose-power') }),
  z.strictObject({
    type: z.literal('fault'),
    fault: z.discriminatedUnion('type', [
      z.strictObject({ type: z.enum(['none', 'hang', 'mute', 'wrong-crc', 'split']) }),
      z.strictObject({ type: z.literal('nack'), error: z.number().int().min(1).max(16) }),
    ]),
  }),
]);
export type DisplayControl = z.infer<typeof DisplayControl>;

export interface CallDisplaySimulator extends Simulator {
  readonly kind: 'callDisplay';
  observe(): CardSight;
}

/** The strip that is simulated; by default the one the driver expects by default, with screen number 1. */
export const CallDisplaySimulatorOptions = z.strictObject({
  screen: z.number().int().min(1).max(ANY_SCREEN - 1).default(1),
  family: z.enum(['bx5k', 'bx6k']).default('bx5k'),
  width: z.number().int().default(128),
  height: z.number().int().default(16),
});

/** A BX-5K card on a TCP port (the real one listens on 5005) or a pseudo-terminal. */
export async function startCallDisplaySimulator(
  place: SimulatorPlace,
  options: z.input<typeof CallDisplaySimulatorOptions> = {},
): Promise<CallDisplaySimulator> {
  const card = createVirtualCard(CallDisplaySimulatorOptions.parse(options));
  const port = await openSimulatorPort(place, card.attach);

  function apply(command: DisplayControl): void {
    switch (command.type) {
      case 'unplug':
        return port.unplug();
      case 'plug':
        return port.plug();
      case 'lose-power':
        return card.losePower();
      case 'fault':
        return card.setFault(command.fault);
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
      apply(parsed.data);
      return ok(null);
    },
    observe: card.see,
    close: port.close,
  };
}
