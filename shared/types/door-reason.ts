import { z } from 'zod';

/** Why a member of staff opens a cabinet's door. A choice and no text: a kiosk has no keyboard, and nobody's name gets into the record. */
export const DoorReason = z.enum(['CITIZEN_WAITS', 'TRAPPED', 'LEFT_BEHIND', 'REPAIR']);
export type DoorReason = z.infer<typeof DoorReason>;

/** As the record and the page name it. */
export const DOOR_REASONS = {
  CITIZEN_WAITS: '群众等候取件',
  TRAPPED: '有人或物品被困',
  LEFT_BEHIND: '清理遗留物品',
  REPAIR: '检修',
} as const satisfies Record<DoorReason, string>;
