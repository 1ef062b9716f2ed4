import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ReasonDialog } from '../dialogs/reason-dialog.tsx';

export type DeskQuestion = 'different' | 'changeItem';

interface DeskDialogsProps {
  question: DeskQuestion | null;
  /** Materials already judged, which another item would clear. */
  judged: number;
  onDifferent: (reason: string) => void;
  onChangeItem: () => void;
  onCancel: () => void;
}

export function DeskDialogs({ question, judged, onDifferent, onChangeItem, onCancel }: DeskDialogsProps): ReactNode {
  const { t } = useTranslation(['counter', 'clerk']);
  switch (question) {
    case null:
      return null;
    case 'different':
      return (
        <ReasonDialog
          title={t('reason.different')}
          text={t('reason.differentText')}
          quick={t('reason.quick.different', { returnObjects: true })}
          confirm={t('clerk:confirm')}
          onConfirm={onDifferent}
          onCancel={onCancel}
        />
      );
    case 'changeItem':
      return (
        <ConfirmDialog
          title={t('item.changeTitle')}
          text={t('item.changeText', { count: judged })}
          confirm={t('item.changeConfirm')}
          onConfirm={onChangeItem}
          onCancel={onCancel}
        />
      );
  }
}
