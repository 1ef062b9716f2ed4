import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { PageDeviceReport } from '../../shared/contract/page-device.ts';
import type { DocumentCameraSetting } from '../../shared/types/document-camera.ts';
import type { RunningTest } from '../../shared/contract/devices.ts';
import type { TestOutcome } from '../../shared/types/device.ts';
import { useCommand } from '../api/use-command.ts';
import { Button } from '../ui/button.tsx';
import { DocumentCameraView } from '../ui/document-camera/document-camera-view.tsx';
import { Sentence } from '../ui/sentence.tsx';
import type { Tone } from '../ui/status-dot.tsx';
import type { DevicesClient } from './page.tsx';

const TONES = { PASSED: 'good', FAILED: 'fault', UNCONFIRMED: 'warning' } as const satisfies Record<TestOutcome, Tone>;

interface TestPanelProps {
  test: RunningTest;
  /** Given when the document camera is tested: this page shows its picture. */
  camera: DocumentCameraSetting | null;
  client: DevicesClient;
}

/** One test as it goes on: what the device does, what the person shall do or say, how it ended. */
export function TestPanel({ test, camera, client }: TestPanelProps): ReactNode {
  const { t } = useTranslation('devices');
  const place = useRef<HTMLDivElement>(null);
  const answer = useCommand((_id, said: string) => client.answer({ testId: test.testId, answer: said }));
  const close = useCommand(() => client.close({ testId: test.testId }));
  const { type } = test.step;
  // The next step is one press of the space bar away.
  useEffect(() => place.current?.querySelector<HTMLButtonElement>('.button-primary')?.focus(), [type]);
  return (
    <div className="test-panel" ref={place} data-step={type}>
      <StepView test={test} pending={answer.pending} onAnswer={(said) => void answer.run(said)} />
      {camera !== null && type !== 'done' && <TrialPicture setting={camera} client={client} />}
      {answer.refusal !== null && <Sentence tone="warning" text={answer.refusal.sentence} />}
      <Button kind={type === 'done' ? 'primary' : 'quiet'} pending={close.pending} onPress={() => void close.run()}>
        {type === 'done' ? t('putAway') : t('stop')}
      </Button>
    </div>
  );
}

/** The camera at work. The pages taken in a test are thrown away. */
function TrialPicture({ setting, client }: { setting: DocumentCameraSetting; client: DevicesClient }): ReactNode {
  const report = useCallback((seen: PageDeviceReport) => void client.reportCamera(seen).catch(() => undefined), [client]);
  return <DocumentCameraView setting={setting} onReport={report} onPages={forgetPages} />;
}

function forgetPages(): void {
  // They were taken to try the camera.
}

interface StepProps {
  test: RunningTest;
  pending: boolean;
  onAnswer: (said: string) => void;
}

function StepView({ test: { step }, pending, onAnswer }: StepProps): ReactNode {
  const { t } = useTranslation(['devices', 'clerk']);
  switch (step.type) {
    case 'working':
      return <p className="test-panel__sentence" role="status">{step.sentence}…</p>;
    case 'act':
      return <p className="test-panel__sentence" role="status">{step.sentence}</p>;
    case 'ask':
      return (
        <>
          <p className="test-panel__sentence" role="status">{step.sentence}</p>
          <div className="test-panel__answers">
            <Button kind="primary" pending={pending} onPress={() => onAnswer('yes')}>{t('yes')}</Button>
            <Button pending={pending} onPress={() => onAnswer('no')}>{t('no')}</Button>
          </div>
        </>
      );
    case 'choose':
      return (
        <>
          <p className="test-panel__sentence" role="status">{step.sentence}</p>
          <div className="test-panel__answers">
            {step.choices.map(({ id, label }) => (
              <Button key={id} pending={pending} onPress={() => onAnswer(id)}>{label}</Button>
            ))}
          </div>
        </>
      );
    case 'done':
      return (
        <>
          <Sentence tone={TONES[step.outcome]} text={`${t(`clerk:testOutcome.${step.outcome}`)}：${step.sentence}`} />
          {step.facts.length > 0 && (
            <dl className="device-facts">
              {step.facts.map(({ name, value }, index) => (
                <div key={index}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </>
      );
    default:
      return assertNever(step);
  }
}
