import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { kioskContract, ScannedSlip } from '../../shared/contract/kiosk.ts';
import type { Connection } from '../api/connection.ts';
import { goToPage } from '../api/page-address.ts';
import { useCommand } from '../api/use-command.ts';
import { useLiveState } from '../api/use-live-state.ts';
import { useNow } from '../api/use-now.ts';
import { useStaffDoor } from '../api/use-staff-door.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Toast } from '../ui/toast.tsx';
import { Frame } from './frame.tsx';
import { before, START } from './route.ts';
import type { Route } from './route.ts';
import { RoutePages } from './route-pages.tsx';
import { SessionPages } from './session-pages.tsx';
import { IdleGuard } from './still-there.tsx';

export type KioskConnection = Connection<typeof kioskContract>;

/** The whole kiosk: the service's session where there is one, otherwise the page the person walked to. */
export function KioskPage({ connection }: { connection: KioskConnection }) {
  const { t } = useTranslation('kiosk');
  const { state } = useLiveState(connection, (client, options) => client.watch(undefined, options), { forgetWhenLost: true });
  const now = useNow(state?.serverTime ?? null);
  const [route, setRoute] = useState<Route>(START);
  const [elder, setElder] = useElder();
  const [staffCalled, setStaffCalled] = useState(false);
  const staff = useCommand(() => connection.client.callStaff());
  const ending = useCommand(() => connection.client.reset());
  const inSession = state !== null && state.session.step !== 'idle';

  // The staff find no citizen behind the door: a session ends first, and one that must not end keeps it shut.
  const tapClock = useStaffDoor(() => void ending.run().then((ended) => {
    if (ended !== null) goToPage('devices');
  }));

  const forget = useCallback(() => {
    setRoute(START);
    setElder(false);
  }, [setElder]);
  useAfterSession(inSession, forget);
  useScannedSlip(state?.scanned ?? null, route, setRoute);

  if (state === null) {
    return <EmptyState icon="wait" title={t('starting')} note={t('startingNote')} />;
  }

  function leave(to: Route): void {
    setRoute(to);
    if (inSession) void ending.run();
  }
  async function callStaff(): Promise<void> {
    if ((await staff.run()) !== null) setStaffCalled(true);
  }
  const blocked = state.session.step === 'printing' || state.session.step === 'paper-question';
  const atStart = !inSession && route.page === 'start';
  return (
    <Frame
      hallName={state.hallName}
      stationName={state.stationName}
      simulated={state.simulated}
      now={now}
      leave={atStart ? null : { back: () => leave(inSession ? START : before(route)), home: () => leave(START), blocked }}
      elder={elder}
      onElder={setElder}
      onCallStaff={() => void callStaff()}
      onClockTap={tapClock}
    >
      {inSession ? (
        <SessionPages connection={connection} state={state} now={now} elder={elder} onEnd={() => void ending.run()} />
      ) : (
        <RoutePages key={route.page} connection={connection} state={state} route={route} elder={elder} onGo={setRoute} />
      )}
      {inSession || (atStart && !elder) ? null : <IdleGuard key={idleKey(route)} elder={elder} asks={!atStart} onLeave={forget} />}
      {staffCalled ? <Toast tone="good" text={t('staffCalled')} onGone={() => setStaffCalled(false)} /> : null}
      {staff.refusal === null ? null : <Toast tone="fault" text={staff.refusal.sentence} onGone={staff.clear} />}
    </Frame>
  );
}

/** 长辈版 is a property of the whole page: the tokens grow with it. */
function useElder(): [boolean, (elder: boolean) => void] {
  const [elder, setElder] = useState(false);
  useEffect(() => {
    document.documentElement.dataset.size = elder ? 'elder' : 'standard';
  }, [elder]);
  return [elder, setElder];
}

/** A slip before the scanner leads to where its number stands, from the start page and from 查排队; elsewhere it does nothing. */
function useScannedSlip(scanned: ScannedSlip | null, { page }: Route, go: (route: Route) => void): void {
  const taken = useRef<number | null>(null);
  useEffect(() => {
    const isNew = scanned !== null && scanned.id !== taken.current;
    taken.current = scanned?.id ?? null;
    if (isNew && (page === 'start' || page === 'ticket-status')) go({ page: 'ticket-status', scanned });
  }, [scanned, page, go]);
}

/** The time until a page is left begins anew on another page, and with another slip. */
function idleKey(route: Route): string {
  return route.page === 'ticket-status' ? `idle status ${route.scanned?.id ?? 0}` : `idle ${route.page}`;
}

/** Runs when a session has just ended: the next person finds the start page as everybody does. */
function useAfterSession(inSession: boolean, ended: () => void): void {
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !inSession) ended();
    was.current = inSession;
  }, [inSession, ended]);
}
