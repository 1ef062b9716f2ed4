import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon.tsx';

export type StepState = 'ahead' | 'now' | 'done';

interface StepProps {
  n: number;
  name: string;
  state: StepState;
  /** Stands on the heading's line: what was decided, or a way to change it. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** One step of the checklist: a number, or a tick once it is done. */
export function Step({ n, name, state, aside, children }: StepProps): ReactNode {
  const { t } = useTranslation('counter');
  return (
    <section className={`step step--${state}`} aria-label={t('step.label', { n, name })}>
      <header className="step__head">
        <span className="step__mark" aria-hidden="true">
          {state === 'done' ? <Icon name="check" /> : n}
        </span>
        <h2 className="step__name">{name}</h2>
        <div className="step__aside">{aside}</div>
      </header>
      {state !== 'ahead' && children !== undefined && <div className="step__body">{children}</div>}
    </section>
  );
}
