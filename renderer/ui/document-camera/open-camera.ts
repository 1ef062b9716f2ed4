import { fail, ok, type Result } from '../../../shared/basics/result.ts';
import type { DocumentCameraSetting } from '../../../shared/types/document-camera.ts';
import { findCamera, troubleOf, type CameraTrouble } from './find-camera.ts';

/** The part of the browser that is used. */
export type CameraSource = Pick<MediaDevices, 'enumerateDevices' | 'getUserMedia'>;

/** Null where the page was not opened from this machine. */
export function cameraSource(): (CameraSource & EventTarget) | null {
  // Typed as always there, but missing in an insecure context.
  const source: MediaDevices | undefined = navigator.mediaDevices;
  return source ?? null;
}

/** Finds the camera of the setting without opening it. Without permission no browser tells which is which: `denied`. */
export async function seeCamera(source: CameraSource, setting: DocumentCameraSetting): Promise<Result<MediaDeviceInfo, CameraTrouble>> {
  const cameras = await listCameras(source);
  if (cameras.some(({ label }) => label === '')) return fail('denied');
  return findCamera(cameras, setting);
}

/** The live picture of the camera of the setting. */
export async function openCamera(source: CameraSource, setting: DocumentCameraSetting): Promise<Result<MediaStream, CameraTrouble>> {
  try {
    const cameras = await listCameras(source);
    if (cameras.some(({ label }) => label === '')) await askPermission(source);
    const camera = await seeCamera(source, setting);
    if (!camera.ok) return camera;
    const video = { deviceId: { exact: camera.value.deviceId }, width: { ideal: setting.width }, height: { ideal: setting.height } };
    return ok(await source.getUserMedia({ video, audio: false }));
  } catch (error) {
    return fail(troubleOf(error));
  }
}

async function listCameras(source: CameraSource): Promise<MediaDeviceInfo[]> {
  const devices = await source.enumerateDevices();
  return devices.filter(({ kind }) => kind === 'videoinput');
}

/** Labels can be read once any camera was allowed; that some other camera is busy is no reason against it. */
async function askPermission(source: CameraSource): Promise<void> {
  try {
    const stream = await source.getUserMedia({ video: true, audio: false });
    for (const track of stream.getTracks()) track.stop();
  } catch (error) {
    if (troubleOf(error) === 'denied') throw error;
  }
}
