import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BusinessId } from '../../shared/basics/ids.ts';
import type { BusinessView } from '../../shared/contract/common.ts';
import type { KioskSession } from '../../shared/contract/kiosk.ts';
import { chinesePunctuation } from '../ui/chinese-punctuation.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { NumberPlate } from '../ui/number-plate.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { choicePages } from './choice-pages.ts';
import { pageSize } from './page-sizes.ts';
import { Pager } from './pager.tsx';
import { useLandscape } from './use-landscape.ts';

export interface ChoosePageProps {
  person: Extract<KioskSession, { step: 'choosing' }>['person'];
  businesses: readonly BusinessView[];
  elder: boolean;
  pending: boolean;
  refusal: string | null;
  onTake: (businessId: BusinessId) => void;
}

/** What the person came for. */
export function ChoosePage({ person, businesses, elder, pending, refusal, onTake }: ChoosePageProps) {
  const { t } = useTranslation('kiosk');
  const [wanted, setWanted] = useState(0);
  const pages = choicePages(businesses, pageSize('choices', useLandscape(), elder));
  const page = Math.min(wanted, pages.length - 1);
  const who = person.nameMasked === null ? t('personTail', { tail: person.tail }) : t('person', { name: person.nameMasked, tail: person.tail });
  return (
    <div className="page choose">
      <div className="choose-head">
        <h2>{t('choose')}</h2>
        <p className="choose-person">{who}</p>
        {refusal === null ? null : <Sentence tone="fault" text={refusal} />}
      </div>
      {pages.length === 0 ? <EmptyState icon="wait" title={t('noBusiness')} note={t('noBusinessNote')} /> : null}
      <div className="choices">
        {pages[page]?.map((group) => (
          <section key={group.zoneName} className="zone">
            <h3>{group.zoneName}</h3>
            <div className="zone-choices">
              {group.businesses.map((business) => (
                <Choice key={business.id} business={business} pending={pending} onTake={onTake} />
              ))}
            </div>
          </section>
        ))}
      </div>
      <Pager page={page} pages={pages.length} onPage={setWanted} />
    </div>
  );
}

function Choice({ business, pending, onTake }: { business: BusinessView; pending: boolean; onTake: (id: BusinessId) => void }) {
  const { t } = useTranslation('kiosk');
  const queue = business.waiting === 0
    ? t('waitingNone')
    : t('waiting', { people: business.waiting, minutes: business.expectedMinutes });
  return (
    <button type="button" className="choice" disabled={!business.open || pending} onClick={() => onTake(business.id)}>
      <NumberPlate no={business.prefix} />
      <span className="choice-words">
        <span className="choice-zone">{business.zoneName}</span>
        <span className="choice-name">{business.name}</span>
        <span className="choice-queue">{business.open ? queue : chinesePunctuation(business.closedReason)}</span>
      </span>
    </button>
  );
}
