import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chinesePunctuation } from '../ui/chinese-punctuation.ts';

const SHOWN_MS = 10_000;

/** One notice at a time at the foot; it changes without moving. */
export function NoticeLine({ notices }: { notices: readonly string[] }) {
  const { t } = useTranslation('display');
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((last) => last + 1), SHOWN_MS);
    return () => clearInterval(timer);
  }, []);
  const text = notices[turn % Math.max(1, notices.length)] ?? t('noNotices');
  return (
    <footer className="notice">
      <p>{chinesePunctuation(text)}</p>
    </footer>
  );
}
