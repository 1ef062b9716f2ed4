import { eventLog } from './0001-event-log.ts';
import { projections } from './0002-projections.ts';
import { numbers } from './0003-numbers.ts';
import { sync } from './0004-sync.ts';
import { notes } from './0005-notes.ts';
import { deviceJobs } from './0006-device-jobs.ts';
import type { Migration } from './migration.ts';

/** All steps in order; versions run 1, 2, 3 … without a gap. */
export const MIGRATIONS: readonly Migration[] = [eventLog, projections, numbers, sync, notes, deviceJobs];
