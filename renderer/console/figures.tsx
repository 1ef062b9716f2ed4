import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleState } from '../../shared/contract/console.ts';

/** Today in four numbers. */
export function Figures({ today }: { today: ConsoleState['today'] }): ReactNode {
  const { t } = useTranslation('console');
  const average = today.averageWaitMinutes;
  return (
    <dl className="figures">
      <Figure name={t('figures.issued')} value={String(today.issued)} unit={t('figures.tickets')} />
      <Figure name={t('figures.waiting')} value={String(today.waiting)} unit={t('figures.people')} />
      <Figure name={t('figures.served')} value={String(today.served)} unit={t('figures.tickets')} />
      <Figure
        name={t('figures.average')}
        value={average === null ? t('figures.none') : String(Math.round(average))}
        unit={average === null ? '' : t('figures.minutes')}
      />
    </dl>
  );
}

function Figure({ name, value, unit }: { name: string; value: string; unit: string }): ReactNode {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        {unit !== '' && <span>{unit}</span>}
      </dd>
    </div>
  );
}
