/** Takes 12 tickets one after the other and prints for each `<commandId> OK` or `<commandId> <fault code>`. */
import { writeSync } from 'node:fs';
import { StoreUnavailable } from '../../main/store/errors.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { KIOSK_ACTOR, openStoreWith } from './store.ts';

const TICKETS = 12;
const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('path of the store?');
const { store, events } = openStoreWith(path, systemClock);
for (let i = 0; i < TICKETS; i += 1) {
  const taken = events.taken();
  writeSync(1, `${taken.payload.commandId} ${take(taken)}\n`);
}

function take(taken: ReturnType<typeof events.taken>): string {
  try {
    store.write((tx) => {
      tx.append(taken, KIOSK_ACTOR);
      tx.rememberOutcome(taken.payload.commandId, true);
    });
    return 'OK';
  } catch (error) {
    if (error instanceof StoreUnavailable) return error.code;
    throw error;
  }
}
