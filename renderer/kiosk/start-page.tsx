import { useTranslation } from 'react-i18next';
import type { KioskState } from '../../shared/contract/kiosk.ts';
import { BigAction } from '../ui/big-action.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { CardArt } from './card-art.tsx';
import type { Route } from './route.ts';

/** What the kiosk can do for the person who steps up. */
export function StartPage({ state, onGo }: { state: KioskState; onGo: (route: Route) => void }) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="page start">
      <div className="start-head">
        <h2>{t('greeting')}</h2>
        {state.printer.ready ? null : <Sentence tone="fault" text={state.printer.sentence} />}
        {state.hubOnline ? null : <Sentence tone="warning" text={t('hubOffline')} />}
      </div>
      {state.printer.ready && state.reader.ready ? (
        <div className="start-card">
          <CardArt laid={false} />
          <p>{t(state.socialCards ? 'cardAnywhereSocial' : 'cardAnywhere')}</p>
        </div>
      ) : null}
      <div className="start-actions">
        <BigAction
          icon="ticket"
          title={t('take')}
          note={state.printer.ready ? t('takeNote') : t('takeUnavailable')}
          primary
          disabled={!state.printer.ready}
          onPress={() => onGo({ page: 'lay-card' })}
        />
        <BigAction icon="queue" title={t('status')} note={t('statusNote')} onPress={() => onGo({ page: 'ticket-status', scanned: null })} />
        <BigAction icon="guide" title={t('guide')} note={t('guideNote')} onPress={() => onGo({ page: 'guide' })} />
      </div>
    </div>
  );
}
