import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmView, ConsoleState } from '../../shared/contract/console.ts';
import { timeOfDayAt } from '../../shared/rules/business-date.ts';
import { useCommand } from '../api/use-command.ts';
import { Sentence } from '../ui/sentence.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import type { ConsoleClient } from './page.tsx';

interface AlarmsProps {
  state: ConsoleState;
  client: ConsoleClient;
  connected: boolean;
}

/** What needs a person, oldest first, as the hub orders it. */
export function Alarms({ state, client, connected }: AlarmsProps): ReactNode {
  const { t } = useTranslation('console');
  const dismiss = useCommand((_id, alarm: AlarmView) => client.dismissAlarm({ alarmId: alarm.id }));
  if (state.alarms.length === 0) return null;
  return (
    <section className="alarms" aria-label={t('alarms.title')}>
      <ul role="log" aria-live="polite">
        {state.alarms.map((alarm) => (
          <li key={alarm.id} className={`alarm alarm--${alarm.level.toLowerCase()}`}>
            <StatusDot tone={alarm.level === 'RED' ? 'fault' : 'warning'} word={t(`alarms.${alarm.level}`)} />
            <time>{timeOfDayAt(alarm.at)}</time>
            <span className="alarm__text">{alarm.text}</span>
            <Button
              size="small"
              disabled={!connected || dismiss.pending}
              aria-label={t('alarms.dismissLabel', { text: alarm.text })}
              onClick={() => void dismiss.run(alarm)}
            >
              {t('alarms.dismiss')}
            </Button>
          </li>
        ))}
      </ul>
      {dismiss.refusal !== null && <Sentence tone="fault" text={dismiss.refusal.sentence} />}
    </section>
  );
}
