import { useEffect, useState } from 'react';
import { DocumentCameraSetting } from '../../../shared/types/document-camera.ts';
import type { CameraTrouble } from './find-camera.ts';
import { cameraSource, openCamera, seeCamera } from './open-camera.ts';

export type CameraState =
  | { readonly type: 'opening' }
  | { readonly type: 'live'; readonly stream: MediaStream }
  | { readonly type: 'trouble'; readonly trouble: CameraTrouble };

/** Nothing tells the page that another program has let go of the camera. */
const LOOK_AGAIN_MS = 3_000;

/**
 * Opens the camera and keeps it open: a camera that is pulled out is told, one that comes back is opened again by itself.
 * Closed when the component goes.
 */
export function useCamera(setting: DocumentCameraSetting): CameraState {
  const [state, setState] = useState<CameraState>({ type: 'opening' });

  // A state that arrives anew brings an equal setting in a new object.
  const written = JSON.stringify(setting);
  useEffect(() => keepOpen(DocumentCameraSetting.parse(JSON.parse(written)), setState), [written]);
  return state;
}

/** Returns what ends it. */
function keepOpen(setting: DocumentCameraSetting, tell: (state: CameraState) => void): () => void {
  const source = cameraSource();
  if (source === null) {
    tell({ type: 'trouble', trouble: 'insecure' });
    return () => undefined;
  }
  let stream: MediaStream | null = null;
  let trouble: CameraTrouble | null = null;
  let opening = false;
  let closed = false;

  async function open(): Promise<void> {
    if (source === null || opening || closed || stream !== null) return;
    opening = true;
    const opened = await openCamera(source, setting);
    opening = false;
    trouble = opened.ok ? null : opened.error;
    if (trouble !== null && !closed) tell({ type: 'trouble', trouble });
    if (!opened.ok) return;
    if (closed) return stopAll(opened.value);
    stream = opened.value;
    for (const track of stream.getTracks()) track.addEventListener('ended', gone);
    tell({ type: 'live', stream });
  }

  function gone(): void {
    if (stream !== null) stopAll(stream);
    stream = null;
    if (!closed) tell({ type: 'trouble', trouble: 'absent' });
    void open();
  }

  const look = (): void => void open();
  const timer = setInterval(() => {
    // A person who said no is not asked every three seconds.
    if (trouble !== 'denied') look();
  }, LOOK_AGAIN_MS);
  source.addEventListener('devicechange', look);
  look();
  return () => {
    closed = true;
    clearInterval(timer);
    source.removeEventListener('devicechange', look);
    if (stream !== null) stopAll(stream);
  };
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Whether the camera is there, without opening it: for the page that has one and does not show it just now. Null before it is known. */
export function useCameraSight(setting: DocumentCameraSetting | null): CameraTrouble | 'ready' | null {
  const [sight, setSight] = useState<CameraTrouble | 'ready' | null>(null);

  const written = JSON.stringify(setting);
  useEffect(() => {
    const parsed = DocumentCameraSetting.nullable().parse(JSON.parse(written));
    return parsed === null ? undefined : keepLooking(parsed, setSight);
  }, [written]);
  return sight;
}

function keepLooking(setting: DocumentCameraSetting, tell: (sight: CameraTrouble | 'ready') => void): () => void {
  const source = cameraSource();
  if (source === null) {
    tell('insecure');
    return () => undefined;
  }
  let closed = false;
  const look = (): void => {
    void seeCamera(source, setting).then((seen) => {
      if (!closed) tell(seen.ok ? 'ready' : seen.error);
    });
  };
  source.addEventListener('devicechange', look);
  look();
  return () => {
    closed = true;
    source.removeEventListener('devicechange', look);
  };
}
