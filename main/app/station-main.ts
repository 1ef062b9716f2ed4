import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { problemLines, readStationSetting } from '../config/read-station.ts';
import { checkDevice } from './check-device.ts';
import { endSignal } from './end-signal.ts';
import { startStation } from './station.ts';

/** Wrong use or configuration; nothing was started. */
const EXIT_CONFIG = 2;
const EXIT_FAILED = 1;

/** Runs one station until SIGTERM. Prints `{"ready":true,"urls":…}` when its pages can be opened. */
export async function runStation(file: string): Promise<void> {
  const ending = endSignal();
  const setting = await readStationSetting(file, checkDevice);
  if (!setting.ok) {
    giveUp(`配置有 ${setting.error.length} 处错误，没有启动：\n${problemLines(setting.error)}`, EXIT_CONFIG);
    return;
  }
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const log = pino({ name: setting.value.station.id }, pino.destination({ fd: 2, sync: true }));
  const started = await startStation(setting.value, root, log);
  if (!started.ok) {
    giveUp(started.error, EXIT_FAILED);
    return;
  }
  process.stdout.write(`${JSON.stringify({ ready: true, urls: started.value.urls })}\n`);
  await ending;
  await started.value.close();
  process.exit(0);
}

function giveUp(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}

if (import.meta.main) await runStation(process.argv[2] ?? '');
