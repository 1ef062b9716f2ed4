import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmDialogProps {
  title: string;
  text: string;
  confirm: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** One question with one answer; Enter says yes, Escape no. */
export function ConfirmDialog({ title, text, confirm, onConfirm, onCancel }: ConfirmDialogProps): ReactNode {
  const { t } = useTranslation('clerk');
  return (
    <Modal
      open
      width={480}
      title={title}
      okText={confirm}
      cancelText={t('cancel')}
      okButtonProps={{ autoFocus: true }}
      onOk={onConfirm}
      onCancel={onCancel}
    >
      <p className="dialog__text">{text}</p>
    </Modal>
  );
}
