import './signature.css';
import { useReducer, useRef, useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signatureProblem } from '../../../shared/rules/signature.ts';
import type { Signature } from '../../../shared/types/signature.ts';
import { Button } from '../button.tsx';
import { Sentence } from '../sentence.tsx';
import { BLANK, drawn, FIELD } from './pen.ts';
import { samplesOf } from './samples-of.ts';
import { InkStrokes } from './signature-picture.tsx';

export interface SignatureFieldProps {
  /** What is signed for, said above the field. */
  title: string;
  /** The confirmed signature is on its way. */
  pending?: boolean;
  /** Why it was not taken. */
  problem?: string | null;
  onConfirm: (signature: Signature) => void;
  /** Whoever cannot or will not sign on a screen signs on paper; this button needs no pointer. */
  onPaper: () => void;
}

/** Signing with finger, pen or mouse. One pointer writes: a palm that comes after the pen does not. */
export function SignatureField({ title, pending = false, problem = null, onConfirm, onPaper }: SignatureFieldProps): ReactNode {
  const { t } = useTranslation('signature');
  const [drawing, act] = useReducer(drawn, BLANK);
  const [refused, setRefused] = useState<string | null>(null);
  const signature: Signature = { ...FIELD, strokes: [...drawing.strokes] };
  const isEmpty = drawing.strokes.length === 0;

  function confirm(): void {
    const wrong = signatureProblem(signature);
    setRefused(wrong);
    if (wrong === null) onConfirm(signature);
  }

  function change(type: 'undo' | 'clear'): void {
    setRefused(null);
    act({ type });
  }

  const sentence = refused ?? problem;
  return (
    <section className="signature" aria-label={title}>
      <h2>{title}</h2>
      <Surface
        disabled={pending}
        onDown={(samples) => {
          setRefused(null);
          act({ type: 'down', samples });
        }}
        onMove={(samples) => act({ type: 'move', samples })}
        onUp={() => act({ type: 'up' })}
      >
        <InkStrokes strokes={drawing.strokes} />
        {isEmpty ? <text x={FIELD.width / 2} y={FIELD.height / 2}>{t('here')}</text> : null}
      </Surface>
      {sentence === null ? <p className="signature-hint">{t('paperHint')}</p> : <Sentence tone="warning" text={sentence} />}
      <div className="signature-keys">
        <Button disabled={pending} onPress={onPaper}>{t('paper')}</Button>
        <Button disabled={isEmpty || pending} onPress={() => change('undo')}>{t('undo')}</Button>
        <Button disabled={isEmpty || pending} icon="erase" onPress={() => change('clear')}>{t('clear')}</Button>
        <Button kind="primary" icon="check" pending={pending} onPress={confirm}>{t('confirm')}</Button>
      </div>
    </section>
  );
}

interface SurfaceProps {
  disabled: boolean;
  children: ReactNode;
  onDown: (samples: ReturnType<typeof samplesOf>) => void;
  onMove: (samples: ReturnType<typeof samplesOf>) => void;
  onUp: () => void;
}

/** Where the pointer writes. It keeps the pointer until it is lifted, also outside. */
function Surface({ disabled, children, onDown, onMove, onUp }: SurfaceProps): ReactNode {
  const writing = useRef<number | null>(null);

  function down(event: PointerEvent<SVGSVGElement>): void {
    if (disabled || writing.current !== null || event.button !== 0) return;
    event.preventDefault();
    writing.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    onDown(samplesOf(event));
  }

  function move(event: PointerEvent<SVGSVGElement>): void {
    if (event.pointerId === writing.current) onMove(samplesOf(event));
  }

  function up(event: PointerEvent<SVGSVGElement>): void {
    if (event.pointerId !== writing.current) return;
    writing.current = null;
    onUp();
  }

  return (
    <svg
      className="signature-surface"
      viewBox={`0 0 ${FIELD.width} ${FIELD.height}`}
      aria-hidden="true"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
    >
      {children}
    </svg>
  );
}
