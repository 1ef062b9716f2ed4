import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { checkDevice } from '../../main/app/check-device.ts';
import { readStationSetting } from '../../main/config/read-station.ts';
import { startStation } from '../../main/app/station.ts';

/** `counters-main.ts <station.json>…`: several stations in one process, to spare a small machine twenty processes. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const log = pino({ level: 'silent' });
const urls: Record<string, string | undefined> = {};
for (const file of process.argv.slice(2)) {
  const setting = await readStationSetting(file, checkDevice);
  if (!setting.ok) throw new Error(JSON.stringify(setting.error));
  const started = await startStation(setting.value, root, log);
  if (!started.ok) throw new Error(started.error);
  urls[setting.value.station.id] = started.value.urls.counter;
}
process.stdout.write(`${JSON.stringify({ ready: true, urls })}\n`);
process.on('SIGTERM', () => process.exit(0));
