import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CabinetDoor, CabinetView } from '../../shared/contract/devices.ts';
import { timeOfDayAt } from '../../shared/rules/business-date.ts';
import type { DeviceJob, JobVerdict } from '../../shared/types/device-job.ts';
import { DoorReason } from '../../shared/types/door-reason.ts';
import { useCommand } from '../api/use-command.ts';
import { Button } from '../ui/button.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { StatusDot, type Tone } from '../ui/status-dot.tsx';
import type { DevicesClient } from './page.tsx';

const REASONS = DoorReason.options;

interface CabinetPanelProps {
  cabinet: CabinetView;
  client: DevicesClient;
}

/** The doors of the station's cabinet: which are open, 紧急开门, and the openings that somebody has to look at. */
export function CabinetPanel({ cabinet, client }: CabinetPanelProps): ReactNode {
  const { t } = useTranslation('devices');
  const [picked, setPicked] = useState<string | null>(null);
  const open = useCommand((commandId, door: string, reason: DoorReason) => client.openDoor({ commandId, door, reason }));
  function pick(door: string): void {
    open.clear();
    setPicked(door);
  }
  return (
    <section className="cabinet" aria-label={t('cabinet.doors')}>
      {cabinet.undecided.length > 0 && <Undecided jobs={cabinet.undecided} client={client} />}
      <h3>{t('cabinet.doors')}</h3>
      <ul className="cabinet__doors">
        {cabinet.doors.map((door) => (
          <li key={door.name}>
            <button type="button" className="cabinet__door" data-state={door.state} aria-pressed={door.name === picked} disabled={open.pending} onClick={() => pick(door.name)}>
              <strong className="numeral">{door.name}</strong>
              <DoorState door={door} />
            </button>
          </li>
        ))}
      </ul>
      {picked === null ? (
        <p className="devices__note">{t('cabinet.pick')}</p>
      ) : (
        <OpenDoor
          key={picked}
          door={picked}
          pending={open.pending}
          onOpen={(reason) => void open.run(picked, reason).then((done) => done !== null && setPicked(null))}
          onCancel={() => setPicked(null)}
        />
      )}
      {open.refusal !== null && <Sentence tone="fault" text={open.refusal.sentence} />}
    </section>
  );
}

const TONES = { open: 'busy', closed: 'good', unknown: 'off' } as const satisfies Record<CabinetDoor['state'], Tone>;

function DoorState({ door: { state, openSince, leftOpen } }: { door: CabinetDoor }): ReactNode {
  const { t } = useTranslation('devices');
  const word = openSince === null ? t(`cabinet.${state}`) : t('cabinet.openSince', { time: timeOfDayAt(openSince) });
  return <StatusDot tone={leftOpen ? 'warning' : TONES[state]} word={word} />;
}

interface OpenDoorProps {
  door: string;
  pending: boolean;
  onOpen: (reason: DoorReason) => void;
  onCancel: () => void;
}

/** Why it is opened is asked first: nothing opens at one touch. */
function OpenDoor({ door, pending, onOpen, onCancel }: OpenDoorProps): ReactNode {
  const { t } = useTranslation('devices');
  const [reason, setReason] = useState<DoorReason | null>(null);
  const place = useRef<HTMLDivElement>(null);
  // Below two dozen doors it may be off the screen. In braces: newer browsers answer with a promise, which is no clean-up.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place} className="test-panel" role="group" aria-label={t('cabinet.emergency')}>
      <p className="test-panel__sentence">{t('cabinet.why', { door })}</p>
      <div className="test-panel__answers">
        {REASONS.map((each) => (
          <button key={each} type="button" className="button button-quiet cabinet__reason" aria-pressed={each === reason} onClick={() => setReason(each)}>
            {t(`cabinet.reasons.${each}`)}
          </button>
        ))}
      </div>
      <div className="test-panel__answers">
        <Button kind="primary" pending={pending} disabled={reason === null} onPress={() => reason !== null && onOpen(reason)}>{t('cabinet.emergency')}</Button>
        <Button disabled={pending} onPress={onCancel}>{t('cabinet.cancel')}</Button>
      </div>
    </div>
  );
}

/** Nobody knows whether these doors opened; whoever is logged in looks and says so. */
function Undecided({ jobs, client }: { jobs: readonly DeviceJob[]; client: DevicesClient }): ReactNode {
  const { t } = useTranslation('devices');
  const settle = useCommand((_id, jobId: string, verdict: JobVerdict) => client.settleDoor({ jobId, verdict }));
  return (
    <div className="cabinet__undecided">
      <h3>{t('cabinet.undecided')}</h3>
      <p className="devices__note">{t('cabinet.undecidedNote')}</p>
      {jobs.map(({ id, title, sentence, startedAt, queuedAt }) => (
        <div key={id} className="test-panel">
          <strong>{title}</strong>
          <p>{t('cabinet.undecidedSince', { time: timeOfDayAt(startedAt ?? queuedAt), sentence })}</p>
          <div className="test-panel__answers">
            <Button pending={settle.pending} onPress={() => void settle.run(id, 'DONE')}>{t('cabinet.wasOpened')}</Button>
            <Button pending={settle.pending} onPress={() => void settle.run(id, 'NOT_DONE')}>{t('cabinet.wasNotOpened')}</Button>
          </div>
        </div>
      ))}
      {settle.refusal !== null && <Sentence tone="fault" text={settle.refusal.sentence} />}
    </div>
  );
}
