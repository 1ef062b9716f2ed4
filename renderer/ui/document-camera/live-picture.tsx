import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraTurn } from '../../../shared/types/document-camera.ts';
import { drawFrame } from './take-picture.ts';

/** Enough for a look at a sheet of paper; the pages are taken in the camera's own size. */
const SHOWN_LONGEST = 1_600;

interface LivePictureProps {
  stream: MediaStream;
  turn: CameraTurn;
  /** Where the frames come from, for taking a picture. */
  video: RefObject<HTMLVideoElement | null>;
}

/** What the camera sees now, turned. */
export function LivePicture({ stream, turn, video }: LivePictureProps): ReactNode {
  const { t } = useTranslation('documentCamera');
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => (video.current === null ? undefined : play(video.current, stream)), [stream, video]);

  useEffect(() => {
    const source = video.current;
    const target = canvas.current;
    if (source === null || target === null) return undefined;
    return onEveryFrame(source, () => drawFrame(source, target, turn, SHOWN_LONGEST));
  }, [turn, video]);

  return (
    <>
      <video ref={video} className="camera-source" muted playsInline aria-hidden="true" />
      <canvas ref={canvas} className="camera-live" role="img" aria-label={t('live')} />
    </>
  );
}

function play(video: HTMLVideoElement, stream: MediaStream): () => void {
  video.srcObject = stream;
  // Refused only when the element goes at once.
  video.play().catch(() => undefined);
  return () => {
    video.srcObject = null;
  };
}

function onEveryFrame(video: HTMLVideoElement, draw: () => void): () => void {
  let handle = video.requestVideoFrameCallback(next);
  function next(): void {
    draw();
    handle = video.requestVideoFrameCallback(next);
  }
  return () => video.cancelVideoFrameCallback(handle);
}
