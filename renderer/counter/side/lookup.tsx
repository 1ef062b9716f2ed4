import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/common.ts';
import type { LookupView } from '../../../shared/contract/counter.ts';
import { useCommand } from '../../api/use-command.ts';
import { useWedge } from '../../ui/wedge/use-wedge.ts';
import type { CounterClient } from '../client.ts';
import { CaseList } from './case-list.tsx';

interface LookupProps {
  lookup: LookupView | null;
  client: CounterClient;
  onOpen: (shown: CaseView) => void;
}

/** 查号、查件: what was scanned or typed, and what it led to. A code is only looked up; it opens nothing by itself. */
export function Lookup({ lookup, client, onOpen }: LookupProps): ReactNode {
  const { t } = useTranslation('counter');
  const [typed, setTyped] = useState('');
  const asking = useCommand((_id, text: string) => client.lookUp({ text }));
  const away = useCommand(() => client.putLookupAway());
  const last = useRef<Promise<unknown>>(Promise.resolve());
  // One after the other: a second scan while the hub still thinks is not lost.
  useWedge((code) => {
    last.current = last.current.then(() => asking.run(code));
  });

  function ask(): void {
    if (typed.trim() === '') return;
    void asking.run(typed).then((done) => {
      if (done !== null) setTyped('');
    });
  }
  return (
    <section className="lookup">
      <h2>{t('lookup.title')}</h2>
      <Input
        aria-label={t('lookup.title')}
        placeholder={t('lookup.placeholder')}
        maxLength={60}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={ask}
      />
      <div role="status">
        {asking.refusal !== null && <p className="lookup__nothing">{asking.refusal.sentence}</p>}
        {lookup !== null && <Found lookup={lookup} onOpen={onOpen} />}
      </div>
      {lookup !== null && (
        <Button size="small" onClick={() => void away.run()}>
          {t('lookup.close')}
        </Button>
      )}
    </section>
  );
}

function Found({ lookup, onOpen }: { lookup: LookupView; onOpen: LookupProps['onOpen'] }): ReactNode {
  const { t } = useTranslation('counter');
  switch (lookup.type) {
    case 'ticket':
      return (
        <>
          <p className="lookup__ticket">
            <strong className="numeral">{lookup.ticket.no}</strong> {lookup.ticket.businessName}
          </p>
          <p>{lookup.sentence}</p>
          {lookup.holderHere && <p className="lookup__holder">{t('lookup.holderHere')}</p>}
        </>
      );
    case 'case':
      return <CaseList cases={[lookup.found]} empty="" onOpen={onOpen} />;
    case 'nothing':
      return <p className="lookup__nothing">{lookup.sentence}</p>;
  }
}
