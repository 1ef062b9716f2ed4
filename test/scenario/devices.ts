import { digitsDisplayFaults, lumenDisplayFaults, onbonDisplayFaults } from '../../devices/call-display/testing/faults.ts';
import { runFault, type FaultSuite, type FaultTransport } from '../../devices/core/testing/fault-bench.ts';
import { documentPrinterFaults } from '../../devices/document-printer/testing/faults.ts';
import { padFaults } from '../../devices/evaluation-pad/testing/faults.ts';
import { hidPadFaults } from '../../devices/evaluation-pad/testing/hid-faults.ts';
import { samReaderFaults, serviceReaderFaults, usbReaderFaults } from '../../devices/id-card-reader/testing/faults.ts';
import { cu16LockerFaults, wklyLockerFaults, xorLockerFaults } from '../../devices/locker/testing/faults.ts';
import { callerFaults } from '../../devices/physical-caller/testing/faults.ts';
import { scannerFaults } from '../../devices/scanner/testing/faults.ts';
import { hanvonSignatureFaults } from '../../devices/signature-pad/testing/hanvon-signature-faults.ts';
import { socialCardFaults } from '../../devices/social-card-reader/testing/faults.ts';
import { ticketPrinterFaults, ticketPrinterNetworkFaults } from '../../devices/ticket-printer/testing/faults.ts';
import { syn6288VoiceFaults } from '../../devices/voice/testing/faults.ts';

/** Every driver with the list of its faults. */
const SUITES: readonly FaultSuite[] = [
  callerFaults,
  cu16LockerFaults,
  digitsDisplayFaults,
  documentPrinterFaults,
  hanvonSignatureFaults,
  hidPadFaults,
  lumenDisplayFaults,
  onbonDisplayFaults,
  padFaults,
  samReaderFaults,
  scannerFaults,
  serviceReaderFaults,
  socialCardFaults,
  syn6288VoiceFaults,
  ticketPrinterFaults,
  ticketPrinterNetworkFaults,
  usbReaderFaults,
  wklyLockerFaults,
  xorLockerFaults,
];

/** Drivers tried at the same time: they wait much more than they work. */
const AT_ONCE = 4;

interface FaultReport {
  readonly fault: string;
  readonly outcome: string;
  /** Only where something else came of it. */
  readonly expected?: string;
}

interface DriverReport {
  readonly name: string;
  readonly transport: FaultTransport;
  readonly faults: readonly FaultReport[];
}

/** Every driver against its simulator, over a socket and over a pseudo-terminal, each fault produced and its outcome told. */
export async function devices(): Promise<object> {
  const waiting = SUITES.flatMap((suite) => suite.transports.map((transport) => ({ suite, transport })));
  const drivers: DriverReport[] = [];
  async function worker(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      process.stderr.write(`${next.suite.name} (${next.transport})…\n`);
      drivers.push(await tryDriver(next.suite, next.transport));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  drivers.sort((a, b) => a.name.localeCompare(b.name) || a.transport.localeCompare(b.transport));
  const wrong = drivers.flatMap(({ faults }) => faults).filter(({ expected }) => expected !== undefined);
  return { ok: wrong.length === 0, faults: drivers.reduce((sum, { faults }) => sum + faults.length, 0), wrong: wrong.length, drivers };
}

async function tryDriver(suite: FaultSuite, transport: FaultTransport): Promise<DriverReport> {
  const faults: FaultReport[] = [];
  for (const one of suite.faults) {
    const outcome = await runFault(suite, one, transport).catch((error: unknown) => `failed: ${String(error)}`);
    faults.push({ fault: one.fault, outcome, ...(outcome === one.expected ? {} : { expected: one.expected }) });
  }
  return { name: suite.name, transport, faults };
}
