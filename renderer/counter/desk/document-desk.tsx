import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentId } from '../../../shared/basics/ids.ts';
import type { CaseView, DocumentView } from '../../../shared/contract/common.ts';
import type { PrintView } from '../../../shared/contract/printing.ts';
import { timeOfDayAt } from '../../../shared/rules/business-date.ts';
import { LongNumber } from '../../ui/clerk-long-number.tsx';
import { formatDate } from '../../ui/format-time.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { formatBusinessDate } from '../../ui/time.ts';
import type { CounterClient } from '../client.ts';
import { useCommand } from '../../api/use-command.ts';
import { NextButton } from '../next-button.tsx';
import { OPERATION_KEYS } from '../rules/operations.ts';
import type { NextStep } from '../rules/next-step.ts';
import { PrintState } from './print-state.tsx';
import { useDocument } from './use-document.ts';

interface DocumentDeskProps {
  client: CounterClient;
  shown: CaseView;
  /** 'back' when the case is only looked at; otherwise what the desk has to do next. */
  step: NextStep | 'back';
  connected: boolean;
  printed: ReadonlySet<DocumentId>;
  /** Prints on the counter's A4 printer; null: the browser prints. */
  prints: readonly PrintView[] | null;
  onPrinted: (documentId: DocumentId) => void;
  /** 再办一件 for the same ticket. */
  onAgain: () => void;
  onFinish: () => void;
  onBack: () => void;
}

/** A case with its produced document: the facts on one line, the sheet below, printing and what comes then. */
export function DocumentDesk(props: DocumentDeskProps): ReactNode {
  const { t } = useTranslation(['counter', 'clerk']);
  const { shown, step } = props;
  const [chosen, setChosen] = useState(shown.documents[0]);
  return (
    <div className="document-desk">
      <header className="document-desk__head">
        <h1>{shown.itemName}</h1>
        <dl className="facts">
          <Fact name={t(shown.caseNo === null ? 'document.localNo' : 'document.caseNo')} value={<LongNumber no={shown.caseNo ?? shown.localNo} />} />
          <Fact name={t('document.received')} value={`${formatDate(shown.receivedAt)} ${timeOfDayAt(shown.receivedAt)}`} />
          {shown.promisedDueOn !== null && (
            <Fact
              name={t('document.due')}
              value={formatBusinessDate(shown.promisedDueOn) + (shown.dueProvisional ? t('document.provisional') : '')}
            />
          )}
          {shown.queryPin !== null && <Fact name={t('document.pin')} value={shown.queryPin} />}
        </dl>
        {shown.documents.length > 1 && (
          <div className="document-desk__choice" role="group" aria-label={t('document.select')}>
            {shown.documents.map((document) => (
              <Button key={document.id} size="small" aria-pressed={document.id === chosen?.id} onClick={() => setChosen(document)}>
                {t(`clerk:document.${document.kind}`)}
              </Button>
            ))}
          </div>
        )}
      </header>
      {chosen !== undefined && <Sheet key={chosen.id} {...props} document={chosen} />}
      {chosen === undefined && step === 'back' && <NextButton onPress={props.onBack}>{t('document.back')}</NextButton>}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Sheet({ document: sheet, ...props }: DocumentDeskProps & { document: DocumentView }): ReactNode {
  const { t } = useTranslation(['counter', 'clerk']);
  const { opened, retry } = useDocument(props.client, sheet.id);
  const frame = useRef<HTMLIFrameElement>(null);
  const { drawn, noteLoaded } = useDrawn();
  useKeysStayHere(frame);
  const order = useCommand(() => props.client.printDocument({ documentId: sheet.id }));
  const view = props.prints?.find(({ documentId }) => documentId === sheet.id) ?? null;
  const underWay = order.pending || view?.state === 'printing';

  function print(): void {
    if (props.prints === null) printByBrowser();
    else void order.run();
  }

  function printByBrowser(): void {
    frame.current?.contentWindow?.print();
    props.onPrinted(sheet.id);
    // A failed note of the print is not worth stopping the clerk; the next one is numbered by the service.
    props.client.documentPrinted({ documentId: sheet.id }).catch(() => undefined);
  }

  const name = t(`clerk:document.${sheet.kind}`);
  const mayPrint = props.prints === null ? opened.status === 'open' && drawn : props.connected && !underWay && view?.state !== 'unknown';
  return (
    <>
      <div className="document-desk__sheet">
        {opened.status !== 'failed' && !drawn && (
          <p className="document-desk__loading" role="status">
            {t('document.loading')}
          </p>
        )}
        {opened.status === 'failed' && (
          <div>
            <Sentence tone="fault" text={t('document.failed', { sentence: opened.sentence })} />
            <Button onClick={retry}>{t('document.retry')}</Button>
          </div>
        )}
        {opened.status === 'open' && (
          <iframe
            ref={frame}
            tabIndex={-1}
            title={t('document.frame', { name, no: sheet.no })}
            src={`${opened.url}#toolbar=0&navpanes=0&view=FitH`}
            onLoad={noteLoaded}
          />
        )}
      </div>
      {props.prints !== null && <PrintState client={props.client} view={view} pages={sheet.pages} refusal={order.refusal} />}
      <footer className="document-desk__actions">
        <p className="document-desk__no">
          <strong>{name}</strong>
          {props.printed.has(sheet.id) && ` · ${t('document.printed')}`}
          <span>{sheet.no}</span>
        </p>
        {props.step === 'back' ? (
          <Button size="large" disabled={!mayPrint} onClick={print}>
            {t('document.print')}
          </Button>
        ) : (
          <Button size="large" onClick={props.onAgain}>
            {t('document.again')}
          </Button>
        )}
        {nextButton()}
      </footer>
    </>
  );

  function nextButton(): ReactNode {
    switch (props.step) {
      case 'back':
        return <NextButton onPress={props.onBack}>{t('document.back')}</NextButton>;
      case 'print':
        return (
          <NextButton onPress={print} disabled={!mayPrint} loading={underWay}>
            {t('document.print')}
          </NextButton>
        );
      default:
        return (
          <>
            <Button size="large" disabled={!mayPrint} onClick={print}>
              {t('document.printAgain')}
            </Button>
            {props.step === 'finish' && (
              <NextButton onPress={props.onFinish} cap={OPERATION_KEYS.finish} disabled={!props.connected}>
                {t('operation.finish')}
              </NextButton>
            )}
          </>
        );
    }
  }
}

/** From the viewer's being there to its first sheet, at leisure. */
const DRAWING_MS = 400;

/** The browser's viewer tells when it is loaded, draws a moment later, and is an empty dark frame until then. */
function useDrawn(): { drawn: boolean; noteLoaded: () => void } {
  const [loaded, setLoaded] = useState(false);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    if (!loaded) return undefined;
    const timer = setTimeout(() => setDrawn(true), DRAWING_MS);
    return () => clearTimeout(timer);
  }, [loaded]);
  return { drawn, noteLoaded: () => setLoaded(true) };
}

/** A click into the sheet would take the keys away from the page: F8 would do nothing. They are taken back at once. */
function useKeysStayHere(frame: { readonly current: HTMLIFrameElement | null }): void {
  useEffect(() => {
    const takeBack = (): void => {
      if (document.activeElement === frame.current) frame.current?.blur();
    };
    window.addEventListener('blur', takeBack);
    return () => window.removeEventListener('blur', takeBack);
  }, [frame]);
}
