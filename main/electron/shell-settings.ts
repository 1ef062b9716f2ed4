import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { PAGE_ROLES } from '../web/types.ts';

const Bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });

/** One window of this station. */
const WindowSettings = z.strictObject({
  page: z.enum(PAGE_ROLES),
  /** Which screen, by Electron's id, by its place on the desktop or by its number; none of them: the primary one. */
  displayId: z.number().nullable(),
  bounds: Bounds.nullable(),
  /** 1 is the primary one, the others count from left to right. */
  screen: z.int().min(1).max(6).optional(),
  /** Covers the screen and cannot be left. */
  kiosk: z.boolean(),
});
export type WindowSettings = z.infer<typeof WindowSettings>;

/** What stands in the shell's file. `station` is the path of the station's configuration. */
const ShellSettings = z.strictObject({ station: z.string().min(1), windows: z.array(WindowSettings).min(1).max(6) });
export type ShellSettings = z.infer<typeof ShellSettings>;

/** With the pad's page on the screen that hall.json names, unless the shell's own file says where it is. */
export function withPadScreen(settings: ShellSettings, screen: number | undefined): ShellSettings {
  if (screen === undefined || settings.windows.some(({ page }) => page === 'pad')) return settings;
  return { ...settings, windows: [...settings.windows, { page: 'pad', displayId: null, bounds: null, screen, kiosk: true }] };
}

const OPTION = '--shell=';

/** The file named on the command line, otherwise the one this machine was started with last. Throws when there is neither. */
export function findShellFile(argv: readonly string[], remembered: string | null): string {
  const named = argv.find((arg) => arg.startsWith(OPTION))?.slice(OPTION.length);
  const file = named ?? remembered;
  if (file === null) throw new Error(`start with ${OPTION}<file>`);
  return resolve(file);
}

/** Throws with every mistake of the file: without a station there is no shell. */
export function readShellSettings(file: string): ShellSettings {
  return ShellSettings.parse(JSON.parse(readFileSync(file, 'utf8')));
}
