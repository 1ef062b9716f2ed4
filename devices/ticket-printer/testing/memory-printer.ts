import { ManualClock } from '../../../shared/basics/clock.ts';
import { memoryFactory } from '../../transports/memory.ts';
import type { MemoryPair } from '../../transports/memory.ts';
import { createTicketPrinter } from '../device.ts';
import type { TicketPrinterOptions } from '../device.ts';
import { slipText, slipsOf } from '../decode.ts';
import type { SlipText } from '../decode.ts';
import { noGlyphs } from '../glyphs.ts';
import { createPrinterMachine } from '../machine.ts';
import type { MachineOptions, PrinterMachine } from '../machine.ts';
import { createPrinterSocket } from '../simulator.ts';
import type { TicketPrinter } from '../types.ts';

/** The shipped driver and the simulated printer's insides on one pipe, both under a clock that the test moves. */
export interface MemoryPrinter {
  readonly clock: ManualClock;
  readonly machine: PrinterMachine;
  readonly printer: TicketPrinter;
  /** The cable; plugged in again, the driver may connect. */
  unplug(): void;
  plug(): void;
  slips(): readonly SlipText[];
  /** Moves time until the promise is settled. */
  settle<T>(promise: Promise<T>, limitMs?: number): Promise<T>;
}

const STEP_MS = 50;

export function createMemoryPrinter(options: TicketPrinterOptions = {}, paper: Partial<MachineOptions> = {}): MemoryPrinter {
  const clock = new ManualClock(Date.UTC(2026, 2, 5, 1, 0));
  const machine = createPrinterMachine(
    { columns: 48, chineseAtPowerOn: false, msPerLine: 20, bufferBytes: 4_096, paperLines: 10_000, ...paper },
    clock,
  );
  const socket = createPrinterSocket(machine);
  let plugged = true;
  let current: MemoryPair | null = null;
  const factory = memoryFactory((pair) => {
    if (!plugged || !machine.condition().powered) throw new Error('connection refused');
    current = pair;
    socket.accept({ ...pair.far, pauseReading: () => undefined, resumeReading: () => undefined });
  });
  const printer = createTicketPrinter({ factory, clock, options, glyphs: noGlyphs });

  return {
    clock,
    machine,
    printer,
    unplug() {
      plugged = false;
      current?.cut('cable pulled');
    },
    plug: () => void (plugged = true),
    slips: () => slipsOf(machine.printed().map(({ item }) => item)).map(slipText),
    async settle(promise, limitMs = 120_000) {
      const ended = new AbortController();
      void promise.then(() => ended.abort(), () => ended.abort());
      for (let passed = 0; !ended.signal.aborted && passed < limitMs; passed += STEP_MS) await clock.advance(STEP_MS);
      if (!ended.signal.aborted) throw new Error(`not settled within ${limitMs} ms`);
      return promise;
    },
  };
}
