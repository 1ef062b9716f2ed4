import type { Clock } from '../../../shared/basics/clock.ts';
import { OpeningTrouble, type TransportFactory } from '../../transports/transport.ts';
import { openInTime } from '../link.ts';
import { untilAborted } from '../until-aborted.ts';
import { createBusLine, type BusLine, type BusMember, type BusSeat } from './line.ts';

/** The one line of a window's devices: opened by the first that needs it, closed after the last. */
export interface WindowBus {
  readonly address: string;
  /** How often each number spoke that nobody here has, since the line was last opened. */
  strangers(): ReadonlyMap<number, number>;
  /**
   * Stays on the line until it is gone or `stop` aborts; `session` runs meanwhile. Resolves when the line has been
   * left and, by the last one, closed. A trouble is what a person has to decide before the line can be opened.
   */
  join(member: BusMember, stop: AbortSignal, session: (seat: BusSeat) => Promise<void>): Promise<OpeningTrouble | null>;
}

/** One life of the line, from the first attempt to open it. */
interface Life {
  readonly giveUp: AbortController;
  readonly line: Promise<BusLine | OpeningTrouble | null>;
  users: number;
}

export function createWindowBus({ factory, clock }: { readonly factory: TransportFactory; readonly clock: Clock }): WindowBus {
  let current: Life | null = null;
  let open: BusLine | null = null;
  /** The line before has to be closed: a serial port opens only once at a time. */
  let closed: Promise<void> = Promise.resolve();

  function begin(): Life {
    const giveUp = new AbortController();
    const life: Life = { giveUp, users: 0, line: openLine(closed, giveUp.signal) };
    current = life;
    void life.line.then((line) => {
      if (line === null || line instanceof OpeningTrouble) return forget(life);
      open = line;
      line.signal.addEventListener('abort', () => end(life, line), { once: true });
      return undefined;
    });
    return life;
  }

  async function openLine(before: Promise<void>, stop: AbortSignal): Promise<BusLine | OpeningTrouble | null> {
    await before;
    const transport = await openInTime(factory, clock, stop);
    return transport === null || transport instanceof OpeningTrouble ? transport : createBusLine(transport, clock);
  }

  /** Who comes from now on begins another life. */
  function forget(life: Life): void {
    if (current === life) current = null;
  }

  function end(life: Life, line: BusLine): void {
    forget(life);
    closed = line.close();
  }

  async function leave(life: Life): Promise<void> {
    life.users -= 1;
    if (life.users > 0) return;
    forget(life);
    life.giveUp.abort();
    closed = life.line.then((line) => (line === null || line instanceof OpeningTrouble ? undefined : line.close()));
    await closed;
  }

  return {
    address: factory.address,
    strangers: () => open?.strangers() ?? new Map<number, number>(),
    async join(member, stop, session) {
      const life = current ?? begin();
      life.users += 1;
      try {
        const line = await Promise.race([life.line, untilAborted(stop).then(() => null)]);
        if (line === null || line instanceof OpeningTrouble) return line;
        await session(line.seat(member, stop));
        return null;
      } finally {
        await leave(life);
      }
    },
  };
}

/** The buses of a station, one an address however many devices hang on it. */
export interface BusPool {
  at(address: string): WindowBus;
}

export function createBusPool(open: (address: string) => TransportFactory, clock: Clock): BusPool {
  const buses = new Map<string, WindowBus>();
  return {
    at(address) {
      const bus = buses.get(address) ?? createWindowBus({ factory: open(address), clock });
      buses.set(address, bus);
      return bus;
    },
  };
}
