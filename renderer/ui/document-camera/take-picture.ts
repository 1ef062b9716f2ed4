import type { CameraTurn } from '../../../shared/types/document-camera.ts';
import { fitted, turnedSize, turnTransform, type Size } from './turned.ts';

export interface Picture extends Size {
  readonly jpeg: Blob;
}

/** Draws the video's present frame, turned, so that its longer side is at most `longest` pixels. False while there is no frame. */
export function drawFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement, turn: CameraTurn, longest: number): boolean {
  const frame = { width: video.videoWidth, height: video.videoHeight };
  if (frame.width === 0 || frame.height === 0) return false;
  const drawn = fitted(frame, longest);
  const size = turnedSize(drawn, turn);
  if (canvas.width !== size.width) canvas.width = size.width;
  if (canvas.height !== size.height) canvas.height = size.height;
  const context = canvas.getContext('2d');
  if (context === null) return false;
  context.setTransform(...turnTransform(drawn, turn));
  context.drawImage(video, 0, 0, drawn.width, drawn.height);
  return true;
}

/** The present frame as JPEG in the camera's own resolution; null when there is none or the browser cannot make one. */
export async function takePicture(video: HTMLVideoElement, turn: CameraTurn, quality: number): Promise<Picture | null> {
  const canvas = document.createElement('canvas');
  if (!drawFrame(video, canvas, turn, Number.MAX_SAFE_INTEGER)) return null;
  const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  return jpeg === null ? null : { jpeg, width: canvas.width, height: canvas.height };
}
