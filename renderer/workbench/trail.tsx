import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrailEntry } from '../../shared/contract/central.ts';
import { LongNumber } from '../ui/clerk-long-number.tsx';
import { formatBusinessDate } from '../ui/time.ts';
import { stationOfId, piecesOf } from './rules/words.ts';
import { Actor } from '../../shared/sync/wire.ts';
import { businessDateAt, timeOfDayAt } from '../../shared/rules/business-date.ts';

const HASH_SHOWN = 12;
const STREAMS = ['case', 'ticket', 'rating', 'window'] as const;

/** 叫号、受理、评价 in the order they happened, each with the beginning of its hash. */
export function Trail({ trail }: { trail: readonly TrailEntry[] }): ReactNode {
  const { t } = useTranslation('workbench');
  return (
    <section className="trail">
      <h3>
        {t('trail.title')}
        <span>{t('trail.count', { count: trail.length })}</span>
      </h3>
      {trail.length === 0 && <p className="workbench__none">{t('trail.none')}</p>}
      <ol>
        {trail.map((entry) => (
          <li key={entry.id} className={`trail__entry trail__entry--${entry.stream.split(':')[0] ?? ''}`}>
            <time title={businessDateAt(entry.at)}>{timeWithSeconds(entry.at)}</time>
            <p className="trail__text">
              <span className="trail__kind">{kindOf(entry.stream)}</span>
              {piecesOf(entry.text).map((piece, index) =>
                piece.kind === 'number' ? (
                  <LongNumber key={index} no={piece.text} />
                ) : (
                  <Fragment key={index}>{piece.kind === 'date' ? formatBusinessDate(piece.text) : piece.text}</Fragment>
                ),
              )}
            </p>
            <p className="trail__proof">
              {actorOf(entry)}
              <code title={entry.hash}>{t('trail.hash', { hash: entry.hash.slice(0, HASH_SHOWN) })}</code>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );

  function actorOf({ actorKind, actorId }: TrailEntry): string {
    const known = Actor.shape.kind.safeParse(actorKind);
    return known.success ? t(`trail.actor.${known.data}`, { who: stationWords(actorId) }) : t('trail.actorUnknown');
  }

  /** A clerk's number stays as it is; a station is named. */
  function stationWords(id: string): string {
    const station = stationOfId(id);
    return station === null ? id : t(`trail.station.${station.role}`, { n: station.n });
  }

  function kindOf(stream: string): string {
    const kind = STREAMS.find((known) => stream.startsWith(`${known}:`));
    return kind === undefined ? t('trail.other') : t(`trail.${kind}`);
  }
}

function timeWithSeconds(at: number): string {
  return `${timeOfDayAt(at)}:${String(new Date(at).getUTCSeconds()).padStart(2, '0')}`;
}
