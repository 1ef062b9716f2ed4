import { seededRandom } from '../../shared/basics/seeded-random.ts';
import { printedSlips } from '../helpers/hall-devices.ts';
import { findProcess } from '../helpers/hall-processes.ts';
import { logAtCentre, openHall, openStationStore, recordIds, type HallUnderTest } from '../helpers/hall-under-test.ts';
import { completeCase, mustBeDone, newCommand, PERSON, takePrintedTicket, workNoOf } from '../helpers/hall-visit.ts';
import { pause, type CounterPage, type PadPage } from '../helpers/page-client.ts';

const KILLS = 16;
const VICTIMS = ['hub', 'kiosk-1', 'counter-1', 'centre', 'counter-2'] as const;
const random = seededRandom(20261121);

/** What a person was told is done. */
interface Acknowledged {
  readonly tickets: string[];
  readonly calls: string[];
  readonly cases: string[];
  readonly ratings: string[];
}

let hall: HallUnderTest;
beforeAll(async () => {
  hall = await openHall();
}, 120_000);
afterAll(() => hall.discard(), 30_000);

/** Does steps until told to stop. A step that fails was not acknowledged; what to do next is looked up anew. */
async function goOn(isOver: () => boolean, step: () => Promise<void>): Promise<void> {
  while (!isOver()) {
    await step().catch(() => undefined);
    await pause(30);
  }
}

async function citizen(told: Acknowledged): Promise<void> {
  const ticket = await takePrintedTicket(hall.kiosk);
  told.tickets.push(ticket.no);
}

/** One step of a clerk, chosen by what the page shows. */
async function clerk(counter: CounterPage, pad: PadPage, account: { workNo: string; pin: string }, told: Acknowledged): Promise<void> {
  const state = counter.state();
  const { rpc } = counter;
  if (!state?.hubOnline) return;
  if (state.clerk === null) return void mustBeDone(await rpc.login({ workNo: workNoOf(account.workNo), pin: account.pin }));
  const invitationId = pad.state()?.invitation?.invitationId;
  if (invitationId !== undefined) {
    mustBeDone(await pad.rpc.rate({ invitationId, level: 1 }));
    told.ratings.push(invitationId);
    return;
  }
  switch (state.window.state) {
    case 'CLOSED':
      return void mustBeDone(await rpc.openWindow(newCommand()));
    case 'OPEN':
      if (state.waitingTotal > 0) told.calls.push(mustBeDone(await rpc.next(newCommand())).no);
      return;
    case 'CALLING':
      return void mustBeDone(await rpc.start(newCommand()));
    case 'SERVING':
      if (state.current?.state !== 'SERVING') return;
      if (state.cases.length > 0) return void mustBeDone(await rpc.finish(newCommand()));
      if (state.identity === null) return void mustBeDone(await rpc.identify({ certNo: PERSON.certNo }));
      told.cases.push(mustBeDone(await rpc.accept(await completeCase(counter))).localNo);
      return;
    case 'PAUSED':
      throw new Error('nobody paused the window');
  }
}

/** Kills processes of the hall at random moments; the next one only when the last victim is back. */
async function killAtRandom(): Promise<void> {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(700 + random() * 1_300);
    const name = VICTIMS[kill % VICTIMS.length] ?? 'hub';
    let pid = findProcess(hall.data, name);
    while (pid === null) {
      await pause(50);
      pid = findProcess(hall.data, name);
    }
    process.kill(pid, 'SIGKILL');
  }
}

test(`${KILLS} kills of hub, kiosk, counters and centre in the middle of the work: nothing acknowledged is lost, nothing is there twice`, async () => {
  const told: Acknowledged = { tickets: [], calls: [], cases: [], ratings: [] };
  const [first, second] = hall.ready.staff;
  if (!first || !second) throw new Error('two clerks are needed');
  let over = false;
  const isOver = (): boolean => over;
  const work = [
    goOn(isOver, () => citizen(told)),
    goOn(isOver, () => clerk(hall.counters[0], hall.pads[0], first, told)),
    goOn(isOver, () => clerk(hall.counters[1], hall.pads[1], second, told)),
  ];
  await killAtRandom();
  await hall.console.until('everybody is back', 30_000, ({ stations }) => stations.every(({ connected }) => connected));
  // Whole visits after the last kill, to see that the hall is well.
  const rated = told.ratings.length;
  for (let tries = 0; told.ratings.length < rated + 3 && tries < 400; tries += 1) await pause(50);
  over = true;
  await Promise.all(work);
  await hall.synced(30_000);

  const slips = await printedSlips(hall, 'kiosk-1');
  const atCentre = {
    tickets: await hall.atCentre<{ no: string; state: string }>('select no, state from ticket'),
    cases: (await hall.atCentre<{ local_no: string }>('select local_no from case_file')).map((row) => row.local_no),
    ratings: (await hall.atCentre<{ id: string }>('select id from rating')).map((row) => row.id),
    calls: (await hall.atCentre<{ no: string }>('select t.no from call k join ticket t on t.id = k.ticket_id')).map((row) => row.no),
  };
  const log = await logAtCentre(hall);
  expect(await hall.end()).toBe(0);

  expect(Math.min(told.tickets.length, told.calls.length, told.cases.length, told.ratings.length)).toBeGreaterThanOrEqual(3);
  expect(twice(told.tickets)).toEqual([]);
  expect(missing(told.tickets, atCentre.tickets.map(({ no }) => no))).toEqual([]);
  expect(twice(atCentre.tickets.map(({ no }) => no))).toEqual([]);
  expect(twice(slips.filter(({ text }) => !text.includes('【重打】')).map(({ no }) => no))).toEqual([]);
  expect(missing(told.calls, atCentre.calls)).toEqual([]);
  expect(twice(atCentre.calls)).toEqual([]);
  expect(missing(told.cases, atCentre.cases)).toEqual([]);
  expect(twice(atCentre.cases)).toEqual([]);
  expect(missing(told.ratings, atCentre.ratings)).toEqual([]);

  const hub = openStationStore(hall.data, 'hub');
  expect(hub.audit.findChainFaults()).toEqual([]);
  expect(log.map(({ id }) => id).sort()).toEqual(recordIds(hub));
  const live = hub.audit.digestProjections();
  hub.audit.rebuildProjections();
  expect(hub.audit.digestProjections()).toBe(live);
  hub.close();
  for (const name of ['kiosk-1', 'counter-1', 'counter-2']) {
    const station = openStationStore(hall.data, name);
    expect([name, station.audit.findChainFaults()]).toEqual([name, []]);
    station.close();
  }
}, 120_000);

function missing(told: readonly string[], kept: readonly string[]): string[] {
  return told.filter((name) => !kept.includes(name));
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) < index);
}
