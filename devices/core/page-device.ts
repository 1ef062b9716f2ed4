import type { Clock } from '../../shared/basics/clock.ts';
import type { DeviceKind } from '../../shared/types/device.ts';
import type { Device } from './device.ts';
import { createStatusKeeper, type StatusKeeper } from './status.ts';

/** How long a page may take to open after the station started, in milliseconds. */
export const PAGE_OPENS_WITHIN_MS = 15_000;

/** What the page says about the device it drives. */
export interface PageReport {
  /** The page can see the device: the camera is plugged in, the sound can be played. */
  readonly present: boolean;
  /** The page's own word for it: `ready`, `sound-blocked`. */
  readonly state: string;
  /** A sentence for a person; empty when nothing needs to be done. */
  readonly advice: string;
}

/**
 * A device that hangs on the computer with the station's page and is driven there, in the browser: a loudspeaker, a
 * camera, a pen on the screen. The service knows of it what the page reports. A kind of device adds its own methods.
 */
export interface PageDevice<K extends DeviceKind> extends Device, Pick<StatusKeeper, 'count'> {
  readonly kind: K;
  /** A present device is `ready`, or `attention` where the page has advice. A report before `start` does not count. */
  report(report: PageReport): void;
  /** The page was closed, or its computer is away. */
  gone(): void;
}

export interface PageDeviceOptions<K extends DeviceKind> {
  readonly kind: K;
  readonly address: string;
  /** What a person calls the device, for the advice: 高拍仪. */
  readonly deviceName: string;
  readonly clock: Clock;
}

export function createPageDevice<K extends DeviceKind>({ kind, address, deviceName, clock }: PageDeviceOptions<K>): PageDevice<K> {
  const keeper = createStatusKeeper(clock);
  let running: AbortController | null = null;

  function gone(): void {
    if (running === null) return;
    keeper.set({ health: 'disconnected', state: 'no-page', advice: `${deviceName}由本站的页面使用，页面没有打开，请打开页面` });
  }

  async function awaitPage(stop: AbortSignal): Promise<void> {
    await clock.sleep(PAGE_OPENS_WITHIN_MS, stop);
    if (!stop.aborted && keeper.status().state === 'connecting') gone();
  }

  return {
    kind,
    address,
    status: keeper.status,
    onStatus: keeper.onStatus,
    count: keeper.count,
    start() {
      if (running !== null) return;
      running = new AbortController();
      keeper.set({ health: 'unknown', state: 'connecting', advice: `正在等待使用${deviceName}的页面` });
      void awaitPage(running.signal);
    },
    stop() {
      running?.abort();
      running = null;
      keeper.set({ health: 'unknown', state: 'stopped', advice: `${deviceName}已停用` });
      return Promise.resolve();
    },
    report({ present, state, advice }) {
      if (running === null) return;
      const before = keeper.status().state;
      if (before === 'connecting' || before === 'no-page') keeper.count('connections');
      if (present) keeper.markGood();
      keeper.set({ health: !present ? 'disconnected' : advice === '' ? 'ready' : 'attention', state, advice });
    },
    gone,
  };
}
