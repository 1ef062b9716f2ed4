import { Button } from 'antd';
import { useContext, useEffect, useRef } from 'react';
import type { KeyboardEvent as ButtonKeyEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeysEnabled, useKeys } from './use-keys.ts';

interface NextButtonProps {
  children: ReactNode;
  onPress: () => void;
  /** The key cap it shows; without one it answers to Ctrl+Enter. */
  cap?: string;
  disabled?: boolean;
  loading?: boolean;
}

/**
 * The one filled button of the page: what comes next. Ctrl+Enter presses it from anywhere. It takes the focus when
 * nothing else has it, so that the focus is always to be seen; a key held down never presses it.
 */
export function NextButton({ children, onPress, cap, disabled = false, loading = false }: NextButtonProps): ReactNode {
  const { t } = useTranslation('counter');
  const button = useRef<HTMLButtonElement>(null);
  const keysEnabled = useContext(KeysEnabled);
  useEffect(() => {
    if (keysEnabled && !disabled && document.activeElement === document.body) button.current?.focus();
  }, [keysEnabled, disabled]);
  useKeys((event) => {
    if (event.key !== 'Enter' || !event.ctrlKey || event.repeat || disabled || loading) return;
    event.preventDefault();
    onPress();
  });
  return (
    <Button
      ref={button}
      type="primary"
      size="large"
      className="next-button"
      disabled={disabled}
      loading={loading}
      onClick={onPress}
      onKeyDown={ignoreHeld}
    >
      {children}
      <kbd>{cap ?? t('nextHint')}</kbd>
    </Button>
  );
}

function ignoreHeld(event: ButtonKeyEvent): void {
  if (event.repeat) event.preventDefault();
}
