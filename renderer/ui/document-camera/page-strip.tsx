import type { Dispatch, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import type { PageAction, PageList } from './pages.ts';

/** The pages in their order. The chosen one can be moved and deleted. */
export function PageStrip({ list, act }: { list: PageList; act: Dispatch<PageAction> }): ReactNode {
  const { t } = useTranslation('documentCamera');
  const place = list.pages.findIndex(({ id }) => id === list.chosen);
  const chosen = list.pages[place];
  if (list.pages.length === 0) return <p className="camera-none">{t('none')}</p>;
  return (
    <div className="camera-strip">
      <div className="camera-strip-head">
        <p>{t('pages', { count: list.pages.length })}</p>
        {chosen === undefined ? null : (
          <>
            <Button icon="previous" disabled={place === 0} onPress={() => act({ type: 'move', id: chosen.id, by: -1 })}>{t('earlier')}</Button>
            <Button icon="next" iconAfter disabled={place === list.pages.length - 1} onPress={() => act({ type: 'move', id: chosen.id, by: 1 })}>
              {t('later')}
            </Button>
            <Button icon="erase" onPress={() => act({ type: 'delete', id: chosen.id })}>{t('delete')}</Button>
          </>
        )}
      </div>
      <ol>
        {list.pages.map((page, i) => (
          <li key={page.id}>
            <button type="button" aria-pressed={page.id === list.chosen} onClick={() => act({ type: 'choose', id: page.id === list.chosen ? null : page.id })}>
              <img src={page.url} alt="" />
              <span>{t('page', { no: i + 1 })}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
