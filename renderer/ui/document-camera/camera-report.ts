import { i18n } from '../../i18n/i18n.ts';
import type { CameraTrouble } from './find-camera.ts';

/** What a page tells the station's service of the camera, for the console and for the dots of the counter. */
export interface CameraReport {
  readonly present: boolean;
  readonly state: CameraTrouble | 'ready';
  readonly advice: string;
}

export function cameraReport(state: CameraTrouble | 'ready'): CameraReport {
  if (state === 'ready') return { present: true, state, advice: '' };
  return { present: false, state, advice: i18n.t(`documentCamera:trouble.${state}`) };
}
