import { useEffect } from 'react';
import type { PageDeviceReport } from '../../../shared/contract/page-device.ts';
import type { DocumentCameraSetting } from '../../../shared/types/document-camera.ts';
import { cameraReport } from './camera-report.ts';
import { useCameraSight } from './use-camera.ts';

/** Tells the service whether the camera is there, as long as the page is open and connected; once more after every reconnection. */
export function useCameraReports(setting: DocumentCameraSetting | null, connected: boolean, report: (report: PageDeviceReport) => Promise<unknown>): void {
  const sight = useCameraSight(setting);
  useEffect(() => {
    if (sight === null || !connected) return;
    // A report that gets lost comes again with the connection.
    report(cameraReport(sight)).catch(() => undefined);
  }, [sight, connected, report]);
}
