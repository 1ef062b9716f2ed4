import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/common.ts';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { checkMaterials } from '../../../shared/rules/checklist.ts';
import { useCommand } from '../../api/use-command.ts';
import type { CounterClient } from '../client.ts';
import { chooseItem, toCaseInput, verdictOf } from '../rules/case-form.ts';
import type { NextStep } from '../rules/next-step.ts';
import type { CaseFormControl } from '../use-case-form.ts';
import { DecideBar } from './decide-bar.tsx';
import { DeskDialogs, type DeskQuestion } from './desk-dialogs.tsx';
import { IdentifyStep } from './identify-step.tsx';
import { ItemStep } from './item-step.tsx';
import { MaterialList } from './material-list.tsx';
import { Step } from './step.tsx';
import { useCatalogueItem } from './use-catalogue-item.ts';

interface CaseDeskProps {
  state: CounterState;
  client: CounterClient;
  control: CaseFormControl;
  step: NextStep;
  connected: boolean;
  differentReason: string | null;
  onDifferentReason: (reason: string) => void;
  onReceived: (received: CaseView) => void;
  /** Keys belong to a dialog while one is open. */
  onAsking: (asking: boolean) => void;
}

/** The case as a checklist that reads top to bottom. */
export function CaseDesk(props: CaseDeskProps): ReactNode {
  const { t } = useTranslation('counter');
  const { state, client, control, step } = props;
  const { form, edit } = control;
  const [item, setItem] = useCatalogueItem(client, form.itemId);
  const [question, setQuestion] = useState<DeskQuestion | null>(null);
  const decide = useCommand(async (commandId, kind: 'accept' | 'correct') => {
    const input = toCaseInput(form, commandId, props.differentReason);
    if (input === null) throw new Error('no item is chosen');
    return client[kind](input);
  });

  async function produce(kind: 'accept' | 'correct'): Promise<void> {
    const received = await decide.run(kind);
    if (received !== null) props.onReceived(received);
  }

  function ask(asked: DeskQuestion | null): void {
    setQuestion(asked);
    props.onAsking(asked !== null);
  }

  const judged = form.materials.filter((material) => verdictOf(material) !== 'UNCHECKED').length;
  const check = checkMaterials(form.materials);
  const required = form.materials.filter((material) => material.required).length;
  const materialsDone = check.canAccept || check.gapsComplete;
  return (
    <div className="case-desk">
      <IdentifyStep
        state={state}
        client={client}
        form={form}
        onEdit={edit}
        differentReason={props.differentReason}
        onConfirmDifferent={() => ask('different')}
      />
      <ItemStep
        client={client}
        ahead={step === 'identify' || step === 'confirmPerson'}
        named={form.applicantName.trim() !== ''}
        chosenId={form.itemId}
        item={item}
        onChoose={(chosen) => {
          setItem(chosen);
          edit(chooseItem(form, chosen));
        }}
        onChange={() => {
          if (judged > 0) ask('changeItem');
          else control.reset();
        }}
      />
      <Step
        n={3}
        name={t('step.materials')}
        state={form.itemId === null ? 'ahead' : materialsDone ? 'done' : 'now'}
        aside={form.itemId !== null && <MaterialProgress required={required} missing={check.missing.length} gaps={gapCount()} />}
      >
        {form.itemId !== null && <MaterialList key={form.itemId} form={form} defs={item?.materials ?? []} onEdit={edit} />}
      </Step>
      <DecideBar
        form={form}
        step={step}
        sending={decide.pending}
        connected={props.connected}
        refusal={decide.refusal?.sentence ?? ''}
        onAccept={() => void produce('accept')}
        onCorrect={() => void produce('correct')}
      />
      <DeskDialogs
        question={question}
        judged={judged}
        onDifferent={(reason) => {
          ask(null);
          props.onDifferentReason(reason);
        }}
        onChangeItem={() => {
          ask(null);
          control.reset();
        }}
        onCancel={() => ask(null)}
      />
    </div>
  );

  function gapCount(): number {
    return form.materials.filter((material) => material.gap !== null).length;
  }
}

function MaterialProgress({ required, missing, gaps }: { required: number; missing: number; gaps: number }): ReactNode {
  const { t } = useTranslation('counter');
  return (
    <span className="material-progress">
      {t('material.progress', { received: required - missing, required })}
      {gaps > 0 && <strong>{t('material.gaps', { count: gaps })}</strong>}
    </span>
  );
}
