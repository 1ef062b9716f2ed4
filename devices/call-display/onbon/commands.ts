import { concatBytes } from '../../core/bytes.ts';
import { ANY_DEVICE_TYPE, HOST_ADDRESS, encodeFrame } from './protocol.ts';
import type { OnbonFrame } from './protocol.ts';

/** Command groups and numbers of the font cards (devices.md §3.1): `group << 8 | command`. */
export const COMMAND = {
  ping: 0xa200,
  power: 0xa300,
  dynamicArea: 0xa306,
  clear: 0xa310,
} as const;

/** What the card says in a NACK. */
export const CARD_ERRORS: ReadonlyMap<number, string> = new Map([
  [0, '未说明原因'],
  [1, '命令组错误'],
  [2, '没有此命令'],
  [3, '控制卡忙'],
  [4, '内存不足'],
  [5, '校验错误'],
  [6, '文件不存在'],
  [7, '闪存错误'],
  [8, '下载错误'],
  [9, '文件名错误'],
  [10, '文件类型错误'],
  [11, '文件校验错误'],
  [12, '字库不存在'],
  [13, '固件不符'],
  [14, '日期错误'],
  [15, '文件已存在'],
  [16, '块号错误'],
]);

export const BUSY_ERROR = 3;

/** BX-5K counts x and width in units of 8 pixels, BX-6K in pixels. */
export type CardFamily = 'bx5k' | 'bx6k';

export interface TextArea {
  readonly family: CardFamily;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** `static` stands still, `left` runs through. */
  readonly motion: 'static' | 'left';
  /** GB2312 text. */
  readonly text: Uint8Array;
}

const AREA_HEADER_LENGTH = 27;
const MOTION_CODE = { static: 0x01, left: 0x03 } as const satisfies Record<TextArea['motion'], number>;
const HORIZONTAL_UNIT = { bx5k: 8, bx6k: 1 } as const satisfies Record<CardFamily, number>;

function toScreen(screen: number, data: Uint8Array): Uint8Array {
  return encodeFrame({ destination: screen, source: HOST_ADDRESS, deviceType: ANY_DEVICE_TYPE, data });
}

function commandData(command: number, parameters: readonly number[]): Uint8Array {
  const replyWanted = 0x01;
  return Uint8Array.of(command >> 8, command & 0xff, replyWanted, ...parameters);
}

export function pingFrame(screen: number): Uint8Array {
  return toScreen(screen, commandData(COMMAND.ping, [0, 0]));
}

export function powerFrame(screen: number, on: boolean): Uint8Array {
  return toScreen(screen, commandData(COMMAND.power, [0, 0, on ? 0x01 : 0x02]));
}

function areaRecord(area: TextArea): Uint8Array {
  const unit = HORIZONTAL_UNIT[area.family];
  const record = Buffer.alloc(AREA_HEADER_LENGTH);
  record.writeUInt16LE(Math.floor(area.width / unit), 5);
  record.writeUInt16LE(area.height, 7);
  // Run mode 0 shows the area for ever; the time-out of 5 s only counts in other run modes.
  record.writeUInt16LE(5, 12);
  const singleLine = 0x01;
  const manualNewLine = 0x01;
  const stayHalfSeconds = 8;
  record.set([singleLine, manualNewLine, MOTION_CODE[area.motion], 0, 0, stayHalfSeconds], 17);
  record.writeUInt32LE(area.text.length, 23);
  return concatBytes([record, area.text]);
}

/** Replaces area 0 by this text at once; the card keeps showing it until the next one or until power is lost. */
export function textFrame(screen: number, area: TextArea): Uint8Array {
  const record = areaRecord(area);
  const parameters = [0, 0, 0, 1, record.length & 0xff, record.length >> 8, ...record];
  return toScreen(screen, commandData(COMMAND.dynamicArea, parameters));
}

export type CardReply = { readonly type: 'ack' } | { readonly type: 'nack'; readonly error: number };

/** The answer in a frame, or null where it is not one to this host (`A0 00` ACK, `A0 01` NACK). */
export function readReply(frame: OnbonFrame): CardReply | null {
  const [group, kind, error] = frame.data;
  if (frame.destination !== HOST_ADDRESS || frame.data.length !== 5 || group !== 0xa0 || error === undefined) return null;
  if (kind === 0x00 && error === 0) return { type: 'ack' };
  if (kind === 0x01) return { type: 'nack', error };
  return null;
}
