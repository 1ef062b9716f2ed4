import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { controlWith } from '../core/simulator-control.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { FRAME_DAMAGES, openSimulatedBus, type SimulatedBus } from '../core/window-bus/virtual-bus.ts';
import { CallerKey } from './keys.ts';
import { createVirtualCaller, type CallerSight } from './virtual-caller.ts';

const Byte = z.number().int().min(0).max(255);

/** What a clerk or an accident can do to the simulated caller. */
export const CallerControl = z.discriminatedUnion('type', [
  /** The cable of the whole bus. */
  z.strictObject({ type: z.literal('unplug') }),
  z.strictObject({ type: z.literal('plug') }),
  /** `damage` spoils the first attempt. */
  z.strictObject({ type: z.literal('press'), key: CallerKey, damage: z.enum(FRAME_DAMAGES).default('none') }),
  /** A press with these bytes: a digit, a key that is not on the map. */
  z.strictObject({ type: z.literal('send'), data: z.array(Byte).min(1).max(3) }),
  z.strictObject({ type: z.literal('press-elsewhere'), busAddress: Byte, key: CallerKey }),
  z.strictObject({ type: z.literal('lose-answers'), count: z.number().int().min(0).max(100) }),
]);
export type CallerControl = z.infer<typeof CallerControl>;

export interface PhysicalCallerSimulator extends Simulator {
  readonly kind: 'physicalCaller';
  observe(): CallerSight;
}

/** A caller on a bus of its own, behind a TCP port (a serial server) or a pseudo-terminal, or on one that others share. */
export async function startPhysicalCallerSimulator(
  place: SimulatorPlace | SimulatedBus,
  options: { readonly busAddress?: number } = {},
): Promise<PhysicalCallerSimulator> {
  const line = 'bus' in place ? place : await openSimulatedBus(place, systemClock);
  const caller = createVirtualCaller({ bus: line.bus, busAddress: options.busAddress ?? 1, clock: systemClock });
  line.enter();

  function apply(command: CallerControl): void {
    switch (command.type) {
      case 'unplug':
        return line.unplug();
      case 'plug':
        return line.plug();
      case 'press':
        return caller.press(command.key, command.damage);
      case 'send':
        return caller.send(Uint8Array.from(command.data));
      case 'press-elsewhere':
        return caller.pressElsewhere(command.busAddress, command.key);
      case 'lose-answers':
        return caller.loseAnswers(command.count);
      default:
        return assertNever(command);
    }
  }

  return {
    kind: 'physicalCaller',
    address: line.address,
    control: controlWith(CallerControl, apply),
    observe: caller.see,
    close() {
      caller.unhang();
      return line.leave();
    },
  };
}
