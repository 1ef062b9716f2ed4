import './document-camera.css';
import { useEffect, useReducer, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageDeviceReport } from '../../../shared/contract/page-device.ts';
import type { CameraTurn, DocumentCameraSetting } from '../../../shared/types/document-camera.ts';
import { Button } from '../button.tsx';
import { Sentence } from '../sentence.tsx';
import { cameraReport } from './camera-report.ts';
import { LivePicture } from './live-picture.tsx';
import { PageStrip } from './page-strip.tsx';
import { NO_PAGES, paged, type CameraPage } from './pages.ts';
import { takePicture } from './take-picture.ts';
import { turnOn } from './turned.ts';
import { useCamera } from './use-camera.ts';

export interface DocumentCameraViewProps {
  setting: DocumentCameraSetting;
  /** Told when the camera comes, goes or cannot be used; the page passes it to the service. */
  onReport: (report: PageDeviceReport) => void;
  /** The pages in their order, after every change. Their `url`s end with this view, their `jpeg`s do not. */
  onPages: (pages: readonly CameraPage[]) => void;
}

/** The live picture of the document camera and the pages taken with it. */
export function DocumentCameraView({ setting, onReport, onPages }: DocumentCameraViewProps): ReactNode {
  const { t } = useTranslation('documentCamera');
  const camera = useCamera(setting);
  const video = useRef<HTMLVideoElement>(null);
  const [turn, setTurn] = useState<CameraTurn>(setting.rotate);
  const [list, act] = useReducer(paged, NO_PAGES);
  const { failed, taking, take } = useTaking(video, turn, setting.quality, (picture, url) => act({ type: 'take', picture, url, instead: list.chosen }));
  const chosen = list.pages.find(({ id }) => id === list.chosen) ?? null;

  const state = camera.type === 'trouble' ? camera.trouble : camera.type === 'live' ? 'ready' : null;
  useEffect(() => {
    if (state !== null) onReport(cameraReport(state));
  }, [state, onReport]);
  useEffect(() => onPages(list.pages), [list.pages, onPages]);
  useGivenBack(list.pages);

  return (
    <section className="camera" aria-label={t('name')}>
      <div className="camera-stage">
        {camera.type === 'live' ? <LivePicture stream={camera.stream} turn={turn} video={video} /> : null}
        {camera.type === 'opening' ? <p className="camera-opening">{t('opening')}</p> : null}
        {camera.type === 'trouble' ? <Sentence tone="fault" text={t(`trouble.${camera.trouble}`)} /> : null}
        {chosen === null ? null : <img className="camera-page" src={chosen.url} alt={t('page', { no: list.pages.indexOf(chosen) + 1 })} />}
      </div>
      {failed ? <Sentence tone="warning" text={t('notTaken')} /> : null}
      <div className="camera-keys">
        <Button icon="turn" disabled={camera.type !== 'live' || chosen !== null} onPress={() => setTurn(turnOn(turn))}>{t('turn')}</Button>
        {chosen === null ? null : <Button icon="back" onPress={() => act({ type: 'choose', id: null })}>{t('back')}</Button>}
        <Button kind="primary" icon="camera" disabled={camera.type !== 'live'} pending={taking} onPress={take}>
          {t(chosen === null ? 'take' : 'retake')}
        </Button>
      </div>
      <PageStrip list={list} act={act} />
    </section>
  );
}

/** Taking a picture: one at a time, and it may fail. */
function useTaking(video: RefObject<HTMLVideoElement | null>, turn: CameraTurn, quality: number, taken: (picture: NonNullable<Awaited<ReturnType<typeof takePicture>>>, url: string) => void) {
  const [taking, setTaking] = useState(false);
  const [failed, setFailed] = useState(false);

  async function take(): Promise<void> {
    if (video.current === null) return;
    setTaking(true);
    const picture = await takePicture(video.current, turn, quality);
    setTaking(false);
    setFailed(picture === null);
    if (picture !== null) taken(picture, URL.createObjectURL(picture.jpeg));
  }

  return { taking, failed, take: () => void take() };
}

/** Pictures that no page shows any more are let go. */
function useGivenBack(pages: readonly CameraPage[]): void {
  const shown = useRef<readonly string[]>([]);
  useEffect(() => {
    const now = pages.map(({ url }) => url);
    for (const url of shown.current) if (!now.includes(url)) URL.revokeObjectURL(url);
    shown.current = now;
  }, [pages]);
  useEffect(() => () => {
    for (const url of shown.current) URL.revokeObjectURL(url);
  }, []);
}
