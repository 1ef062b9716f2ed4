import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WorkNo } from '../../shared/basics/ids.ts';
import type { ConsoleState, StationJob } from '../../shared/contract/console.ts';
import { timeOfDayAt } from '../../shared/rules/business-date.ts';
import type { JobVerdict } from '../../shared/types/device-job.ts';
import { useCommand } from '../api/use-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { FocusedInput } from '../ui/focused.tsx';
import { Sentence } from '../ui/sentence.tsx';
import type { ConsoleClient } from './page.tsx';

interface UndecidedJobsProps {
  state: ConsoleState;
  client: ConsoleClient;
  connected: boolean;
}

interface Question extends StationJob {
  verdict: JobVerdict;
}

/** Jobs of devices of which nobody knows whether they were done; somebody goes to look and says so. */
export function UndecidedJobs({ state, client, connected }: UndecidedJobsProps): ReactNode {
  const { t } = useTranslation('console');
  const [asked, setAsked] = useState<Question | null>(null);
  const settle = useCommand((_commandId, { stationId, job, verdict }: Question, workNo: WorkNo) =>
    client.settleJob({ stationId, jobId: job.id, verdict, workNo }),
  );
  if (state.undecidedJobs.length === 0) return null;
  return (
    <section className="unproven">
      <h2>{t('jobs.title')}</h2>
      <p className="hint">{t('jobs.explain')}</p>
      <ul>
        {state.undecidedJobs.map(({ stationId, job }) => (
          <li key={job.id} className="unproven__job">
            <strong>{t('jobs.what', { kind: t(`jobs.${job.kind}`), title: job.title })}</strong>
            <span className="hint">{t('jobs.where', { station: stationName(stationId), time: timeOfDayAt(job.startedAt ?? job.queuedAt) })}</span>
            <span>{job.sentence}</span>
            <span className="unproven__actions">
              {(['DONE', 'NOT_DONE'] as const).map((verdict) => (
                <Button key={verdict} size="small" disabled={!connected || settle.pending} onClick={() => setAsked({ stationId, job, verdict })}>
                  {t(`jobs.${verdict}`)}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {settle.refusal !== null && <Sentence tone="fault" text={settle.refusal.sentence} />}
      {asked !== null && (
        <SettleDialog
          question={asked}
          onCancel={() => setAsked(null)}
          onConfirm={(workNo) => {
            setAsked(null);
            void settle.run(asked, workNo);
          }}
        />
      )}
    </section>
  );

  function stationName(id: StationJob['stationId']): string {
    return state.stations.find((station) => station.id === id)?.name ?? id;
  }
}

interface SettleDialogProps {
  question: Question;
  onConfirm: (workNo: WorkNo) => void;
  onCancel: () => void;
}

/** Who looked is asked: the answer is kept with the work number. */
function SettleDialog({ question: { job, verdict }, onConfirm, onCancel }: SettleDialogProps): ReactNode {
  const { t } = useTranslation('console');
  const [typed, setTyped] = useState('');
  const workNo = WorkNo.safeParse(typed);
  function confirm(): void {
    if (workNo.success) onConfirm(workNo.data);
  }
  return (
    <ConfirmDialog
      title={t(`jobs.${verdict}Title`, { title: job.title })}
      text={t(`jobs.${verdict}Text`)}
      confirm={t(`jobs.${verdict}`)}
      ready={workNo.success}
      onConfirm={confirm}
      onCancel={onCancel}
    >
      <label className="field">
        <span>{t('jobs.workNo')}</span>
        <FocusedInput
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={confirm}
        />
      </label>
    </ConfirmDialog>
  );
}
