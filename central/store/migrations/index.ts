import { createLog } from './0001-create-log.ts';
import { createProjections } from './0002-create-projections.ts';
import type { Migration } from './migration.ts';

/** In the order of their numbers. */
export const MIGRATIONS: readonly Migration[] = [createLog, createProjections];
