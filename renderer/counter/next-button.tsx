import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from './use-keys.ts';

interface NextButtonProps {
  children: ReactNode;
  onPress: () => void;
  /** The key cap it shows; without one it answers to Ctrl+Enter. */
  cap?: string;
  disabled?: boolean;
  loading?: boolean;
}

/** The one filled button of the page: what comes next. Ctrl+Enter presses it from anywhere. */
export function NextButton({ children, onPress, cap, disabled = false, loading = false }: NextButtonProps): ReactNode {
  const { t } = useTranslation('counter');
  useKeys((event) => {
    if (event.key !== 'Enter' || !event.ctrlKey || disabled || loading) return;
    event.preventDefault();
    onPress();
  });
  return (
    <Button type="primary" size="large" className="next-button" disabled={disabled} loading={loading} onClick={onPress}>
      {children}
      <kbd>{cap ?? t('nextHint')}</kbd>
    </Button>
  );
}
