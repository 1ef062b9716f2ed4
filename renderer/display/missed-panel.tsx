import { useTranslation } from 'react-i18next';
import { NumberPlate } from '../ui/number-plate.tsx';

const MOST_SHOWN = 8;

/** Numbers passed over that may still be taken up again. */
export function MissedPanel({ missed }: { missed: readonly string[] }) {
  const { t } = useTranslation('display');
  const more = missed.length > MOST_SHOWN;
  return (
    <section className="missed">
      <h2>{t('missed')}</h2>
      {missed.length === 0 ? <p className="missed-none">{t('missedNone')}</p> : null}
      <ul>
        {missed.slice(0, MOST_SHOWN).map((no) => (
          <li key={no}>
            <NumberPlate no={no} />
          </li>
        ))}
      </ul>
      <p className="missed-hint">{more ? t('missedMore', { total: missed.length }) : t('missedHint')}</p>
    </section>
  );
}
