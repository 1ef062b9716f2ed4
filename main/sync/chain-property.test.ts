import { seededRandom } from '../../shared/basics/seeded-random.ts';
import type { TicketId } from '../../shared/basics/ids.ts';
import { allRecords, SyncChain } from '../../test/helpers/sync-chain.ts';
import { CLERK_ACTOR, KIOSK_ACTOR, MONDAY, openTestStore } from '../../test/helpers/store.ts';

const SEEDS = 200;
const STEPS = 30;
const FAULTS = { drop: 0.2, duplicate: 0.2, late: 0.2 };

/** Things that must have happened in some of the runs, or the test would prove nothing. */
const seen = { restart: 0, offline: 0, conflict: 0 };

async function visit(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const chain = new SyncChain(random, FAULTS);
  const { station, hub, centre } = chain;
  const acknowledged: string[] = [];
  const known: TicketId[] = [];
  hub.store.write((tx) => tx.append(hub.events.opened(), CLERK_ACTOR));
  acknowledged.push(...allRecords(hub).map((r) => r.id));

  for (let step = 0; step < STEPS; step += 1) {
    const dice = random();
    if (dice < 0.3) {
      const taken = station.events.taken();
      known.push(taken.payload.ticketId);
      station.store.write((tx) => {
        acknowledged.push(tx.append(taken, KIOSK_ACTOR).id);
        acknowledged.push(tx.append(station.events.printed(taken.payload.ticketId), KIOSK_ACTOR).id);
      });
    } else if (dice < 0.5) {
      const waiting = hub.store.listTickets({ date: MONDAY, states: ['WAITING'], limit: 1 });
      for (const ticket of waiting) {
        hub.store.write((tx) => {
          acknowledged.push(tx.append(hub.events.called(ticket.id), CLERK_ACTOR).id);
          acknowledged.push(tx.append(hub.events.started(ticket.id), CLERK_ACTOR).id);
          acknowledged.push(tx.append(hub.events.finished(ticket.id), CLERK_ACTOR).id);
        });
      }
    } else if (dice < 0.6 && known.length > 0) {
      // The station voids on its own what the hub may have called meanwhile.
      const ticketId = known[Math.floor(random() * known.length)];
      if (ticketId === undefined) continue;
      const voided = { type: 'ticket.voided', payload: { ticketId, reason: '测试' } } as const;
      acknowledged.push(station.store.write((tx) => tx.append(voided, KIOSK_ACTOR).id));
    } else if (dice < 0.7) {
      const node = chain.nodes[Math.floor(random() * 3)];
      node?.restart();
      seen.restart += 1;
    } else {
      await chain.clock.advance(Math.floor(random() * 8_000));
      if (station.uplink.status().state === 'offline') seen.offline += 1;
    }
  }
  await chain.settle();

  const atCentre = allRecords(centre).map((r) => r.id);
  expect(new Set(atCentre).size).toBe(atCentre.length);
  expect([...atCentre].sort()).toEqual([...acknowledged].sort());
  expect(centre.store.audit.digestProjections()).toBe(hub.store.audit.digestProjections());
  expect(centre.store.audit.findChainFaults()).toEqual([]);
  expect(centre.store.sync.countDeadLetters()).toBe(0);
  seen.conflict += centre.store.audit.listConflicts(10).length;
  const live = hub.store.audit.digestProjections();
  hub.store.audit.rebuildProjections();
  expect(hub.store.audit.digestProjections()).toBe(live);
  // A replica that got the records of one node after those of the other has the same tables.
  const other = openTestStore(':memory:').store;
  const byNode = allRecords(centre).toSorted((a, b) => (a.nodeId === b.nodeId ? a.seq - b.seq : a.nodeId < b.nodeId ? 1 : -1));
  await other.sync.applyInbound(byNode, 'centre');
  expect(other.audit.digestProjections()).toBe(live);
  other.close();
  await chain.close();
}

test(`${SEEDS} seeded runs over bad links and crashes: nothing lost, nothing twice, replicas equal`, async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    try {
      await visit(seed);
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
  expect(seen.restart).toBeGreaterThan(SEEDS);
  expect(seen.offline).toBeGreaterThan(SEEDS);
  expect(seen.conflict).toBeGreaterThan(10);
}, 240_000);
