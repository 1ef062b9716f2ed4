import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PAGE_ROLES } from '../web/types.ts';

const Bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });

/** One window of this station. */
const WindowSettings = z.strictObject({
  page: z.enum(PAGE_ROLES),
  /** Which screen, by Electron's id or by its place on the desktop; neither: the primary one. */
  displayId: z.number().nullable(),
  bounds: Bounds.nullable(),
  /** Covers the screen and cannot be left. */
  kiosk: z.boolean(),
});
export type WindowSettings = z.infer<typeof WindowSettings>;

/** What the shell is started with: the file after `--shell=`. `station` is the path of the station's configuration. */
const ShellSettings = z.strictObject({ station: z.string().min(1), windows: z.array(WindowSettings).min(1).max(6) });
export type ShellSettings = z.infer<typeof ShellSettings>;

const OPTION = '--shell=';

/** Reads the settings named on the command line. Throws when there are none: without a station there is no shell. */
export function readShellSettings(argv: readonly string[]): ShellSettings {
  const file = argv.find((arg) => arg.startsWith(OPTION))?.slice(OPTION.length);
  if (file === undefined) throw new Error(`start with ${OPTION}<file>`);
  return ShellSettings.parse(JSON.parse(readFileSync(file, 'utf8')));
}
