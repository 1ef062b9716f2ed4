import type { DocumentCamera } from '../../../devices/document-camera/device.ts';
import type { Clock } from '../../../shared/basics/clock.ts';
import { DONE, type Done } from '../../../shared/contract/outcome.ts';
import type { PageDeviceReport } from '../../../shared/contract/page-device.ts';
import type { DocumentCameraSetting } from '../../../shared/types/document-camera.ts';
import { unattended, type Log } from '../log.ts';

/** Without any page: time for one that only loads anew, or that gives way to another page of the station. */
export const PAGE_BACK_WITHIN_MS = 5_000;

/** The document camera as the station's pages drive it. */
export interface PageCamera {
  /** What a page needs to find it; null where the station has none. */
  readonly setting: DocumentCameraSetting | null;
  report(report: PageDeviceReport): Done;
  /** A page that drives the camera is open until the signal aborts. */
  opened(signal: AbortSignal | undefined): void;
}

/** One for all pages of a station: any of them can see the camera, and with the last one nobody does. */
export function createPageCamera(camera: DocumentCamera | null, clock: Clock, log: Log): PageCamera {
  let open = 0;

  async function closed(): Promise<void> {
    open -= 1;
    await clock.sleep(PAGE_BACK_WITHIN_MS);
    if (open === 0) camera?.gone();
  }

  return {
    setting: camera?.setting ?? null,
    report(report) {
      camera?.report(report);
      return DONE;
    },
    opened(signal) {
      if (signal === undefined || signal.aborted) return;
      open += 1;
      signal.addEventListener('abort', () => unattended(closed(), log, 'camera-page-failed'), { once: true });
    },
  };
}
