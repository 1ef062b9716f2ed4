import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { useCommand } from '../../api/use-command.ts';
import { Icon } from '../../ui/icon.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { StatusDot } from '../../ui/status-dot.tsx';
import type { CounterClient } from '../client.ts';
import { NextButton } from '../next-button.tsx';
import type { CaseForm } from '../rules/case-form.ts';
import { Step } from './step.tsx';

interface IdentifyStepProps {
  state: CounterState;
  client: CounterClient;
  form: CaseForm;
  onEdit: (form: CaseForm) => void;
  /** Why another person than the ticket's may act; null until the clerk said so. */
  differentReason: string | null;
  onConfirmDifferent: () => void;
}

/** 1 核验身份: the card on the reader, or the number typed; then who applies. */
export function IdentifyStep(props: IdentifyStepProps): ReactNode {
  const { t } = useTranslation(['counter', 'clerk']);
  const { identity } = props.state;
  const [again, setAgain] = useState(false);
  const person = identity === null ? '' : `${identity.certNoMasked} ${identity.source}`;
  const [followed, setFollowed] = useState(person);
  if (followed !== person) {
    setFollowed(person);
    setAgain(false);
  }
  if (identity === null) {
    return (
      <Step n={1} name={t('step.identify')} state="now">
        <AwaitCard state={props.state} client={props.client} onTyped={() => setAgain(false)} />
      </Step>
    );
  }
  const held = identity.comparison === 'DIFFERENT' && props.differentReason === null;
  return (
    <Step
      n={1}
      name={t('step.identify')}
      state={held ? 'now' : 'done'}
      aside={
        <>
          <StatusDot tone={identity.comparison === 'SAME' ? 'good' : 'warning'} word={t(`identity.${identity.comparison}`)} />
          <Button type="text" size="small" onClick={() => setAgain(!again)}>
            {t(again ? 'clerk:cancel' : 'identity.again')}
          </Button>
        </>
      }
    >
      {again ? (
        <AwaitCard state={props.state} client={props.client} onTyped={() => setAgain(false)} />
      ) : (
        <>
          {held && (
            <div className="identity__different">
              <p>{t('identity.differentText')}</p>
              <NextButton onPress={props.onConfirmDifferent}>{t('identity.differentConfirm')}</NextButton>
            </div>
          )}
          {identity.source === 'SOCIAL_CARD' && <Sentence tone="warning" text={t('identity.unproven')} />}
          {identity.warnings.map((warning) => (
            <Sentence key={warning} tone="warning" text={warning} />
          ))}
          {!held && <ApplicantFields form={props.form} onEdit={props.onEdit} />}
        </>
      )}
    </Step>
  );
}

interface AwaitCardProps {
  state: CounterState;
  client: CounterClient;
  /** A typed number was taken. */
  onTyped: () => void;
}

function AwaitCard({ state, client, onTyped }: AwaitCardProps): ReactNode {
  const { t } = useTranslation('counter');
  const [typing, setTyping] = useState(false);
  return (
    <div className="await-card">
      <Icon name="card" />
      <div>
        <p className="await-card__title">{t('identity.layCard')}</p>
        <p className="await-card__text">{t('identity.layCardText')}</p>
        {state.readerSentence !== '' && <Sentence tone="warning" text={state.readerSentence} />}
        {typing ? (
          <TypedNumber client={client} onTyped={onTyped} />
        ) : (
          <Button autoFocus onClick={() => setTyping(true)}>
            {t('identity.type')}
          </Button>
        )}
      </div>
    </div>
  );
}

function TypedNumber({ client, onTyped }: Pick<AwaitCardProps, 'client' | 'onTyped'>): ReactNode {
  const { t } = useTranslation('counter');
  const [certNo, setCertNo] = useState('');
  const identify = useCommand((_id, typed: string) => client.identify({ certNo: typed }));

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (certNo !== '' && (await identify.run(certNo)) !== null) onTyped();
  }

  return (
    <form className="typed-number" onSubmit={(event) => void submit(event)}>
      <label className="field">
        <span>{t('identity.typeLabel')}</span>
        <Input
          autoFocus
          autoComplete="off"
          maxLength={30}
          value={certNo}
          onChange={(event) => setCertNo(event.target.value.trim().toUpperCase())}
        />
      </label>
      <Button type="primary" htmlType="submit" loading={identify.pending}>
        {t('identity.typeSubmit')}
      </Button>
      <p className="hint">{t('identity.typeHint')}</p>
      {identify.refusal !== null && <Sentence tone="fault" text={identify.refusal.sentence} />}
    </form>
  );
}

function ApplicantFields({ form, onEdit }: { form: CaseForm; onEdit: (form: CaseForm) => void }): ReactNode {
  const { t } = useTranslation('counter');
  return (
    <div className="applicant-fields">
      <label className="field">
        <span>{t('applicant.name')}</span>
        <Input
          autoFocus={form.applicantName === ''}
          autoComplete="off"
          maxLength={60}
          value={form.applicantName}
          onChange={(event) => onEdit({ ...form, applicantName: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{t('applicant.phone')}</span>
        <Input
          autoComplete="off"
          inputMode="tel"
          maxLength={20}
          placeholder={t('applicant.phoneHint')}
          value={form.phone}
          onChange={(event) => onEdit({ ...form, phone: event.target.value })}
        />
      </label>
    </div>
  );
}
