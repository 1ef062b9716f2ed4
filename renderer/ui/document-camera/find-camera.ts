import { fail, ok, type Result } from '../../../shared/basics/result.ts';
import type { DocumentCameraSetting } from '../../../shared/types/document-camera.ts';

/**
 * Why there is no picture. insecure: browsers give cameras only to pages of this machine or over https. several: two of one
 * model, which no browser can tell apart. unnamed: the setting names none and there are several.
 */
export type CameraTrouble = 'insecure' | 'denied' | 'in-use' | 'absent' | 'several' | 'unnamed' | 'failed';

export interface ListedCamera {
  readonly deviceId: string;
  /** Ends in `(vvvv:pppp)` in Chromium; empty while the page has no permission. */
  readonly label: string;
}

/** The camera that the setting means, among those that are plugged in. */
export function findCamera<C extends ListedCamera>(cameras: readonly C[], setting: Pick<DocumentCameraSetting, 'usb' | 'label'>): Result<C, CameraTrouble> {
  const named = setting.usb !== null || setting.label !== null;
  const fitting = named ? cameras.filter((camera) => fits(camera, setting)) : cameras;
  const [first, ...more] = fitting;
  if (first === undefined) return fail('absent');
  if (more.length === 0) return ok(first);
  return fail(named ? 'several' : 'unnamed');
}

function fits({ label }: ListedCamera, { usb, label: wanted }: Pick<DocumentCameraSetting, 'usb' | 'label'>): boolean {
  if (wanted !== null && label !== wanted) return false;
  return usb === null || label.toLowerCase().endsWith(`(${usb})`);
}

/** What the browser's exception means for the person in front of it (W3C Media Capture and Streams, 10.1). */
export function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'absent';
    default:
      return 'failed';
  }
}
