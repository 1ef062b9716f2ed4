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
  if (identity === null) {
    return (
      <Step n={1} name={t('step.identify')} state="now">
        <AwaitCard state={props.state} client={props.client} />
      </Step>
    );
  }
  const held = identity.comparison === 'DIFFERENT' && props.differentReason === null;
  return (
    <Step
      n={1}
      name={t('step.identify')}
      state={held ? 'now' : 'done'}
      aside={<StatusDot tone={identity.comparison === 'SAME' ? 'good' : 'warning'} word={t(`identity.${identity.comparison}`)} />}
    >
      {held && (
        <div className="identity__different">
          <p>{t('identity.differentText')}</p>
          <NextButton onPress={props.onConfirmDifferent}>{t('identity.differentConfirm')}</NextButton>
        </div>
      )}
      {identity.warnings.map((warning) => (
        <Sentence key={warning} tone="warning" text={warning} />
      ))}
      {!held && <ApplicantFields form={props.form} onEdit={props.onEdit} />}
    </Step>
  );
}

function AwaitCard({ state, client }: { state: CounterState; client: CounterClient }): ReactNode {
  const { t } = useTranslation('counter');
  const [typing, setTyping] = useState(false);
  return (
    <div className="await-card">
      <Icon name="card" />
      <div>
        <p className="await-card__title">{t('identity.layCard')}</p>
        <p className="await-card__text">{t('identity.layCardText')}</p>
        {state.readerSentence !== '' && <Sentence tone="warning" text={state.readerSentence} />}
        {typing ? <TypedNumber client={client} /> : <Button onClick={() => setTyping(true)}>{t('identity.type')}</Button>}
      </div>
    </div>
  );
}

function TypedNumber({ client }: { client: CounterClient }): ReactNode {
  const { t } = useTranslation('counter');
  const [certNo, setCertNo] = useState('');
  const identify = useCommand((_id, typed: string) => client.identify({ certNo: typed }));

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (certNo !== '') void identify.run(certNo);
  }

  return (
    <form className="typed-number" onSubmit={submit}>
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
