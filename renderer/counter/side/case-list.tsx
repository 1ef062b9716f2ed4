import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/common.ts';
import { timeOfDayAt } from '../../../shared/rules/business-date.ts';

interface CaseListProps {
  cases: readonly CaseView[];
  empty: string;
  onOpen: (shown: CaseView) => void;
}

/** Cases, newest first; each opens its document. */
export function CaseList({ cases, empty, onOpen }: CaseListProps): ReactNode {
  const { t } = useTranslation(['counter', 'clerk']);
  if (cases.length === 0) return <p className="side__empty">{empty}</p>;
  return (
    <ul className="case-list">
      {cases.map((listed) => (
        <li key={listed.id}>
          <button
            type="button"
            className="case-list__row"
            aria-label={t('side.open', { name: listed.itemName, no: listed.localNo })}
            onClick={() => onOpen(listed)}
          >
            <span className="case-list__item">{listed.itemName}</span>
            <span className="case-list__time">{timeOfDayAt(listed.receivedAt)}</span>
            <span className="case-list__who">{listed.applicantMasked}</span>
            <span className={`case-list__stage case-list__stage--${listed.stage.toLowerCase()}`}>{t(`clerk:stage.${listed.stage}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
