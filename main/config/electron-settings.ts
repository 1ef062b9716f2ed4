import ElectronStore from 'electron-store';
import { openSettings, type Settings, type SettingsFile, type SettingsOrigin } from './settings.ts';

/** The settings of this machine in Electron's user folder. Runs in Electron's main process only. */
export function openElectronSettings(): { settings: Settings; origin: SettingsOrigin } {
  return openSettings(settingsFile('settings'), settingsFile('settings-last-good'));
}

function settingsFile(name: string): SettingsFile {
  return {
    // Opened at every reading: electron-store reads and parses the file when it is made, and throws when it is damaged.
    read: () => new ElectronStore<Record<string, unknown>>({ name, clearInvalidConfig: false }).store,
    write: (values) => {
      // A damaged file is replaced only here, by values that are known to be good.
      new ElectronStore<Record<string, unknown>>({ name, clearInvalidConfig: true }).store = { ...values };
    },
  };
}
