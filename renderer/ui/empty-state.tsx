import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

/** Nothing to show: says so, and what to do instead. */
export function EmptyState({ icon, title, note, children }: { icon: IconName; title: string; note: string; children?: ReactNode }) {
  return (
    <div className="empty-state">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{note}</p>
      {children}
    </div>
  );
}
