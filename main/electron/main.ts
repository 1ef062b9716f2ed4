import { fileURLToPath } from 'node:url';
import { app, protocol, utilityProcess } from 'electron';
import pino from 'pino';
import { systemClock } from '../../shared/basics/clock.ts';
import { APP_SCHEME } from './app-protocol.ts';
import { openElectronSettings } from '../config/electron-settings.ts';
import { readStationSetting } from '../config/read-station.ts';
import { findShellFile, readShellSettings, withPadScreen } from './shell-settings.ts';
import { openShell } from './shell.ts';

// Electron starts here; dist/electron/main.js after the build, beside the two files named below.
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const log = pino({ base: null }, pino.destination({ fd: 2, sync: true }));

/** Not awaited at the top level: Electron becomes ready only after this module has run to its end. */
async function main(): Promise<void> {
  await app.whenReady();
  const { settings, origin } = openElectronSettings();
  if (origin === 'last-good-copy') log.warn({ origin }, 'the settings file was damaged; the last good copy is used');
  const shellFile = findShellFile(process.argv, settings.values().shellFile);
  const shellSettings = readShellSettings(shellFile);
  settings.change({ shellFile });
  // What is wrong in the station's files the service says; the shell only wants to know about the second screen.
  const station = await readStationSetting(shellSettings.station, () => []);
  await openShell({
    settings: withPadScreen(shellSettings, station.ok ? station.value.station.pad?.screen : undefined),
    pagesDir: beside('../pages'),
    preload: beside('preload.cjs'),
    fork: () => utilityProcess.fork(beside('service.js'), [], { serviceName: 'yichuang-service', stdio: 'inherit' }),
    clock: systemClock,
    log,
  });
  app.exit(0);
}

if (app.requestSingleInstanceLock()) {
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  app.enableSandbox();
  main().catch((error: unknown) => {
    // Electron would go on without a window; whoever started it must see that it did not start.
    log.fatal({ err: error }, 'the shell cannot run');
    app.exit(1);
  });
} else {
  app.quit();
}
