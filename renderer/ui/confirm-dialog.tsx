import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FocusedButton } from './focused.tsx';

interface ConfirmDialogProps {
  title: string;
  text: string;
  confirm: string;
  /** False while something asked for in the dialog is missing. */
  ready?: boolean;
  children?: ReactNode;
  onConfirm: () => void;
  onCancel: () => void;
}

/** One question with one answer; Enter says yes, Escape no. */
export function ConfirmDialog({ title, text, confirm, ready = true, children, onConfirm, onCancel }: ConfirmDialogProps): ReactNode {
  const { t } = useTranslation('clerk');
  return (
    <Modal
      open
      width={480}
      title={title}
      onCancel={onCancel}
      footer={
        <>
          <Button onClick={onCancel}>{t('cancel')}</Button>
          <FocusedButton type="primary" disabled={!ready} onClick={onConfirm}>
            {confirm}
          </FocusedButton>
        </>
      }
    >
      <p className="dialog__text">{text}</p>
      {children}
    </Modal>
  );
}
