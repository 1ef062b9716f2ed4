import { useCallback, useState } from 'react';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { KioskState, ScannedSlip } from '../../shared/contract/kiosk.ts';
import type { TicketNo } from '../../shared/types/ticket.ts';
import { useCommand } from '../api/use-command.ts';
import { useWedge } from '../ui/wedge/use-wedge.ts';
import { GuideItemPage } from './guide-item-page.tsx';
import { GuidePage } from './guide-page.tsx';
import type { KioskConnection } from './kiosk-page.tsx';
import { LayCardPage } from './lay-card-page.tsx';
import type { Route } from './route.ts';
import { StartPage } from './start-page.tsx';
import { StatusPage } from './status-page.tsx';
import type { TicketAnswer } from './status-page.tsx';
import { TypeNumberPage } from './type-number-page.tsx';

export interface RoutePagesProps {
  connection: KioskConnection;
  state: KioskState;
  route: Route;
  elder: boolean;
  onGo: (route: Route) => void;
}

/** The pages outside a session. */
export function RoutePages({ connection, state, route, elder, onGo }: RoutePagesProps) {
  const search = useCallback((query: string) => connection.client.searchItems({ query }), [connection]);
  switch (route.page) {
    case 'start':
      return <StartPage state={state} onGo={onGo} />;
    case 'lay-card':
      return <LayCardPage reader={state.reader} reading={false} socialCards={state.socialCards} onType={() => onGo({ page: 'type-number' })} />;
    case 'type-number':
      return <TypeNumber connection={connection} />;
    case 'ticket-status':
      return <Status key={route.scanned?.id} connection={connection} state={state} scanned={route.scanned} />;
    case 'guide':
      return <GuidePage elder={elder} search={search} onItem={(item) => onGo({ page: 'guide-item', item })} />;
    case 'guide-item':
      return <GuideItemPage item={route.item} elder={elder} onTake={() => onGo({ page: 'lay-card' })} />;
    default:
      return assertNever(route);
  }
}

function TypeNumber({ connection }: { connection: KioskConnection }) {
  const { run, pending, refusal } = useCommand((_id, certNo: string) => connection.client.identify({ certNo }));
  return <TypeNumberPage pending={pending} refusal={refusal?.sentence ?? null} onConfirm={(certNo) => void run(certNo)} />;
}

interface StatusProps {
  connection: KioskConnection;
  state: KioskState;
  scanned: ScannedSlip | null;
}

function Status({ connection, state, scanned }: StatusProps) {
  const [answer, setAnswer] = useState<TicketAnswer | null>(scanned?.type === 'ticket' ? scanned.standing : null);
  const [unknownSlip, setUnknownSlip] = useState(scanned?.type === 'nothing' ? scanned.sentence : null);
  const byNo = useCommand((_id, no: TicketNo) => connection.client.ticketStatus({ no }));
  const byCode = useCommand((_id, code: string) => connection.client.codeStatus({ code }));
  useWedge((code) => {
    byNo.clear();
    setUnknownSlip(null);
    void byCode.run(code).then((told) => setAnswer((last) => told ?? last));
  });
  return (
    <StatusPage
      prefixes={[...new Set(state.businesses.map((business) => business.prefix))].toSorted()}
      answer={answer}
      pending={byNo.pending || byCode.pending}
      refusal={(byCode.refusal ?? byNo.refusal)?.sentence ?? unknownSlip}
      onAsk={(no) => {
        byCode.clear();
        setUnknownSlip(null);
        void byNo.run(no).then(setAnswer);
      }}
      onAgain={() => setAnswer(null)}
    />
  );
}
