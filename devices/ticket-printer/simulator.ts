import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import { controlWith } from '../core/simulator-control.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import type { PausableTransport } from '../transports/pipe-events.ts';
import { slipText, slipsOf } from './decode.ts';
import type { PaperSlip, SlipText } from './decode.ts';
import { createPrinterMachine, PRINTER_SIGNALS } from './machine.ts';
import type { MachineCondition, PrinterMachine } from './machine.ts';
import { renderSlip } from './render.ts';

/** What can be done to the simulated printer. */
export const PrinterControl = z.discriminatedUnion('type', [
  /** Lines of 30 dots (3.75 mm) left on the roll; 0: no paper. */
  z.strictObject({ type: z.literal('set-paper'), lines: z.number().int().min(0).max(100_000) }),
  z.strictObject({ type: z.enum(['open-cover', 'close-cover', 'jam-cutter', 'free-cutter']) }),
  /** The cable; what is in the buffer is still printed. */
  z.strictObject({ type: z.enum(['unplug', 'plug']) }),
  /** The power; what is in the buffer is lost. */
  z.strictObject({ type: z.enum(['power-off', 'power-on']) }),
  /** RST on the connection that is open now. */
  z.strictObject({ type: z.literal('reset-connection') }),
  z.strictObject({
    type: z.literal('proof'),
    behaviour: z.discriminatedUnion('mode', [
      z.strictObject({ mode: z.enum(['answer', 'never']) }),
      z.strictObject({ mode: z.literal('late'), ms: z.number().int().min(0).max(60_000) }),
    ]),
  }),
  /** The other bits of DLE EOT 1 to 3, each until it is taken back. */
  z.strictObject({ type: z.literal('signal'), signal: z.enum(PRINTER_SIGNALS), on: z.boolean() }),
  /** Which DLE EOT questions are answered; cheap boards know 1 and 4 only, some none. */
  z.strictObject({ type: z.literal('answered-questions'), questions: z.array(z.number().int().min(1).max(4)) }),
]);
export type PrinterControl = z.infer<typeof PrinterControl>;

export const TicketPrinterSimulatorOptions = z.strictObject({
  columns: z.union([z.literal(32), z.literal(48)]).default(48),
  chineseAtPowerOn: z.boolean().default(false),
  /** 25 ms a line is 150 mm/s, a usual ticket printer. */
  msPerLine: z.number().min(0).max(1_000).default(25),
  bufferBytes: z.number().int().min(16).max(1_000_000).default(4_096),
  paperLines: z.number().int().min(0).max(100_000).default(20_000),
});

/** A slip as it lies in the tray, with the time its first line was begun (epoch ms). */
export interface SeenSlip extends SlipText {
  readonly startedAt: number;
}

export interface PrinterSight extends MachineCondition {
  readonly connected: boolean;
  readonly slips: readonly SeenSlip[];
}

export interface TicketPrinterSimulator extends Simulator {
  readonly kind: 'ticketPrinter';
  observe(): PrinterSight;
  picture(index: number): string | null;
}

/** An ESC/POS printer on a TCP port (the real one listens on 9100, one client at a time) or a pseudo-terminal. */
export async function startTicketPrinterSimulator(
  place: SimulatorPlace,
  options: z.input<typeof TicketPrinterSimulatorOptions> = {},
  clock: Clock = systemClock,
): Promise<TicketPrinterSimulator> {
  const settings = TicketPrinterSimulatorOptions.parse(options);
  const machine = createPrinterMachine(settings, clock);
  const socket = createPrinterSocket(machine);
  const port = await openSimulatorPort(place, socket.accept);

  function apply(command: PrinterControl): void {
    switch (command.type) {
      case 'set-paper': return machine.setPaper(command.lines);
      case 'open-cover': return machine.setCover(true);
      case 'close-cover': return machine.setCover(false);
      case 'jam-cutter': return machine.jamCutter(true);
      case 'free-cutter': return machine.jamCutter(false);
      case 'unplug': return port.unplug();
      case 'plug': return port.plug();
      case 'power-off':
        machine.setPower(false);
        return port.unplug();
      case 'power-on':
        machine.setPower(true);
        return port.plug();
      case 'reset-connection':
        port.unplug();
        return port.plug();
      case 'proof': return machine.setProof(command.behaviour);
      case 'signal': return machine.setSignal(command.signal, command.on);
      case 'answered-questions': return machine.setAnswered(command.questions);
      default: return assertNever(command);
    }
  }

  return {
    kind: 'ticketPrinter',
    address: port.address,
    control: controlWith(PrinterControl, apply),
    observe: () => ({ ...machine.condition(), connected: socket.connected(), slips: seenSlips(machine) }),
    picture(index) {
      const slip = printedSlips(machine)[index];
      return slip ? renderSlip(slip, settings.columns) : null;
    },
    close: port.close,
  };
}

/** The printer's network or serial side: one peer, and no more read from it than the machine's buffer takes. */
export function createPrinterSocket(machine: PrinterMachine): { accept(peer: PausableTransport): void; connected(): boolean } {
  let current: PausableTransport | null = null;
  let held = new Uint8Array();

  function feed(peer: PausableTransport): void {
    held = held.slice(machine.receive(held));
    if (held.length > 0) peer.pauseReading();
    else peer.resumeReading();
  }

  // Later, not now: room is announced in the middle of `receive`, before `held` has been shortened.
  machine.onRoom(() => queueMicrotask(() => {
    if (current && held.length > 0) feed(current);
  }));
  machine.onAnswer((bytes) => {
    // A peer that is gone hears nothing; its printer does not mind.
    current?.write(bytes).catch(() => undefined);
  });

  return {
    accept(peer) {
      if (current) {
        void peer.close();
        return;
      }
      current = peer;
      held = new Uint8Array();
      peer.onData((chunk) => {
        held = Uint8Array.from([...held, ...chunk]);
        feed(peer);
      });
      peer.onClose(() => {
        current = null;
      });
    },
    connected: () => current !== null,
  };
}

function printedSlips(machine: PrinterMachine): PaperSlip[] {
  return slipsOf(machine.printed().map((printed) => printed.item));
}

function seenSlips(machine: PrinterMachine): SeenSlip[] {
  const startedAt = new Map(machine.printed().map(({ item, at }) => [item, at]));
  return printedSlips(machine).map((slip) => {
    const [first] = slip.items;
    return { ...slipText(slip), startedAt: (first && startedAt.get(first)) ?? 0 };
  });
}
