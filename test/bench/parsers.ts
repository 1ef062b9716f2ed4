import { SERIAL_FRAMING } from '../../devices/call-display/lumen/serial-framing.ts';
import { createOnbonParser, encodeFrame } from '../../devices/call-display/onbon/protocol.ts';
import type { FrameParser } from '../../devices/core/exchange.ts';
import { createBusParser, encodeFrame as encodeBusFrame, FUNC } from '../../devices/core/window-bus/frames.ts';
import { buildFrame, createFrameParser } from '../../devices/id-card-reader/protocol.ts';
import type { BoardProtocol } from '../../devices/locker/board-protocol.ts';
import { CU16_PROTOCOL } from '../../devices/locker/kerong-cu16.ts';
import { createWklyProtocol } from '../../devices/locker/wkly.ts';
import { createXorProtocol } from '../../devices/locker/xor-8a.ts';
import { createCodeParser } from '../../devices/scanner/protocol.ts';
import { createPrinterParser } from '../../devices/ticket-printer/protocol.ts';
import { createCommandParser, speakFrame } from '../../devices/voice/protocol.ts';
import type { BenchFigure } from './statistics.ts';

interface ParserUnderTest {
  readonly name: string;
  createParser(): FrameParser<unknown>;
  /** One frame as it comes most often, `i` makes it differ. */
  frame(i: number): Uint8Array;
}

const TEXT = Uint8Array.of(0xc7, 0xeb, 0x41, 0x30, 0x30, 0x31, 0xba, 0xc5);

/** The answer with the states of all locks, which a cabinet gives once a second. */
function lockBoard(name: string, protocol: BoardProtocol): ParserUnderTest {
  return {
    name: `锁控板 ${name}`,
    createParser() {
      const parser = protocol.createParser();
      parser.expectStates(true);
      return parser;
    },
    frame: (i) => {
      const readings = Array.from({ length: protocol.locksPerBoard }, (_, lock) => (lock === i % protocol.locksPerBoard ? 0 : 1));
      return protocol.encodeFrame({ type: 'states', board: protocol.firstBoard, readings });
    },
  };
}

const PARSERS: readonly ParserUnderTest[] = [
  { name: '身份证 SAM（1295 字节应答）', createParser: createFrameParser, frame: (i) => buildFrame(new Uint8Array(1_287).fill(i)) },
  { name: '打印机状态', createParser: createPrinterParser, frame: () => Uint8Array.of(0x12) },
  {
    name: '条屏 Onbon',
    createParser: createOnbonParser,
    frame: (i) => encodeFrame({ destination: 1, source: 0x8000, deviceType: 0xfe, data: Uint8Array.of(0xa3, 0x06, 0x01, 0, 0, i & 0xff, ...TEXT) }),
  },
  {
    name: '条屏 Lumen（串口）',
    createParser: SERIAL_FRAMING.createParser,
    frame: (i) => SERIAL_FRAMING.encode({ type: 'reply', card: 1, code: 0x7b, data: Uint8Array.of(0, i & 0xff) }),
  },
  { name: '语音 SYN6288', createParser: createCommandParser, frame: () => speakFrame(TEXT) },
  {
    name: '评价器、呼叫器 FF68',
    createParser: createBusParser,
    frame: (i) => encodeBusFrame({ address: 1, func: FUNC.press, data: Uint8Array.of(i & 0xff) }),
  },
  lockBoard('8A/80', createXorProtocol(24)),
  lockBoard('WKLY', createWklyProtocol(24)),
  lockBoard('CU16', CU16_PROTOCOL),
  {
    name: '扫码器（CR LF）',
    createParser: () => createCodeParser('crlf', 4_096),
    frame: (i) => Buffer.from(`yichuang:ticket:01JQ8ZC8W0000000000000${String(i % 10_000).padStart(4, '0')}\r\n`),
  },
];

const FRAMES = 200;
const CHUNK = 64;
const RUN_MS = 300;

/** Frames a second of each parser, fed in chunks of 64 bytes as a serial port gives them. */
export function benchParsers(): BenchFigure[] {
  return PARSERS.map((parser) => ({ name: `解析 ${parser.name}`, value: Math.round(framesPerSecond(parser)), unit: '帧/秒', target: 0, ok: true }));
}

function framesPerSecond({ name, createParser, frame }: ParserUnderTest): number {
  const stream = Buffer.concat(Array.from({ length: FRAMES }, (_, i) => frame(i)));
  const parser = createParser();
  if (readAll(parser, stream) !== FRAMES) throw new Error(`the parser of ${name} lost frames`);
  const begunAt = performance.now();
  let read = 0;
  while (performance.now() - begunAt < RUN_MS) read += readAll(parser, stream);
  return (read * 1_000) / (performance.now() - begunAt);
}

function readAll(parser: FrameParser<unknown>, stream: Uint8Array): number {
  let read = 0;
  for (let at = 0; at < stream.length; at += CHUNK) read += parser.push(stream.subarray(at, at + CHUNK)).length;
  return read;
}
