import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusShape } from './status-dot.tsx';
import './health-dot.css';

/** quiet: nothing to do. warning, fault: a person should look; drawn in colour, in another shape and with a word. */
export type DotTone = 'quiet' | 'warning' | 'fault';

interface HealthDotProps {
  name: string;
  tone: DotTone;
  /** What is so, in a few words; shown beside the name when it is not quiet, otherwise on hover and focus. */
  word: string;
  /** What to do; empty when there is nothing. */
  advice?: string;
  /** Shows more of it; without, a press does nothing. */
  onPress?: (() => void) | undefined;
}

/** What a press opens takes the focus; words still open behind it would take the first Escape. */
const MORE_ON_PRESS = ['hover' as const];

/** One device or line of the footer: a quiet dot with words on hover and focus. */
export function HealthDot({ name, tone, word, advice = '', onPress }: HealthDotProps): ReactNode {
  const { t } = useTranslation('clerk');
  const words = advice === '' ? word : `${word}。${advice}`;
  const label = t('dotLabel', { name, word: words });
  return (
    <Tooltip title={label} trigger={onPress ? MORE_ON_PRESS : ['hover', 'focus']}>
      <button type="button" className={`health-dot health-dot--${tone}${onPress ? ' health-dot--more' : ''}`} aria-label={label} onClick={onPress}>
        {tone === 'quiet' ? <span className="health-dot__mark" aria-hidden="true" /> : <StatusShape tone={tone} />}
        <span>{name}</span>
        {tone !== 'quiet' && <span className="health-dot__word">{word}</span>}
      </button>
    </Tooltip>
  );
}
