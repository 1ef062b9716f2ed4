import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';

/** The press that a browser wants before a page may be heard. It has the focus: OK on a remote control is enough. */
export function OpenSound({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('display');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button ref={button} type="button" className="button open-sound" onClick={onOpen}>
      <Icon name="sound" />
      <span>{t('openSound')}</span>
    </button>
  );
}
