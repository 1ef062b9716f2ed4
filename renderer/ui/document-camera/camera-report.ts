import type { PageDeviceReport } from '../../../shared/contract/page-device.ts';
import { i18n } from '../../i18n/i18n.ts';
import type { CameraTrouble } from './find-camera.ts';

/** What a page tells the station's service of the camera, for the console and for the dots of the counter. */
export function cameraReport(state: CameraTrouble | 'ready'): PageDeviceReport {
  if (state === 'ready') return { present: true, state, advice: '' };
  return { present: false, state, advice: i18n.t(`documentCamera:trouble.${state}`) };
}
