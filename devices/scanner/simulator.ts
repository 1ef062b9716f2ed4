import iconv from 'iconv-lite';
import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { fromHex } from '../core/bytes.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import { controlWith } from '../core/simulator-control.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { createVirtualScanner, type ScannerSight } from './virtual-scanner.ts';

const Sending = {
  suffix: z.enum(['cr', 'lf', 'crlf', 'none']).default('crlf'),
  pieces: z.number().int().min(1).max(1_000).default(1),
  gapMs: z.number().int().min(0).max(5_000).default(20),
  times: z.number().int().min(1).max(1_000).default(1),
  everyMs: z.number().int().min(0).max(5_000).default(200),
};

/** What can be laid before the simulated scanner, and what can happen to it. */
export const ScannerControl = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unplug') }),
  z.strictObject({ type: z.literal('plug') }),
  z.strictObject({ type: z.literal('scan'), text: z.string().max(20_000), charset: z.enum(['utf8', 'gb18030']).default('utf8'), ...Sending }),
  /** Bytes as they are, in hexadecimal: junk on the line, or a code that is no text. */
  z.strictObject({ type: z.literal('junk'), hex: z.string().regex(/^([0-9A-Fa-f]{2}\s*)*$/).max(20_000), ...Sending }),
]);
export type ScannerControl = z.infer<typeof ScannerControl>;

export interface ScannerSimulator extends Simulator {
  readonly kind: 'scanner';
  observe(): ScannerSight;
}

/** A scanner on a TCP port (a serial server) or a pseudo-terminal. */
export async function startScannerSimulator(place: SimulatorPlace): Promise<ScannerSimulator> {
  const scanner = createVirtualScanner(systemClock);
  const port = await openSimulatorPort(place, scanner.attach);

  function apply(command: ScannerControl): void {
    switch (command.type) {
      case 'unplug':
        return port.unplug();
      case 'plug':
        return port.plug();
      case 'scan':
        return scanner.send(iconv.encode(command.text, command.charset), command);
      case 'junk':
        return scanner.send(fromHex(command.hex), command);
      default:
        return assertNever(command);
    }
  }

  return {
    kind: 'scanner',
    address: port.address,
    control: controlWith(ScannerControl, apply),
    observe: scanner.see,
    close: port.close,
  };
}
