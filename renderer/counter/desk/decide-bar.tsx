import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'antd';
import { checkMaterials, isExplained } from '../../../shared/rules/checklist.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { NextButton } from '../next-button.tsx';
import type { CaseForm } from '../rules/case-form.ts';
import type { NextStep } from '../rules/next-step.ts';
import { Step } from './step.tsx';

interface DecideBarProps {
  form: CaseForm;
  step: NextStep;
  sending: boolean;
  connected: boolean;
  /** Why the service refused the last attempt; empty when it did not. */
  refusal: string;
  onAccept: () => void;
  onCorrect: () => void;
}

/** 4 出具文书: 受理 or 一次性告知, whichever the checklist allows, never both. */
export function DecideBar(props: DecideBarProps): ReactNode {
  const { t } = useTranslation('counter');
  const { step } = props;
  const ready = step === 'accept' || step === 'correct';
  return (
    <Step n={4} name={t('step.decide')} state={props.form.itemId === null ? 'ahead' : 'now'}>
      <div className="decide">
        <p className="decide__words" role="status">{words()}</p>
        <div className="decide__buttons">
          {step !== 'correct' && decideButton('accept', props.onAccept)}
          {step !== 'accept' && decideButton('correct', props.onCorrect)}
        </div>
      </div>
      {props.refusal !== '' && <Sentence tone="fault" text={props.refusal} />}
    </Step>
  );

  /** Both stand there greyed while neither is ready, so that the clerk sees what it will lead to. */
  function decideButton(kind: 'accept' | 'correct', onPress: () => void): ReactNode {
    if (!ready) {
      return (
        <Button key={kind} size="large" disabled>
          {t(`decide.${kind}`)}
        </Button>
      );
    }
    return (
      <NextButton key={kind} onPress={onPress} loading={props.sending} disabled={!props.connected}>
        {t(`decide.${kind}`)}
      </NextButton>
    );
  }

  function words(): string {
    const check = checkMaterials(props.form.materials);
    if (props.sending) return t('decide.sent');
    if (step === 'fillApplicant') return t('applicant.nameMissing');
    if (step === 'accept') return t('decide.acceptReady');
    if (step === 'correct') return t('decide.correctReady', { count: check.missing.length });
    return t('decide.pending', { count: check.missing.filter((material) => !isExplained(material)).length });
  }
}
