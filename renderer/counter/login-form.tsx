import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { WorkNo } from '../../shared/basics/ids.ts';
import type { CounterState } from '../../shared/contract/counter.ts';
import { useCommand } from '../api/use-command.ts';
import { OfflineBand } from '../ui/offline-band.tsx';
import { Sentence } from '../ui/sentence.tsx';
import type { CounterClient } from './client.ts';

const PIN = /^\d{4,12}$/;

interface LoginFormProps {
  state: CounterState;
  client: CounterClient;
  connected: boolean;
}

/** Work number and PIN, both numeric; nothing is kept on the page after the login. */
export function LoginForm({ state, client, connected }: LoginFormProps): ReactNode {
  const { t } = useTranslation(['counter', 'common']);
  const [workNo, setWorkNo] = useState('');
  const [pin, setPin] = useState('');
  const [mistake, setMistake] = useState('');
  const login = useCommand((_id, no: WorkNo, secret: string) => client.login({ workNo: no, pin: secret }));

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const parsed = WorkNo.safeParse(workNo);
    setMistake(!parsed.success ? t('login.workNoInvalid') : !PIN.test(pin) ? t('login.pinInvalid') : '');
    if (!parsed.success || !PIN.test(pin)) return;
    const done = await login.run(parsed.data, pin);
    if (done === null) setPin('');
  }

  const problem = mistake === '' ? (login.refusal?.sentence ?? '') : mistake;
  return (
    <div className="login">
      {!connected && <OfflineBand text={t('common:offline')} />}
      <form className="login__form" onSubmit={(event) => void submit(event)} noValidate>
        <p className="login__hall">{state.hallName}</p>
        <h1 className="login__window">
          <span className="numeral">{state.window.no}</span>
          <span>{t('window.unit')}</span>
        </h1>
        <label className="field">
          <span>{t('login.workNo')}</span>
          <Input
            size="large"
            autoFocus
            inputMode="numeric"
            autoComplete="off"
            maxLength={8}
            value={workNo}
            onChange={(event) => setWorkNo(digits(event.target.value))}
          />
        </label>
        <label className="field">
          <span>{t('login.pin')}</span>
          <Input
            size="large"
            type="password"
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            value={pin}
            onChange={(event) => setPin(digits(event.target.value))}
          />
        </label>
        {problem !== '' && <Sentence tone="fault" text={problem} />}
        <Button type="primary" size="large" block htmlType="submit" loading={login.pending} disabled={!connected}>
          {t('login.submit')}
        </Button>
        <p className="login__hint">{t('login.hint')}</p>
      </form>
    </div>
  );
}

function digits(text: string): string {
  return text.replaceAll(/\D/g, '');
}
