import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { assertNever } from '../shared/basics/assert-never.ts';
import { systemClock } from '../shared/basics/clock.ts';
import { mask, maskName } from '../shared/rules/masking.ts';
import type { DeviceKind } from '../shared/types/device.ts';
import { parseCliArguments, USAGE, type CliRequest } from './cli-arguments.ts';
import { toHex } from './core/bytes.ts';
import type { Device } from './core/device.ts';
import { createBusPool } from './core/window-bus/window-bus.ts';
import type { DocumentPrinter } from './document-printer/types.ts';
import { DEVICES, type DeviceParts, type DevicesByKind } from './registry.ts';
import type { CardFields, IdCardReader } from './id-card-reader/types.ts';
import type { Locker } from './locker/types.ts';
import type { Scanner } from './scanner/types.ts';
import type { SocialCardReader } from './social-card-reader/types.ts';
import { noGlyphs } from './ticket-printer/glyphs.ts';
import type { Slip } from './ticket-printer/types.ts';
import { openTransport } from './transports/open-transport.ts';

/** Exit codes: the device did it; it did not; the command was wrong. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** How long a device may take to answer for the first time, in milliseconds. */
const SETTLE_MS = 6_000;

type Use = Extract<CliRequest, { type: 'use' }>;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const request = parseCliArguments(argv);
  if (!request.ok) return explain(request.error);
  switch (request.value.type) {
    case 'help':
      console.log(USAGE);
      return EXIT.done;
    case 'dump':
      return dump(request.value.address, request.value.seconds);
    case 'use': {
      const options = DEVICES[request.value.kind].optionsAt(request.value.place).safeParse(request.value.options);
      if (!options.success) return explain(`--options: ${z.prettifyError(options.error)}`);
      return use(request.value);
    }
    default:
      return assertNever(request.value);
  }
}

function explain(mistake: string): number {
  console.error(`${mistake}\n\n${USAGE}`);
  return EXIT.usage;
}

function say(value: unknown): void {
  console.log(JSON.stringify(value));
}

async function use(request: Use): Promise<number> {
  switch (request.verb) {
    case 'status':
      if (request.kind === 'idCardReader') return withDevice(deviceOf('idCardReader', request), async (reader) => tellStatus(reader, { samId: reader.samId() }));
      return withDevice<Device>(deviceOf(request.kind, request), async (device) => tellStatus(device));
    case 'poll': {
      if (request.kind === 'locker') return withDevice(deviceOf('locker', request), (locker) => watchDoors(locker, request.seconds));
      const device: Device = deviceOf(request.kind, request);
      device.onStatus(say);
      return withDevice(device, () => watch(request.seconds));
    }
    case 'read':
      if (request.kind === 'scanner') return withDevice(deviceOf('scanner', request), (scanner) => readCode(scanner, request.seconds));
      if (request.kind === 'socialCardReader') return withDevice(deviceOf('socialCardReader', request), (reader) => readSocialCard(reader, request.seconds));
      return withDevice(deviceOf('idCardReader', request), (reader) => readCard(reader, request.seconds));
    case 'print':
      if (request.kind === 'documentPrinter') return withDevice(deviceOf('documentPrinter', request), (printer) => printFile(printer, request.text));
      return withDevice(deviceOf('ticketPrinter', request), async (printer) => outcome(await printer.print(testSlip(request.text))));
    case 'show':
      return withDevice(deviceOf('callDisplay', request), async (display) => outcome(await display.show(request.text)));
    case 'speak':
      return withDevice(deviceOf('voice', request), async (voice) => outcome(await voice.speak(request.text)));
    case 'invite':
      return withDevice(deviceOf('evaluationPad', request), async (pad) => {
        pad.onPress((level) => say({ pressed: level }));
        const invited = outcome(await pad.invite());
        return invited === EXIT.done ? watch(request.seconds) : invited;
      });
    case 'open':
      return withDevice(deviceOf('locker', request), async (locker) => outcome(await locker.open(request.text)));
    default:
      return assertNever(request.verb);
  }
}

/** `more`: what else tells a technician which device it is. */
function tellStatus(device: Device, more: object = {}): number {
  say({ ...device.status(), ...more });
  return device.status().health === 'disconnected' ? EXIT.failed : EXIT.done;
}

