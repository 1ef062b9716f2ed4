import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseId } from '../../shared/basics/ids.ts';
import { CaseDetail } from './case-detail.tsx';
import { CaseTable } from './case-table.tsx';

/** Received cases on the left, the chosen one with its trail on the right; the address keeps which one. */
export function WorkbenchPage(): ReactNode {
  const { t } = useTranslation('workbench');
  const [chosen, setChosen] = useState(caseOfAddress);

  useEffect(() => {
    const follow = (): void => setChosen(caseOfAddress());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  return (
    <div className="workbench">
      <h1 className="workbench__title">{t('title')}</h1>
      <CaseTable
        chosen={chosen}
        onChoose={(id) => {
          location.hash = id;
        }}
      />
      <main className="workbench__detail">
        {chosen === null ? <p className="workbench__choose">{t('detail.choose')}</p> : <CaseDetail key={chosen} id={chosen} />}
      </main>
    </div>
  );
}

function caseOfAddress(): CaseId | null {
  const parsed = CaseId.safeParse(location.hash.slice(1));
  return parsed.success ? parsed.data : null;
}
