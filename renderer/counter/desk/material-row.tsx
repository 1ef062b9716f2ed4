import { Button, Input, InputNumber } from 'antd';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialDef } from '../../../shared/types/catalogue.ts';
import { StatusShape } from '../../ui/status-dot.tsx';
import type { Tone } from '../../ui/status-dot.tsx';
import { verdictOf, type FormMaterial, type Gap, type Verdict } from '../rules/case-form.ts';
import { useDemanded } from './use-demanded.ts';

const TONES = { UNCHECKED: 'off', RECEIVED: 'good', MISSING: 'warning', REJECTED: 'warning' } as const satisfies Record<Verdict, Tone>;
const CHOICES = ['RECEIVED', 'MISSING', 'REJECTED'] as const;
const MOST_COPIES = 99;
const LONGEST = 200;

interface MaterialRowProps {
  material: FormMaterial;
  def: MaterialDef;
  onKey: (event: KeyboardEvent<HTMLLIElement>) => void;
  onVerdict: (verdict: Verdict) => void;
  onEdit: (material: FormMaterial) => void;
}

export function MaterialRow({ material, def, onKey, onVerdict, onEdit }: MaterialRowProps): ReactNode {
  const { t } = useTranslation('counter');
  const demanded = useDemanded();
  const verdict = verdictOf(material);
  const row = useRef<HTMLLIElement>(null);

  // A judged row grows; the one in hand stays in sight.
  useEffect(() => {
    if (document.activeElement === row.current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [verdict]);
  return (
    <li
      ref={row}
      className={`material material--${verdict.toLowerCase()}`}
      tabIndex={0}
      aria-label={`${material.name} ${t(`material.${verdict}`)}`}
      onKeyDown={onKey}
      onFocus={(event) => event.currentTarget.scrollIntoView({ block: 'nearest' })}
    >
      <StatusShape tone={TONES[verdict]} />
      <div className="material__text">
        <p className="material__name">
          {material.name}
          {!material.required && <span className="tag">{t('material.optional')}</span>}
        </p>
        <p className="material__spec">{[demanded(def), def.spec].filter((part) => part !== '').join(' · ')}</p>
      </div>
      <div className="material__verdict" role="group" aria-label={t('material.verdict', { name: material.name })}>
        {CHOICES.map((choice) => (
          <button
            key={choice}
            type="button"
            tabIndex={-1}
            aria-pressed={verdict === choice}
            className={`verdict verdict--${choice.toLowerCase()}`}
            onClick={() => onVerdict(choice)}
          >
            {t(`material.${choice}`)}
          </button>
        ))}
      </div>
      {verdict === 'RECEIVED' && (
        <div className="material__counts">
          <Count label={t('material.originals')} value={material.originals} onChange={(originals) => onEdit({ ...material, originals })} />
          <Count label={t('material.copies')} value={material.copies} onChange={(copies) => onEdit({ ...material, copies })} />
        </div>
      )}
      {material.gap !== null && (
        <GapFields gap={material.gap} quick={verdict === 'REJECTED'} onEdit={(gap) => onEdit({ ...material, gap })} />
      )}
    </li>
  );
}

function Count({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }): ReactNode {
  return (
    <label className="count">
      <span>{label}</span>
      <InputNumber size="small" min={0} max={MOST_COPIES} precision={0} value={value} onChange={(next) => onChange(next ?? 0)} />
    </label>
  );
}

function GapFields({ gap, quick, onEdit }: { gap: Gap; quick: boolean; onEdit: (gap: Gap) => void }): ReactNode {
  const { t } = useTranslation('counter');
  return (
    <div className="material__more gap-fields">
      <label className="field field--inline">
        <span>{t('material.problem')}</span>
        <Input
          size="small"
          maxLength={LONGEST}
          placeholder={t('material.problemPlaceholder')}
          value={gap.problem}
          onChange={(event) => onEdit({ ...gap, problem: event.target.value })}
        />
      </label>
      <label className="field field--inline">
        <span>{t('material.demand')}</span>
        <Input
          size="small"
          maxLength={LONGEST}
          placeholder={t('material.demandPlaceholder')}
          value={gap.demand}
          onChange={(event) => onEdit({ ...gap, demand: event.target.value })}
        />
      </label>
      {quick && (
        <div className="gap-fields__quick" role="group" aria-label={t('material.quick')}>
          {t('quick', { returnObjects: true }).map((phrase) => (
            <Button key={phrase.problem} size="small" onClick={() => onEdit({ ...phrase })}>
              {phrase.problem}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
