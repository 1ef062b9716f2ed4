import type { Result } from '../../shared/basics/result.ts';
import type { Signature } from '../../shared/types/signature.ts';
import type { Device, Unsubscribe } from '../core/device.ts';

export interface SignatureFailure {
  readonly cause: 'disconnected' | 'silent' | 'busy';
  readonly sentence: string;
}

/** How one signature goes on. The last three end it; nothing but `confirmed` is a signature. */
export type SignatureEvent =
  /** What has been drawn so far, after each stroke. */
  | { readonly type: 'strokes'; readonly signature: Signature }
  /** The person pressed 重签, or `clear` was called: the surface is empty. */
  | { readonly type: 'cleared' }
  /** 确认 was pressed on an empty surface or a dot; the pad waits on. */
  | { readonly type: 'refused'; readonly sentence: string }
  | { readonly type: 'confirmed'; readonly signature: Signature }
  | { readonly type: 'cancelled' }
  /** The pad went away in the middle; the strokes are kept, but nobody confirmed them. */
  | { readonly type: 'incomplete'; readonly signature: Signature };

/** A pad with a pen of its own. One signature at a time. */
export interface SignaturePad extends Device {
  readonly kind: 'signaturePad';
  /** Opens the surface; from then on `onEvent` tells what happens. */
  begin(): Promise<Result<void, SignatureFailure>>;
  /** Empties the surface and lets the person begin again. Nothing happens where nobody is signing. */
  clear(): Promise<void>;
  /** Gives the signature up. Nothing happens where nobody is signing. */
  cancel(): Promise<void>;
  onEvent(listener: (event: SignatureEvent) => void): Unsubscribe;
}
