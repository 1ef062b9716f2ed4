import { UNDECIDED_SHOWN } from '../../shared/contract/hub.ts';
import type { StationContext } from '../service/context.ts';
import type { DeviceMonitor } from '../service/devices/device-monitor.ts';
import { bugOf } from '../service/log.ts';

/** Nothing new is also said, so that the hub knows the station lives. */
const REPORT_MS = 2_000;

/** Tells the hub of the station's devices and backlog: at once on a change, and regularly. Returns how to stop. */
export function liveness(context: StationContext, monitor: DeviceMonitor): () => void {
  const { hub, clock, uplink, jobs, log } = context;
  const stopping = new AbortController();
  const stops = [monitor.onChange(() => void report()), jobs.onChange(() => void report()), uplink.onChange(() => void report())];
  void reportForEver();

  async function report(): Promise<void> {
    const client = hub.client();
    if (!client) return;
    try {
      const undecided = jobs.undecided().slice(0, UNDECIDED_SHOWN);
      const told = await client.reportDevices({ devices: monitor.snapshots(), undecided, sync: uplink.view() });
      if (!told.ok) log.warn({ event: 'report-refused', code: told.error.code }, '中枢没有接受设备状态');
    } catch (error) {
      log.debug({ event: 'report-failed', ...bugOf(error) }, '设备状态暂时没有报到中枢');
    }
  }

  async function reportForEver(): Promise<void> {
    while (!stopping.signal.aborted) {
      await report();
      await clock.sleep(REPORT_MS, stopping.signal);
    }
  }

  return () => {
    stopping.abort();
    for (const stop of stops) stop();
  };
}
