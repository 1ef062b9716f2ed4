import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import { controlWith } from '../core/simulator-control.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { createVirtualChip, type VoiceSight } from './virtual-chip.ts';

/** What can be done to the simulated voice. A fault stays until the next one; `none` ends it. */
export const VoiceControl = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unplug') }),
  z.strictObject({ type: z.literal('plug') }),
  z.strictObject({ type: z.literal('restart') }),
  z.strictObject({ type: z.literal('fault'), fault: z.enum(['none', 'silent', 'not-recognised', 'no-finish', 'busy']) }),
]);
export type VoiceControl = z.infer<typeof VoiceControl>;

export interface VoiceSimulator extends Simulator {
  readonly kind: 'voice';
  observe(): VoiceSight;
}

/** Natural speed: a hanzi, two bytes, in a fifth of a second. */
const NATURAL_MS_PER_BYTE = 100;

/** A speech chip on a TCP port (a serial server) or a pseudo-terminal. */
export async function startVoiceSimulator(
  place: SimulatorPlace,
  options: { readonly msPerByte?: number } = {},
): Promise<VoiceSimulator> {
  const chip = createVirtualChip({ clock: systemClock, msPerByte: options.msPerByte ?? NATURAL_MS_PER_BYTE });
  const port = await openSimulatorPort(place, chip.attach);

  function apply(command: VoiceControl): void {
    switch (command.type) {
      case 'unplug':
        return port.unplug();
      case 'plug':
        return port.plug();
      case 'restart':
        return chip.restart();
      case 'fault':
        return chip.setFault(command.fault);
      default:
        return assertNever(command);
    }
  }

  return {
    kind: 'voice',
    address: port.address,
    control: controlWith(VoiceControl, apply),
    observe: chip.see,
    close: port.close,
  };
}
