import { findProcess, keepDead, signalProcess } from '../helpers/hall-processes.ts';
import { logAtCentre, openHall, openStationStore, recordIds, type HallUnderTest } from '../helpers/hall-under-test.ts';
import { callNext, finishAndRate, openWindow, serve, takePrintedTicket } from '../helpers/hall-visit.ts';

let hall: HallUnderTest;
beforeAll(async () => {
  hall = await openHall();
}, 120_000);
afterAll(() => hall.discard(), 30_000);

interface Visited {
  readonly no: string;
  readonly localNo: string;
}

async function visit(): Promise<Visited> {
  const [counter] = hall.counters;
  const [pad] = hall.pads;
  const ticket = await takePrintedTicket(hall.kiosk);
  expect((await callNext(counter)).no).toBe(ticket.no);
  const { localNo } = await serve(counter);
  await finishAndRate(counter, pad, 1);
  return { no: ticket.no, localNo };
}

interface Row {
  readonly local_no: string;
  readonly ticket_no: string;
  readonly ratings: number;
  readonly calls: number;
}

const ROWS = `
  select c.local_no, t.no as ticket_no,
    (select count(*)::int from rating r where r.case_id = c.id) as ratings,
    (select count(*)::int from call k where k.ticket_id = t.id) as calls
  from case_file c join ticket t on t.id = c.ticket_id order by c.local_no`;

test('visits go on while the centre is dead or hangs, and are all there afterwards, each once', async () => {
  await openWindow(hall.counters[0], hall.ready.staff[0] ?? { workNo: '', pin: '' });
  const visited = [await visit()];

  // Killed in the middle of receiving, and started again by the supervisor at once.
  signalProcess(hall.data, 'centre', 'SIGKILL');
  visited.push(await visit());
  await hall.console.until('the centre is back', 30_000, (state) => state.centreOnline && state.sync.backlog === 0);

  // Dead for as long as it takes to serve somebody.
  const dead = await keepDead(hall.data, 'centre');
  visited.push(await visit());
  const waiting = await hall.console.until('the backlog shows', 10_000, (state) => !state.centreOnline && state.sync.backlog > 0 && state.sync);
  expect(waiting.oldestSeconds).not.toBeNull();
  await dead.release();

  // Alive, but silent.
  await hall.console.until('the centre is back', 30_000, (state) => state.centreOnline && state.sync.backlog === 0);
  const pid = findProcess(hall.data, 'centre') ?? 0;
  process.kill(pid, 'SIGSTOP');
  visited.push(await visit());
  process.kill(pid, 'SIGCONT');

  await hall.synced(30_000);
  const rows = await hall.atCentre<Row & Record<string, unknown>>(ROWS);
  expect(rows).toEqual(visited.map(({ no, localNo }) => ({ local_no: localNo, ticket_no: no, ratings: 1, calls: 1 })));

  const held = await logAtCentre(hall);
  expect(await hall.end()).toBe(0);
  const hub = openStationStore(hall.data, 'hub');
  expect(held.map(({ id }) => id).sort()).toEqual(recordIds(hub));
  expect(hub.audit.findChainFaults()).toEqual([]);
  hub.close();
}, 90_000);
