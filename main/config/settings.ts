import { z } from 'zod';

/** What a machine remembers between starts. Settings only: never anything of the business, never a key. */
export const SettingValues = z.strictObject({
  /** The shell file this machine was last started with; a start without one uses it again. */
  shellFile: z.string().min(1).nullable(),
});
export type SettingValues = z.infer<typeof SettingValues>;

export const FIRST_SETTINGS: SettingValues = { shellFile: null };

/** Where settings lie. `read` gives what was written, unchecked; it throws when the file cannot be read. */
export interface SettingsFile {
  read(): unknown;
  write(values: SettingValues): void;
}

export interface Settings {
  values(): SettingValues;
  change(values: Partial<SettingValues>): void;
}

/** How the settings were found, for the log: a damaged file is never replaced by defaults in silence. */
export type SettingsOrigin = 'file' | 'first-start' | 'last-good-copy';

/**
 * Opens the settings and keeps a second file with the last good values. When the first is damaged, the copy is used
 * and the origin says so. Throws when both are: somebody has to look, nothing is guessed.
 */
export function openSettings(file: SettingsFile, lastGood: SettingsFile): { settings: Settings; origin: SettingsOrigin } {
  const main = checked(file);
  const found = main.kind === 'good' ? main : checked(lastGood);
  if (found.kind === 'damaged' || (found.kind === 'empty' && main.kind === 'damaged')) {
    throw new Error('本机设置文件已损坏，且没有可用的备份。请联系管理员恢复或删除设置文件后重新启动');
  }
  let values = found.kind === 'good' ? found.values : FIRST_SETTINGS;
  if (main.kind === 'good') lastGood.write(values);

  return {
    origin: main.kind === 'good' ? 'file' : found.kind === 'good' ? 'last-good-copy' : 'first-start',
    settings: {
      values: () => values,
      change(next) {
        values = SettingValues.parse({ ...values, ...next });
        file.write(values);
        lastGood.write(values);
      },
    },
  };
}

type Checked = { readonly kind: 'good'; readonly values: SettingValues } | { readonly kind: 'empty' } | { readonly kind: 'damaged' };

function checked(file: SettingsFile): Checked {
  let raw: unknown;
  try {
    raw = file.read();
  } catch {
    return { kind: 'damaged' };
  }
  if (typeof raw === 'object' && raw !== null && Object.keys(raw).length === 0) return { kind: 'empty' };
  const parsed = SettingValues.safeParse(raw);
  return parsed.success ? { kind: 'good', values: parsed.data } : { kind: 'damaged' };
}
