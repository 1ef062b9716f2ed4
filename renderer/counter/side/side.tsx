import { Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/common.ts';
import type { CounterState } from '../../../shared/contract/counter.ts';
import type { CounterClient } from '../client.ts';
import { CardPicture } from './card-picture.tsx';
import { CaseList } from './case-list.tsx';
import { Lookup } from './lookup.tsx';
import { useTodayCases } from './use-today-cases.ts';

interface SideProps {
  state: CounterState;
  client: CounterClient;
  /** The name as the form has it; a typed number brings none. */
  applicantName: string;
  differentReason: string | null;
  onOpen: (shown: CaseView) => void;
}

/** Who applies, what this ticket led to, what was done today. */
export function Side({ state, client, applicantName, differentReason, onOpen }: SideProps): ReactNode {
  const { t } = useTranslation('counter');
  const [query, setQuery] = useState('');
  const newest = state.cases[0]?.id ?? '';
  const today = useTodayCases(client, query, newest);
  return (
    <aside className="side">
      <section>
        <h2>{t('side.applicant')}</h2>
        <Applicant state={state} client={client} name={applicantName} differentReason={differentReason} />
      </section>
      <section>
        <h2>{t('side.ticketCases')}</h2>
        <CaseList cases={state.cases} empty={t('side.noTicketCases')} onOpen={onOpen} />
      </section>
      <Lookup lookup={state.lookup} client={client} onOpen={onOpen} />
      <section className="side__today">
        <h2>{t('side.todayCases')}</h2>
        <Input
          allowClear
          aria-label={t('side.search')}
          placeholder={t('side.searchPlaceholder')}
          maxLength={60}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {today.failed ? (
          <p className="side__empty">{t('side.failed')}</p>
        ) : (
          <CaseList cases={today.cases} empty={t(query === '' ? 'side.noCases' : 'side.notFound')} onOpen={onOpen} />
        )}
      </section>
    </aside>
  );
}

interface ApplicantProps {
  state: CounterState;
  client: CounterClient;
  name: string;
  differentReason: string | null;
}

function Applicant({ state, client, name, differentReason }: ApplicantProps): ReactNode {
  const { t } = useTranslation(['counter', 'clerk']);
  const { identity } = state;
  if (identity === null) return <p className="side__empty">{t('side.noApplicant')}</p>;
  return (
    <div className="applicant">
      <CardPicture identity={identity} client={client} />
      <p className="applicant__name">{name.trim() || identity.name || t('identity.unnamed')}</p>
      <p>{t(`clerk:certType.${identity.certType}`)}</p>
      <p className="numeral applicant__number">{identity.certNoMasked}</p>
      <p>{t(`identity.${identity.source}`)}</p>
      {differentReason !== null && <p className="applicant__note">{t('identity.differentReason', { reason: differentReason })}</p>}
    </div>
  );
}
