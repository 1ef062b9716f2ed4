import { Button, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FocusedInput } from '../../ui/focused.tsx';

const SHORTEST = 2;
const LONGEST = 100;

interface ReasonDialogProps {
  title: string;
  text: string;
  quick: readonly string[];
  confirm: string;
  /** Something else that has to be chosen; the reason alone is not enough while it is false. */
  ready?: boolean;
  children?: ReactNode;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
}

/** Asks for the reason that goes into the record: a quick one by its button, or one's own words and Enter. */
export function ReasonDialog(props: ReasonDialogProps): ReactNode {
  const { t } = useTranslation(['counter', 'clerk']);
  const [reason, setReason] = useState('');
  const label = useRef<HTMLLabelElement>(null);
  /** What else is asked for stands above the reason and takes the focus. */
  const ReasonInput = props.children === undefined ? FocusedInput : Input;
  const complete = reason.trim().length >= SHORTEST && props.ready !== false;

  function submit(): void {
    if (complete) props.onConfirm(reason.trim());
  }

  /** Back in the field, so that Enter confirms. */
  function choose(words: string): void {
    setReason(words);
    label.current?.control?.focus();
  }

  return (
    <Modal
      open
      width={520}
      title={props.title}
      okText={props.confirm}
      cancelText={t('clerk:cancel')}
      okButtonProps={{ disabled: !complete }}
      onOk={submit}
      onCancel={props.onCancel}
    >
      <p className="dialog__text">{props.text}</p>
      {props.children}
      <label className="field" ref={label}>
        <span>{t('reason.label')}</span>
        <ReasonInput
          maxLength={LONGEST}
          placeholder={t('reason.placeholder')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={submit}
        />
      </label>
      <div className="dialog__quick">
        {props.quick.map((words) => (
          <Button key={words} size="small" onClick={() => choose(words)}>
            {words}
          </Button>
        ))}
      </div>
    </Modal>
  );
}
