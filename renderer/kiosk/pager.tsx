import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';

/** Turns pages; nothing when there is only one. */
export function Pager({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  const { t } = useTranslation('kiosk');
  if (pages < 2) return null;
  return (
    <nav className="pager">
      <Button icon="previous" disabled={page === 0} onPress={() => onPage(page - 1)}>{t('previous')}</Button>
      <span>{t('page', { page: page + 1, pages })}</span>
      <Button icon="next" iconAfter disabled={page === pages - 1} onPress={() => onPage(page + 1)}>{t('next')}</Button>
    </nav>
  );
}
