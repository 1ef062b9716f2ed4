import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { checkDevice } from '../app/check-device.ts';
import { startStation } from '../app/station.ts';
import { problemLines, readStationSetting } from '../config/read-station.ts';
import { createNodeCrypto } from '../crypto/crypto-port.ts';
import { createStationService } from './station-service.ts';
import type { ServedStation } from './station-service.ts';
import { ServiceOrder } from './supervisor.ts';

const ERROR_NO_BYTES = 4;
// dist/electron/service.js lies two folders below the product's root.
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const log = pino({ base: null }, pino.destination({ fd: 2, sync: true }));
const crypto = createNodeCrypto();

const obey = createStationService({
  start,
  tellShell: (message) => process.parentPort.postMessage(message),
  exit: (code) => process.exit(code),
  newErrorNo: () => Buffer.from(crypto.randomBytes(ERROR_NO_BYTES)).toString('hex').toUpperCase(),
  log,
});

// The utility process: Electron's parentPort brings the shell's orders and the pages' ports.
process.parentPort.on('message', ({ data, ports }) => {
  obey(ServiceOrder.parse(data), ports).catch((error: unknown) => {
    log.fatal({ err: error }, 'the station cannot run');
    process.exit(1);
  });
});

async function start(stationFile: string): Promise<ServedStation> {
  const setting = await readStationSetting(stationFile, checkDevice);
  if (!setting.ok) throw new Error(problemLines(setting.error));
  const started = await startStation(setting.value, ROOT, log);
  if (!started.ok) throw new Error(started.error);
  process.stdout.write(`${JSON.stringify({ ready: true, urls: started.value.urls })}\n`);
  return started.value;
}
