import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

export interface BigActionProps {
  icon: IconName;
  title: string;
  /** What one gets, or why it cannot be had now. */
  note: string;
  onPress: () => void;
  primary?: boolean;
  disabled?: boolean;
}

/** One of at most three things to do on a start page. */
export function BigAction({ icon, title, note, onPress, primary = false, disabled = false }: BigActionProps) {
  return (
    <button type="button" className={primary ? 'big-action big-action-primary' : 'big-action'} onClick={onPress} disabled={disabled}>
      <Icon name={icon} />
      <span className="big-action-words">
        <span className="big-action-title">{title}</span>
        <span className="big-action-note">{note}</span>
      </span>
    </button>
  );
}
