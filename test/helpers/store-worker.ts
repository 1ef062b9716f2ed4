/**
 * A child process for tests that end it: takes tickets and receives cases as fast as it can, and prints one line for
 * each command it would have acknowledged to a person: `<command id> <ticket or case id> <number>`.
 * Arguments: path of the store, number of visits (0 or nothing: until killed).
 */
import { writeSync } from 'node:fs';
import { systemClock } from '../../shared/basics/clock.ts';
import { CLERK_ACTOR, KIOSK_ACTOR, openStoreWith } from './store.ts';

const [path, visits = '0'] = process.argv.slice(2);
if (path === undefined) throw new Error('path of the store?');
const STDOUT = 1;
const { store, events } = openStoreWith(path, systemClock);
const limit = Number(visits) || Number.POSITIVE_INFINITY;
writeSync(STDOUT, 'ready\n');
for (let visit = 0; visit < limit; visit += 1) {
  takeTicket();
  receiveCase();
}
store.close();

function takeTicket(): void {
  const answer = store.write((tx) => {
    const serial = tx.nextCounter('ticket');
    const taken = events.taken({ no: `A${String(serial % 10_000).padStart(4, '0')}`, serial });
    tx.append(taken, KIOSK_ACTOR);
    tx.rememberOutcome(taken.payload.commandId, { serial });
    return { commandId: taken.payload.commandId, id: taken.payload.ticketId, number: serial };
  });
  acknowledge('T', answer);
}

function receiveCase(): void {
  const answer = store.write((tx) => {
    const number = tx.nextCounter('case');
    const received = events.received({ localNo: `L${number}` });
    tx.append(received, CLERK_ACTOR);
    tx.append(events.accepted(received.payload.caseId, `C${number}`), CLERK_ACTOR);
    tx.rememberOutcome(received.payload.commandId, { number });
    return { commandId: received.payload.commandId, id: received.payload.caseId, number };
  });
  acknowledge('C', answer);
}

function acknowledge(kind: 'T' | 'C', answer: { commandId: string; id: string; number: number }): void {
  writeSync(STDOUT, `${kind} ${answer.commandId} ${answer.id} ${answer.number}\n`);
}
