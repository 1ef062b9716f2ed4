import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceItem } from '../../shared/types/catalogue.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { pagesOf } from './choice-pages.ts';
import { LetterKeypad } from './letter-keypad.tsx';
import { pageSize } from './page-sizes.ts';
import { Pager } from './pager.tsx';
import { useItemSearch } from './use-item-search.ts';
import { useLandscape } from './use-landscape.ts';

const LONGEST_QUERY = 20;

export interface GuidePageProps {
  elder: boolean;
  search: (query: string) => Promise<ServiceItem[]>;
  onItem: (item: ServiceItem) => void;
}

/** 办事指南: find what to bring. */
export function GuidePage({ elder, search, onItem }: GuidePageProps) {
  const { t } = useTranslation(['kiosk', 'common']);
  const [query, setQuery] = useState('');
  const [wanted, setWanted] = useState(0);
  const found = useItemSearch(query, search);
  const perPage = pageSize('guide', useLandscape(), elder);
  const pages = found.state === 'found' ? pagesOf(found.items, perPage) : [];
  const page = Math.min(wanted, Math.max(0, pages.length - 1));
  const retype = useCallback((next: (last: string) => string) => {
    setWanted(0);
    setQuery((last) => next(last).slice(0, LONGEST_QUERY));
  }, []);
  return (
    <div className="page guide">
      <div className="guide-found">
        <h2>{t('kiosk:guideTitle')}</h2>
        <p className={query === '' ? 'query query-empty' : 'query'} role="status">
          <Icon name="search" />
          {query === '' ? t('kiosk:guideHint') : query}
        </p>
        {found.state === 'searching' ? <p className="guide-wait">{t('kiosk:searching')}</p> : null}
        {found.state === 'failed' ? <Sentence tone="fault" text={t('common:noAnswerToQuestion')} /> : null}
        {found.state === 'found' && found.items.length === 0 ? (
          <EmptyState icon="search" title={t('kiosk:guideNone')} note={t('kiosk:guideNoneNote')} />
        ) : null}
        <ul className="guide-list">
          {pages[page]?.map((item) => (
            <li key={item.id}>
              <button type="button" className="guide-item" onClick={() => onItem(item)}>
                <span className="guide-name">{item.name}</span>
                <span className="guide-department">{item.departmentName}</span>
                <Icon name="next" />
              </button>
            </li>
          ))}
        </ul>
        <Pager page={page} pages={pages.length} onPage={setWanted} />
      </div>
      <LetterKeypad
        onKey={(letter) => retype((last) => last + letter)}
        onErase={() => retype((last) => last.slice(0, -1))}
        eraseLabel={t('kiosk:erase')}
        onClear={() => retype(() => '')}
        clearLabel={t('kiosk:clear')}
      />
    </div>
  );
}
