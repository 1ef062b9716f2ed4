import { z } from 'zod';
import { systemClock } from '../../shared/basics/clock.ts';
import { fail, ok } from '../../shared/basics/result.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { tunnelPackets } from '../transports/packet-tunnel.ts';
import { SAMPLE_SOCIAL_CARDS } from './sample-cards.ts';
import { createSimulatedSlot, SlotAction } from './simulated-slot.ts';

/** Everything that can be done to it. */
export const SocialReaderControl = z.discriminatedUnion('type', [...SlotAction.options, z.strictObject({ type: z.enum(['unplug', 'plug']) })]);

/** A simulated smart card reader with 社保卡; its packets are carried over a socket, `pcsc+tcp://host:port`. */
export async function startSocialCardReaderSimulator(place: SimulatorPlace): Promise<Simulator> {
  const slot = createSimulatedSlot(systemClock);
  const port = await openSimulatorPort(place, (peer) => slot.attach(tunnelPackets(peer)));
  let plugged = true;

  function observe(): unknown {
    return { plugged, ...slot.observe(), cards: Object.keys(SAMPLE_SOCIAL_CARDS) };
  }

  return {
    kind: 'socialCardReader',
    address: port.address.replace('tcp://', 'pcsc+tcp://'),
    control(command) {
      const parsed = SocialReaderControl.safeParse(command);
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
          slot.act(parsed.data);
      }
      return ok(observe());
    },
    observe,
    close: port.close,
  };
}
