import { Fragment } from 'react';
import type { ReactNode } from 'react';

const GROUP = 4;
/** Longer runs without a separator of their own are set in groups. */
const LONGEST_RUN = 12;

/** A long number in groups of four, one gap between them; it is copied whole and breaks only between groups. */
export function LongNumber({ no }: { no: string }): ReactNode {
  if (no.length <= LONGEST_RUN || no.includes('-')) return <span className="long-number">{no}</span>;
  const groups = no.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? [];
  return (
    <span className="long-number">
      {groups.map((group, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          <span className="long-number__group">{group}</span>
        </Fragment>
      ))}
    </span>
  );
}
