import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { businessDateAt, timeOfDayAt } from '../../shared/rules/business-date.ts';
import { DeviceCounter, type DeviceSnapshot, type LastTest } from '../../shared/types/device.ts';
import { formatDate } from './format-time.ts';
import './device-facts.css';

/** Everything that is known of one device, calmly: state, since when, last answer, counts, address, last self-test. */
export function DeviceFacts({ device, now }: { device: DeviceSnapshot; now: number }): ReactNode {
  const { t } = useTranslation('clerk');
  const counters = DeviceCounter.options.filter((counter) => device.counters[counter] !== undefined);
  return (
    <dl className="device-facts">
      <Fact name={t('facts.state')}>
        <span>{t(`health.${device.health}`)}</span>
        <code>{device.state}</code>
      </Fact>
      {device.advice !== '' && <Fact name={t('facts.advice')}>{device.advice}</Fact>}
      <Fact name={t('facts.since')}>{momentOf(device.since, now)}</Fact>
      <Fact name={t('facts.lastGood')}>{device.lastGoodAt === null ? t('facts.never') : momentOf(device.lastGoodAt, now)}</Fact>
      <Fact name={t('facts.counters')}>
        {counters.length === 0 ? t('facts.none') : counters.map((counter) => t(`facts.${counter}`, { count: device.counters[counter] ?? 0 })).join('，')}
      </Fact>
      <Fact name={t('facts.address')}>
        <code>{device.address}</code>
        {device.simulated && <span>{t('facts.simulated')}</span>}
      </Fact>
      <Fact name={t('facts.lastTest')}>
        <LastTestText test={device.lastTest} now={now} />
      </Fact>
    </dl>
  );
}

/** When a device was last tested, by whom and how it went. */
export function LastTestText({ test, now }: { test: LastTest | null; now: number }): ReactNode {
  const { t } = useTranslation('clerk');
  if (test === null) return t('facts.untested');
  return t('facts.tested', { time: momentOf(test.at, now), outcome: t(`testOutcome.${test.outcome}`), workNo: test.workNo });
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** `14:30` today, with the date on any other day. */
function momentOf(at: number, now: number): string {
  const time = timeOfDayAt(at);
  return businessDateAt(at) === businessDateAt(now) ? time : `${formatDate(at)} ${time}`;
}
