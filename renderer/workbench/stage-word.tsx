import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseStage } from '../../shared/types/case-file.ts';
import { StatusDot } from '../ui/status-dot.tsx';
import type { Tone } from '../ui/status-dot.tsx';

const TONES = {
  DRAFT: 'off',
  PREREVIEW: 'off',
  PRE_RETURNED: 'warning',
  RECEIVED: 'off',
  CORRECTION: 'warning',
  REFUSED_ACCEPT: 'off',
  TOLERATED: 'warning',
  ACCEPTED: 'good',
  TRANSFER_OUT: 'good',
  IN_REVIEW: 'good',
  SUSPENDED: 'warning',
  DECIDED: 'good',
  RESULT_IN: 'good',
  OUTPUT_REFUSED: 'fault',
  READY: 'good',
  IN_DELIVERY: 'good',
  DELIVERED: 'good',
  CLOSED: 'off',
  WITHDRAWN: 'off',
  VOID: 'off',
  UPWARD: 'off',
} as const satisfies Record<CaseStage, Tone>;

/** The stage of a case; a newer hall may send one this page does not know, which is shown as it came. */
export function StageWord({ stage }: { stage: string }): ReactNode {
  const { t } = useTranslation('clerk');
  const known = CaseStage.safeParse(stage);
  if (!known.success) return <StatusDot tone="off" word={stage} />;
  return <StatusDot tone={TONES[known.data]} word={t(`stage.${known.data}`)} />;
}
