import { ManualClock } from '../../../shared/basics/clock.ts';
import type { z } from 'zod';
import { memoryFactory, type MemoryPair } from '../../transports/memory.ts';
import { createLocker } from '../device.ts';
import { LockerOptions, protocolOf } from '../options.ts';
import { createVirtualCabinet } from '../virtual-cabinet.ts';
import type { DoorEvent } from '../types.ts';

/** A cabinet on a cable that can be pulled, under a clock that only the test moves. */
export function virtualBench(options: z.input<typeof LockerOptions> = {}, boards: readonly number[] = [1], cabinetReads: 0 | 1 = 1, tellsChanges = false, cabinetLocks?: number) {
  const clock = new ManualClock(1_000_000);
  const parsed = LockerOptions.parse(options);
  const protocol = protocolOf(cabinetLocks === undefined ? parsed : { protocol: parsed.protocol, locksPerBoard: cabinetLocks });
  const cabinet = createVirtualCabinet({ protocol, boards, closedReads: cabinetReads, tellsChanges, clock });
  let pair: MemoryPair | null = null;
  let plugged = true;
  const factory = memoryFactory((next) => {
    if (!plugged) throw new Error('no cable');
    pair = next;
    cabinet.attach(next.far);
  });
  const locker = createLocker({ factory, clock, options });
  const events: DoorEvent[] = [];
  locker.onDoor((event) => events.push(event));
  return {
    clock,
    cabinet,
    locker,
    events,
    pull() {
      plugged = false;
      pair?.cut('cable pulled');
    },
    putBack: () => void (plugged = true),
    state: (door: string) => locker.doors().find(({ name }) => name === door)?.state,
    /** Lets the command run for as long as any may take. */
    async outcome(door: string): Promise<string> {
      const opening = locker.open(door);
      let told = 'nothing yet';
      void opening.then((result) => (told = result.ok ? result.value : result.error.cause));
      for (let waited = 0; waited < 10_000 && told === 'nothing yet'; waited += 50) await clock.advance(50);
      return told;
    },
  };
}
