import { z } from 'zod';
import { systemClock } from '../../shared/basics/clock.ts';
import { fail, ok } from '../../shared/basics/result.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { SAMPLE_CARDS } from './sample-cards.ts';
import { createSimulatedReader, ReaderAction } from './simulated-reader.ts';

const Control = z.discriminatedUnion('type', [...ReaderAction.options, z.strictObject({ type: z.enum(['unplug', 'plug']) })]);

/** A simulated reader on a TCP port or pseudo-terminal, with a cable that can be pulled. */
export async function startIdCardReaderSimulator(place: SimulatorPlace): Promise<Simulator> {
  const reader = createSimulatedReader(systemClock);
  const port = await openSimulatorPort(place, reader.attach);
  let plugged = true;

  function observe(): unknown {
    return { plugged, ...reader.observe(), cards: Object.keys(SAMPLE_CARDS) };
  }

  return {
    kind: 'idCardReader',
    address: port.address,
    control(command) {
      const parsed = Control.safeParse(command);
      if (!parsed.success) return fail(z.prettifyError(parsed.error));
      switch (parsed.data.type) {
        case 'unplug':
          plugged = false;
          port.unplug();
          break;
        case 'plug':
          plugged = true;
          port.plug();
          break;
        default:
          reader.act(parsed.data);
      }
      return ok(observe());
    },
    observe,
    close: port.close,
  };
}
