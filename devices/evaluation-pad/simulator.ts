import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { controlWith } from '../core/simulator-control.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { FRAME_DAMAGES, openSimulatedBus, type SimulatedBus } from '../core/window-bus/virtual-bus.ts';
import { createVirtualPad, type PadSight } from './virtual-pad.ts';

const Byte = z.number().int().min(0).max(255);

/** What a citizen or an accident can do to the simulated pad. */
export const PadControl = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unplug') }),
  z.strictObject({ type: z.literal('plug') }),
  /** `value` is what the key sends (the default table has 5 for 非常满意); `damage` spoils the first attempt. */
  z.strictObject({
    type: z.literal('press'),
    value: Byte,
    damage: z.enum(FRAME_DAMAGES).default('none'),
  }),
  z.strictObject({ type: z.literal('press-elsewhere'), busAddress: Byte, value: Byte }),
  z.strictObject({ type: z.literal('lose-answers'), count: z.number().int().min(0).max(100) }),
]);
export type PadControl = z.infer<typeof PadControl>;

export interface EvaluationPadSimulator extends Simulator {
  readonly kind: 'evaluationPad';
  observe(): PadSight;
}

/** A key pad on a bus of its own, behind a TCP port (a serial server) or a pseudo-terminal, or on one that others share. */
export async function startEvaluationPadSimulator(
  place: SimulatorPlace | SimulatedBus,
  options: { readonly busAddress?: number } = {},
): Promise<EvaluationPadSimulator> {
  const line = 'bus' in place ? place : await openSimulatedBus(place, systemClock);
  const pad = createVirtualPad({ bus: line.bus, busAddress: options.busAddress ?? 1, clock: systemClock });
  line.enter();

  function apply(command: PadControl): void {
    switch (command.type) {
      case 'unplug':
        return line.unplug();
      case 'plug':
        return line.plug();
      case 'press':
        return pad.press(command.value, command.damage);
      case 'press-elsewhere':
        return pad.pressElsewhere(command.busAddress, command.value);
      case 'lose-answers':
        return pad.loseAnswers(command.count);
      default:
        return assertNever(command);
    }
  }

  return {
    kind: 'evaluationPad',
    address: line.address,
    control: controlWith(PadControl, apply),
    observe: pad.see,
    close() {
      pad.unhang();
      return line.leave();
    },
  };
}
