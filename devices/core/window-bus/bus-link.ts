import type { Clock } from '../../../shared/basics/clock.ts';
import { createSupervisor, type Supervisor } from '../supervisor.ts';
import { untilAborted } from '../until-aborted.ts';
import type { BusFrame } from './frames.ts';
import type { BusSeat } from './line.ts';
import type { WindowBus } from './window-bus.ts';

/** Keeps one device on the bus: it takes its seat again after every interruption. */
export interface BusLink extends Supervisor {
  /** The present seat, or null while the line is away. */
  seat(): BusSeat | null;
}

export interface BusLinkOptions {
  readonly bus: WindowBus;
  readonly clock: Clock;
  readonly busAddress: number;
  /** What a person calls the device, for the advice: 评价器. */
  readonly deviceName: string;
  /** A good frame of this number; it is not said yet whose. */
  onFrame(frame: BusFrame, seat: BusSeat): void;
  /** The line is open (again). */
  onSeat?(seat: BusSeat): void;
}

/**
 * The bus has no query: a silent device and a missing one look the same, so the health is `unknown` from every
 * opening of the line until the device has spoken.
 */
export function createBusLink({ bus, clock, busAddress, deviceName, onFrame, onSeat }: BusLinkOptions): BusLink {
  let current: BusSeat | null = null;
  let trouble: string | null = null;

  const supervisor = createSupervisor({
    clock,
    deviceName,
    whenGone: '请检查电源和连接线',
    trouble: () => trouble,
    async attempt(keeper, stop) {
      const failed = await bus.join({ busAddress, onFrame, onStranger }, stop, async (seat) => {
        keeper.count('connections');
        keeper.set({ health: 'unknown', state: 'listening', advice: `${deviceName}的线路已接通；它不会报告自身状态，收到第一次按键后才能确认正常` });
        current = seat;
        onSeat?.(seat);
        await untilAborted(seat.signal);
        current = null;
      });
      trouble = failed?.message ?? null;
    },
  });

  function onStranger(stranger: number): void {
    supervisor.set({
      health: 'attention',
      state: 'stranger-on-bus',
      advice: `${deviceName}的线路上还有编号 ${stranger} 的设备，配置里没有它，请核对设备的编号和配置`,
    });
  }

  return { ...supervisor, seat: () => current };
}
