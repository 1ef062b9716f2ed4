import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

export interface ButtonProps {
  children: ReactNode;
  onPress: () => void;
  /** One `primary` a page: the next step. */
  kind?: 'primary' | 'quiet';
  icon?: IconName;
  /** Puts the icon behind the word: forward moves. */
  iconAfter?: boolean;
  disabled?: boolean;
  /** The press is under way. */
  pending?: boolean;
}

export function Button({ children, onPress, kind = 'quiet', icon, iconAfter = false, disabled = false, pending = false }: ButtonProps) {
  const drawing = icon === undefined ? null : <Icon name={icon} />;
  return (
    <button type="button" className={`button button-${kind}`} onClick={onPress} disabled={disabled || pending} aria-busy={pending}>
      {iconAfter ? null : drawing}
      <span>{children}</span>
      {iconAfter ? drawing : null}
    </button>
  );
}
