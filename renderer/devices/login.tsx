import { useCallback, useState, type ChangeEvent, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { WorkNo } from '../../shared/basics/ids.ts';
import type { DevicesState } from '../../shared/contract/devices.ts';
import { useCommand } from '../api/use-command.ts';
import { NumericKeypad } from '../ui/numeric-keypad.tsx';
import { Sentence } from '../ui/sentence.tsx';
import type { DevicesClient } from './page.tsx';

const LONGEST = { workNo: 8, pin: 12 } as const;
type Field = keyof typeof LONGEST;

/** Work number and PIN by keyboard or by the keys on the screen: a kiosk has no keyboard. */
export function Login({ state, client }: { state: DevicesState; client: DevicesClient }): ReactNode {
  const { t } = useTranslation('devices');
  const [typed, setTyped] = useState({ workNo: '', pin: '' });
  const [field, setField] = useState<Field>('workNo');
  const login = useCommand((_id, workNo: WorkNo, pin: string) => client.login({ workNo, pin }));
  const { clear } = login;

  const change = useCallback((edit: (text: string) => string) => {
    clear();
    setTyped((before) => ({ ...before, [field]: edit(before[field]).slice(0, LONGEST[field]) }));
  }, [field, clear]);

  /** The keys on the screen type into the box that had the focus last. */
  function boxOf(own: Field) {
    return {
      className: 'numeral',
      inputMode: 'numeric',
      autoComplete: 'off',
      maxLength: LONGEST[own],
      value: typed[own],
      onFocus: () => setField(own),
      onChange(event: ChangeEvent<HTMLInputElement>) {
        clear();
        const text = event.target.value.replaceAll(/\D/g, '');
        setTyped((before) => ({ ...before, [own]: text }));
      },
    } as const;
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const workNo = WorkNo.safeParse(typed.workNo);
    if (!workNo.success) return setField('workNo');
    if (typed.pin.length < 4) return setField('pin');
    if ((await login.run(workNo.data, typed.pin)) === null) setTyped((before) => ({ ...before, pin: '' }));
  }

  return (
    <main className="devices-login">
      <form onSubmit={(event) => void submit(event)}>
        <p className="devices-login__why">{t('login.why')}</p>
        <label className="devices-login__field" data-active={field === 'workNo'}>
          <span>{t('login.workNo')}</span>
          <input autoFocus {...boxOf('workNo')} type="text" />
        </label>
        <label className="devices-login__field" data-active={field === 'pin'}>
          <span>{t('login.pin')}</span>
          <input {...boxOf('pin')} type="password" />
        </label>
        {login.refusal !== null && <Sentence tone="fault" text={login.refusal.sentence} />}
        <button type="submit" className="button button-primary" disabled={login.pending}>{t('login.submit')}</button>
      </form>
      <div className="devices-login__keys" data-role={state.role}>
        <NumericKeypad
          extraKey={null}
          allowed={null}
          onKey={(key) => change((text) => text + key)}
          onErase={() => change((text) => text.slice(0, -1))}
          eraseLabel={t('login.erase')}
        />
      </div>
    </main>
  );
}
