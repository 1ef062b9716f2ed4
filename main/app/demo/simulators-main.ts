import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Simulator } from '../../../devices/core/simulator.ts';
import { openSimulatedBus, type SimulatedBus } from '../../../devices/core/window-bus/virtual-bus.ts';
import { SIMULATORS } from '../../../devices/simulators.ts';
import { DeviceKind } from '../../../shared/types/device.ts';
import { systemClock } from '../../../shared/basics/clock.ts';
import { createBenchDoor, type BenchDoor } from './bench-door.ts';
import { createBenchPages, type BenchPages } from './bench-pages.ts';
import { endSignal } from '../end-signal.ts';

const HOST = '127.0.0.1';
const MAX_BODY = 64 * 1024;

/** Devices of a window's bus with the same port hang on one line, each under its own number. */
const Device = z.strictObject({
  station: z.string(),
  kind: DeviceKind.exclude(['documentCamera']),
  port: z.number().int(),
  busAddress: z.number().int().default(1),
});
type Device = z.infer<typeof Device>;

const Setting = z.strictObject({
  control: z.number().int(),
  /** Opens the bench in a browser. */
  key: z.string().min(16),
  devices: z.array(Device),
});

await main();

/**
 * The simulated hardware of the demonstration hall in a process of its own, so that pulling its plug is like pulling
 * a plug. `GET /<station>/<kind>` says what a person would see, `GET /<station>/<kind>/<n>` is the n-th slip as a
 * picture, `POST /<station>/<kind>` with a command does something to the device; `/dev/` is a page for all of it.
 */
async function main(): Promise<void> {
  const ending = endSignal();
  const setting = Setting.parse(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')));
  const simulators = new Map<string, Simulator>();
  const lines = new Map<number, SimulatedBus>();
  for (const device of setting.devices) simulators.set(`/${device.station}/${device.kind}`, await startDevice(device, lines));
  const bench = await createBenchPages(join(import.meta.dirname, '../../../dist/bench'), simulators);
  const door = createBenchDoor(setting.key, setting.control);
  const server = createServer((request, response) => {
    // Whoever asks may go away in the middle of a request; the devices stay.
    answer({ simulators, bench, door }, request, response).catch(() => response.destroy());
  });
  server.listen(setting.control, HOST, () => {
    process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
  });
  await ending;
  server.close();
  await Promise.all([...simulators.values()].map((simulator) => simulator.close()));
  process.exit(0);
}

interface Hall {
  readonly simulators: ReadonlyMap<string, Simulator>;
  readonly bench: BenchPages;
  readonly door: BenchDoor;
}

async function startDevice({ kind, port, busAddress }: Device, lines: Map<number, SimulatedBus>): Promise<Simulator> {
  if (kind !== 'evaluationPad' && kind !== 'physicalCaller') return SIMULATORS[kind]({ host: HOST, port });
  const line = lines.get(port) ?? (await openSimulatedBus({ host: HOST, port }, systemClock));
  lines.set(port, line);
  return SIMULATORS[kind](line, { busAddress });
}

async function answer({ simulators, bench, door }: Hall, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = URL.parse(request.url ?? '', `http://${HOST}`);
  if (url?.pathname === '/dev/enter') return enter(door, url, response);
  if (!door.admits(request)) return send(response, 403, { error: 'open the link that the start of the hall printed' });
  if (url !== null && request.method === 'GET' && (await bench.answer(url.pathname, response))) return;
  const [path, index] = splitIndex(request.url ?? '');
  const simulator = simulators.get(path);
  if (!simulator) return send(response, 404, { error: `no such device; there are ${[...simulators.keys()].join(', ')}` });
  if (index !== null) return sendPicture(response, simulator.picture?.(index) ?? null);
  if (request.method === 'GET') return send(response, 200, simulator.observe());
  const body = await readBody(request);
  if (!body.ok) return send(response, 400, { error: body.error });
  const result = simulator.control(body.value);
  return result.ok ? send(response, 200, result.value ?? {}) : send(response, 400, { error: result.error });
}

function enter(door: BenchDoor, url: URL, response: ServerResponse): void {
  const cookie = door.enter(url.searchParams.get('key') ?? '');
  if (cookie === null) return send(response, 403, { error: 'wrong key' });
  response.writeHead(303, { 'location': '/dev/', 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
}

function splitIndex(url: string): [path: string, index: number | null] {
  const match = /^(\/[^/]+\/[^/]+)(?:\/(\d{1,6}))?$/.exec(url);
  return [match?.[1] ?? '', match?.[2] === undefined ? null : Number(match[2])];
}

function sendPicture(response: ServerResponse, svg: string | null): void {
  if (svg === null) return send(response, 404, { error: 'nothing there' });
  response.writeHead(200, { 'content-type': 'image/svg+xml; charset=utf-8' }).end(svg);
}

async function readBody(request: IncomingMessage): Promise<{ ok: true; value: unknown } | { ok: false; error: string }> {
  const chunks: Buffer[] = [];
  let size = 0;
  const body: AsyncIterable<Buffer> = request;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BODY) return { ok: false, error: 'too long' };
    chunks.push(chunk);
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch (error) {
    return { ok: false, error: String(error) };
  }
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}
