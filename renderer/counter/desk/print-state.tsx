import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../shared/contract/outcome.ts';
import type { PrintView } from '../../../shared/contract/printing.ts';
import { useCommand } from '../../api/use-command.ts';
import { Sentence } from '../../ui/sentence.tsx';
import type { CounterClient } from '../client.ts';

interface PrintStateProps {
  client: CounterClient;
  view: PrintView | null;
  /** Pages of the document. */
  pages: number;
  /** Why the last order to print was not taken; null when it was. */
  refusal: Refusal | null;
}

/** Where the print on the A4 printer is, what to do about it, and after one in doubt the question what came out. */
export function PrintState({ client, view, pages, refusal }: PrintStateProps): ReactNode {
  const { t } = useTranslation('counter');
  const cancel = useCommand(() => client.cancelPrint({ documentId: mustHave(view).documentId }));
  const settle = useCommand((_, verdict: 'DONE' | 'NOT_DONE') => client.settlePrint({ documentId: mustHave(view).documentId, verdict }));
  const refused = (cancel.refusal ?? settle.refusal ?? refusal)?.sentence ?? '';
  return (
    <div className="print-state">
      {view !== null && line(view)}
      {view?.state === 'printing' && (
        <Button disabled={cancel.pending} onClick={() => void cancel.run()}>
          {t('print.cancel')}
        </Button>
      )}
      {view?.state === 'unknown' && (
        <span className="print-state__answers">
          <Button disabled={settle.pending} onClick={() => void settle.run('DONE')}>
            {t('print.cameOut')}
          </Button>
          <Button disabled={settle.pending} onClick={() => void settle.run('NOT_DONE')}>
            {t('print.didNot')}
          </Button>
        </span>
      )}
      {refused !== '' && <Sentence tone="fault" text={refused} />}
    </div>
  );

  function line({ state, step, pagesDone, sentence }: PrintView): ReactNode {
    if (state === 'printed') return <Sentence tone="good" text={t('print.printed')} />;
    if (state !== 'printing') return <Sentence tone="fault" text={sentence} />;
    if (sentence !== '') return <Sentence tone="warning" text={sentence} />;
    const page = Math.min((pagesDone ?? 0) + 1, pages);
    const words = step === 'printing' ? t('print.page', { page, pages }) : t('print.waiting');
    return <Sentence tone="busy" text={words} />;
  }
}

/** The buttons only stand there while there is a print. */
function mustHave(view: PrintView | null): PrintView {
  if (view === null) throw new Error('no print to act on');
  return view;
}
