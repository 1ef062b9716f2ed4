/**
 * A child process for the test that ends it: does one job after another through the ledger and says on standard output
 * what its device would show: `touched <id>` when the device begins, `done <id>` when the ledger has let go of the job.
 * Argument: path of the store.
 */
import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { openJobLedger } from '../../main/service/devices/job-ledger.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { openStoreWith } from './store.ts';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('path of the store?');
const STDOUT = 1;
const { store, newUlid } = openStoreWith(path, systemClock);
const ledger = openJobLedger({ store, clock: systemClock, newUlid });
writeSync(STDOUT, 'ready\n');
for (let n = 0; ; n += 1) {
  const reference = `${process.pid}-${n}`;
  let id = '';
  await ledger.run({ kind: 'document-print', deviceId: 'counter-1/documentPrinter', reference, title: reference }, async (jobId) => {
    id = jobId;
    writeSync(STDOUT, `touched ${id}\n`);
    await wait((n % 4) * 8);
    return { state: 'done', sentence: '' };
  });
  writeSync(STDOUT, `done ${id}\n`);
}
