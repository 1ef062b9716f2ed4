import { z } from 'zod';
import { systemClock } from '../../shared/basics/clock.ts';
import { fail, ok } from '../../shared/basics/result.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { tunnelPackets } from '../transports/packet-tunnel.ts';
import { SAMPLE_CARDS } from './sample-cards.ts';
import { createSimulatedReader, ReaderAction } from './simulated-reader.ts';
import { usbDeviceEnd } from './simulated-usb.ts';

/** What a citizen or an accident can do to the simulated reader. */
export const ReaderControl = z.discriminatedUnion('type', [
  ...ReaderAction.options,
  z.strictObject({ type: z.enum(['unplug', 'plug']) }),
  /** USB only: the rest of an answer comes before its head, as two endpoints that are read independently may bring it. */
  z.strictObject({ type: z.literal('body-first'), on: z.boolean() }),
]);

/** A simulated reader on a TCP port or pseudo-terminal, with a cable that can be pulled. */
export function startIdCardReaderSimulator(place: SimulatorPlace): Promise<Simulator> {
  return start(place, 'serial');
}

/** The same reader as a USB device: its endpoints are carried over a socket, `usb+tcp://host:port`. */
export function startUsbReaderSimulator(place: { readonly host: string; readonly port: number }): Promise<Simulator> {
  return start(place, 'usb');
}

async function start(place: SimulatorPlace, wire: 'serial' | 'usb'): Promise<Simulator> {
  const reader = createSimulatedReader(systemClock);
  const habits = { bodyFirst: false };
  const port = await openSimulatorPort(place, (peer) => reader.attach(wire === 'usb' ? usbDeviceEnd(tunnelPackets(peer), habits) : peer));
  let plugged = true;

  function observe(): unknown {
    return { plugged, ...reader.observe(), cards: Object.keys(SAMPLE_CARDS) };
  }

  return {
    kind: 'idCardReader',
    address: wire === 'usb' ? port.address.replace('tcp://', 'usb+tcp://') : port.address,
    control(command) {
      const parsed = ReaderControl.safeParse(command);
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
        case 'body-first':
          habits.bodyFirst = parsed.data.on;
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
