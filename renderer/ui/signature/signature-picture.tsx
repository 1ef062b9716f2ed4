import './signature.css';
import type { ReactNode } from 'react';
import { boundingBox, signaturePath } from '../../../shared/rules/signature.ts';
import type { Signature, Stroke } from '../../../shared/types/signature.ts';

/** Of the field's width: room around the ink, so that a thick stroke at the edge is whole. */
const MARGIN_PART = 0.02;
/** The line's width in parts of the field's width, for no pressure and for all of it. */
const THIN_PART = 0.003;
const THICK_PART = 0.009;

/** A finished signature, cropped to its ink. */
export function SignaturePicture({ signature, label }: { signature: Signature; label: string }): ReactNode {
  const box = boundingBox(signature.strokes);
  if (box === null) return null;
  const margin = signature.width * MARGIN_PART;
  const view = [box.left - margin, box.top - margin, box.width + 2 * margin, box.height + 2 * margin];
  return (
    <svg className="signature-picture" viewBox={view.join(' ')} role="img" aria-label={label}>
      <InkStrokes strokes={signature.strokes} width={signature.width} />
    </svg>
  );
}

/** The ink inside an `svg` of the field's units; a stroke pressed harder is thicker. */
export function InkStrokes({ strokes, width = 2_000 }: { strokes: readonly Stroke[]; width?: number }): ReactNode {
  return strokes.map((stroke, i) => <path key={i} className="ink" d={signaturePath([stroke])} strokeWidth={thickness(stroke) * width} />);
}

function thickness(stroke: Stroke): number {
  const pressure = stroke.reduce((sum, point) => sum + point[2], 0) / stroke.length / 1_000;
  return THIN_PART + (THICK_PART - THIN_PART) * pressure;
}
