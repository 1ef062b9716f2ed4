import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Clock } from '../ui/clock.tsx';
import { SimulatedBadge } from '../ui/simulated-badge.tsx';

export interface FrameProps {
  hallName: string;
  stationName: string;
  simulated: boolean;
  now: number;
  /** Null on the start page, where there is nowhere to go back to. */
  leave: { back: () => void; home: () => void; blocked: boolean } | null;
  elder: boolean;
  onElder: (elder: boolean) => void;
  onCallStaff: () => void;
  /** Taps on the clock: the door of the staff. */
  onClockTap: () => void;
  children: ReactNode;
}

/** The window every kiosk page is seen through: the hall's name above, the ways out below, always in one place. */
export function Frame({ hallName, stationName, simulated, now, leave, elder, onElder, onCallStaff, onClockTap, children }: FrameProps) {
  const { t } = useTranslation(['kiosk', 'common']);
  return (
    <div className="kiosk">
      <header className="lintel">
        <div>
          <h1>{hallName}</h1>
          <p className="lintel-station">
            {stationName}
            {simulated ? <SimulatedBadge word={t('common:simulated')} /> : null}
          </p>
        </div>
        <div onPointerDown={onClockTap}>
          <Clock at={now} />
        </div>
      </header>
      <main className="opening">{children}</main>
      <footer className="sill">
        {leave === null ? (
          <Button icon="type" onPress={() => onElder(!elder)}>{elder ? t('kiosk:standard') : t('kiosk:elder')}</Button>
        ) : (
          <>
            <Button icon="back" disabled={leave.blocked} onPress={leave.back}>{t('kiosk:back')}</Button>
            <Button icon="home" disabled={leave.blocked} onPress={leave.home}>{t('kiosk:home')}</Button>
          </>
        )}
        <span className="sill-gap" />
        <Button icon="staff" onPress={onCallStaff}>{t('kiosk:callStaff')}</Button>
      </footer>
    </div>
  );
}
