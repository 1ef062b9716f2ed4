import { useTranslation } from 'react-i18next';
import type { PadState } from '../../shared/contract/pad.ts';
import { NumberPlate } from '../ui/number-plate.tsx';

/** 监督牌: who serves here. */
export function StaffPlate({ state }: { state: PadState }) {
  const { t } = useTranslation('pad');
  return (
    <aside className="plate" aria-label={t('plate')}>
      <p className="plate-window">
        <NumberPlate no={state.windowNo} />
        <span>{t('windowUnit')}</span>
      </p>
      <p className="plate-window-name">{state.windowName}</p>
      {state.clerk === null ? null : (
        <dl>
          <div>
            <dt>{t('name')}</dt>
            <dd>{state.clerk.name}</dd>
          </div>
          <div>
            <dt>{t('workNo')}</dt>
            <dd className="numeral">{state.clerk.workNo}</dd>
          </div>
        </dl>
      )}
    </aside>
  );
}
