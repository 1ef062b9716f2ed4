import { z } from 'zod';
import type { BoardProtocol } from './board-protocol.ts';
import { CU16_PROTOCOL } from './kerong-cu16.ts';
import { createWklyProtocol } from './wkly.ts';
import { createXorProtocol } from './xor-8a.ts';

const Door = z.strictObject({
  /** As it stands on the door. */
  name: z.string().min(1).max(12),
  board: z.number().int().min(0).max(255),
  /** From 1. */
  lock: z.number().int().min(1).max(64),
});

/** All doors have the same polarity: the locks of one cabinet are of one kind. */
const COMMON = {
  /** So many doors, numbered from 1 over the boards in their order; or each with its name. Default: all locks of the first board. */
  doors: z.union([z.number().int().min(1).max(512), z.array(Door).min(1).max(512)]).optional(),
  /** What the board reads when a door is closed; found by calibration, see docs/devices/locker.md. */
  closedReads: z.union([z.literal(0), z.literal(1)]).default(1),
  /** A door open for longer wants somebody to look. */
  leftOpenSeconds: z.number().int().min(1).max(3_600).default(90),
};

/** How a cabinet is set up. */
export const LockerOptions = z
  .discriminatedUnion('protocol', [
    /** A cabinet whose settings name no protocol is one of these. */
    z.strictObject({ protocol: z.literal('xor-8a').optional(), locksPerBoard: z.union([z.literal(24), z.literal(32)]).default(24), ...COMMON }),
    z.strictObject({ protocol: z.literal('wkly'), locksPerBoard: z.number().int().min(1).max(64).default(24), ...COMMON }),
    z.strictObject({ protocol: z.literal('kerong-cu16'), ...COMMON }),
  ])
  .superRefine((options, context) => {
    for (const message of doorMistakes(options)) context.addIssue({ code: 'custom', path: ['doors'], message });
  });
export type LockerOptions = z.output<typeof LockerOptions>;

export interface DoorPlace {
  readonly name: string;
  readonly board: number;
  readonly lock: number;
}

export function protocolOf(options: Pick<LockerOptions, 'protocol'> & { readonly locksPerBoard?: number | undefined }): BoardProtocol {
  switch (options.protocol) {
    case undefined:
    case 'xor-8a':
      return createXorProtocol(options.locksPerBoard === 32 ? 32 : 24);
    case 'wkly':
      return createWklyProtocol(options.locksPerBoard ?? 24);
    case 'kerong-cu16':
      return CU16_PROTOCOL;
  }
}

/** Where every door is. */
export function doorPlaces(options: LockerOptions): readonly DoorPlace[] {
  const { firstBoard, locksPerBoard } = protocolOf(options);
  if (Array.isArray(options.doors)) return options.doors;
  return Array.from({ length: options.doors ?? locksPerBoard }, (_, i) => ({
    name: String(i + 1),
    board: firstBoard + Math.floor(i / locksPerBoard),
    lock: 1 + (i % locksPerBoard),
  }));
}

/** What is wrong with the doors, as sentences for the list of mistakes. */
function doorMistakes(options: LockerOptions): string[] {
  const { firstBoard, lastBoard, locksPerBoard } = protocolOf(options);
  const names = new Set<string>();
  const places = new Set<string>();
  return doorPlaces(options).flatMap(({ name, board, lock }) => {
    const mistakes: string[] = [];
    if (board < firstBoard || board > lastBoard) mistakes.push(`柜门“${name}”的锁控板编号应在 ${firstBoard} 到 ${lastBoard} 之间`);
    if (lock > locksPerBoard) mistakes.push(`柜门“${name}”的锁编号应在 1 到 ${locksPerBoard} 之间`);
    if (names.has(name)) mistakes.push(`柜门名称“${name}”重复`);
    if (places.has(`${board}/${lock}`)) mistakes.push(`柜门“${name}”的锁已用于另一个门`);
    names.add(name);
    places.add(`${board}/${lock}`);
    return mistakes;
  });
}
