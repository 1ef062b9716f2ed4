import { useTranslation } from 'react-i18next';
import type { BusinessView } from '../../shared/contract/common.ts';
import { NumberPlate } from '../ui/number-plate.tsx';
import { waitingRows } from './waiting-rows.ts';
import type { WaitingRow } from './waiting-rows.ts';

const MOST_ROWS = 8;

/** How many wait for what. */
export function WaitingPanel({ businesses }: { businesses: readonly BusinessView[] }) {
  const { t } = useTranslation('display');
  const rows = waitingRows(businesses, MOST_ROWS);
  return (
    <section className="waiting">
      <h2>{t('waiting')}</h2>
      {rows.length === 0 ? <p className="waiting-none">{t('nobody')}</p> : null}
      <ul>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { row: WaitingRow }) {
  const { t } = useTranslation('display');
  const name = row.rest > 0 ? t('others', { zones: row.rest }) : row.name;
  return (
    <li className="waiting-row">
      <span className="waiting-name">{name}</span>
      {row.open ? (
        <>
          <span className="waiting-people">
            <NumberPlate no={String(row.waiting)} />
            {t('peopleUnit')}
          </span>
          <span className="waiting-minutes">{row.waiting === 0 ? '' : t('minutes', { minutes: row.expectedMinutes })}</span>
        </>
      ) : (
        <span className="waiting-closed">{t('closed')}</span>
      )}
    </li>
  );
}