/** The device the command is about. `parseCliArguments` has seen to it that verb and kind go together. */
function deviceOf<K extends DeviceKind>(kind: K, { address, options }: Use): DevicesByKind[K] {
  const parts: DeviceParts = { address, clock: systemClock, glyphs: noGlyphs, recordings: [], buses: createBusPool(openTransport, systemClock) };
  return DEVICES[kind].make(parts, options);
}

/** Prints the PDF and tells every step. Without its number of pages a cancelled job cannot be told from a printed one. */
async function printFile(printer: DocumentPrinter, path: string): Promise<number> {
  const pdf = await readFile(path).catch(() => null);
  if (pdf === null) return explain(`no such file: ${path}`);
  const order = { name: `yichuang-test-${Date.now()}`, pdf, pages: 1, copies: 1 };
  return outcome(await printer.print(order, say));
}

function testSlip(text: string): Slip {
  return {
    blocks: [
      { type: 'text', text, align: 'center', size: 2 },
      { type: 'rule' },
      { type: 'pair', left: '左 ABC', right: '右 123' },
      { type: 'qr', payload: text },
    ],
  };
}

/** Waits for one card. A person's number and name never appear whole. */
async function readCard(reader: IdCardReader, seconds: number): Promise<number> {
  const answered = new AbortController();
  let code: number = EXIT.failed;
  reader.onCard((event) => {
    if (event.type !== 'card-read' && event.type !== 'card-failed') return;
    say(event.type === 'card-read' ? maskedCard(event.card) : event.failure);
    code = event.type === 'card-read' ? EXIT.done : EXIT.failed;
    answered.abort();
  });
  console.error('请放身份证');
  await systemClock.sleep(seconds * 1_000, answered.signal);
  return code;
}

/** Waits for one code. What it is for nobody knows here, so it is told as it is. */
async function readCode(scanner: Scanner, seconds: number): Promise<number> {
  const answered = new AbortController();
  let code: number = EXIT.failed;
  scanner.onScan((scan) => {
    say(scan);
    code = scan.type === 'code' ? EXIT.done : EXIT.failed;
    answered.abort();
  });
  console.error('请扫码');
  await systemClock.sleep(seconds * 1_000, answered.signal);
  return code;
}

/** The doors as they are, then everything that happens to them. */
function watchDoors(locker: Locker, seconds: number): Promise<number> {
  locker.onStatus(say);
  locker.onDoor(say);
  say(locker.status());
  for (const { name, board, lock, state } of locker.doors()) say({ door: name, board, lock, state });
  return watch(seconds);
}

/** The same of a 社保卡. */
async function readSocialCard(reader: SocialCardReader, seconds: number): Promise<number> {
  const answered = new AbortController();
  let code: number = EXIT.failed;
  reader.onCard((event) => {
    if (event.type !== 'card-read' && event.type !== 'card-failed') return;
    say(event.type === 'card-read' ? { ...event.card, name: maskName(event.card.name), number: mask('certNo', event.card.number, 'public') } : event.failure);
    code = event.type === 'card-read' ? EXIT.done : EXIT.failed;
    answered.abort();
  });
  console.error('请插社保卡');
  await systemClock.sleep(seconds * 1_000, answered.signal);
  return code;
}

function maskedCard({ certType, name, certNo, validTo, warnings }: CardFields): object {
  return { certType, name: maskName(name), certNo: mask('certNo', certNo, 'public'), validTo, warnings };
}

/** Starts the device, waits until it has said something about itself, and stops it in the end. */
async function withDevice<D extends Device>(device: D, run: (device: D) => Promise<number>): Promise<number> {
  const settled = new AbortController();
  device.onStatus((status) => {
    if (status.state !== 'connecting') settled.abort();
  });
  device.start();
  await systemClock.sleep(SETTLE_MS, settled.signal);
  try {
    return await run(device);
  } finally {
    await device.stop();
  }
}

async function watch(seconds: number): Promise<number> {
  await systemClock.sleep(seconds * 1_000);
  return EXIT.done;
}

function outcome(result: { readonly ok: boolean }): number {
  say(result);
  return result.ok ? EXIT.done : EXIT.failed;
}

async function dump(address: string, seconds: number): Promise<number> {
  const closed = new AbortController();
  try {
    const transport = await openTransport(address).open(AbortSignal.timeout(SETTLE_MS));
    transport.onData((chunk) => console.log(toHex(chunk)));
    transport.onClose(() => closed.abort());
    console.error('已打开，等待数据');
    await systemClock.sleep(seconds * 1_000, closed.signal);
    await transport.close();
    return EXIT.done;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return EXIT.failed;
  }
}
