import type { SignatureEvent, SignaturePad } from '../../../devices/signature-pad/types.ts';
import type { Clock } from '../../../shared/basics/clock.ts';
import type { NewUlid, SignatureId } from '../../../shared/basics/ids.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import { DONE, refuse, type Done, type Refusal } from '../../../shared/contract/outcome.ts';
import type { SignatureOutcome, SignatureSubject, SignatureView, SigningInvitation } from '../../../shared/contract/signing.ts';
import { signatureProblem } from '../../../shared/rules/signature.ts';
import type { Signature } from '../../../shared/types/signature.ts';
import { unattended, type Log } from '../log.ts';

/** How long somebody may take to sign. */
export const SIGNATURE_LIMIT_MS = 120_000;

/** How asking for a signature ended. Only SIGNED is a signature; the strokes of an INCOMPLETE one are kept with it. */
export interface SignatureEnd {
  readonly outcome: SignatureOutcome;
  readonly signature: Signature | null;
}

export interface SignatureDeskParts {
  readonly pad: SignaturePad | null;
  /** Somebody could sign on the page of the evaluation pad: it is open. */
  readonly pageIsOpen: () => boolean;
  readonly clock: Clock;
  readonly newUlid: NewUlid;
  readonly log: Log;
  readonly changed: () => void;
}

interface Request extends SignatureSubject {
  readonly id: SignatureId;
  readonly via: SignatureView['via'];
  readonly endsAt: number;
  readonly timer: AbortController;
  readonly settle: (end: SignatureEnd) => void;
  strokes: number;
  end: SignatureEnd | null;
}

/**
 * Asks for one signature at a time: on the signature pad where it works, otherwise on the page of the evaluation pad.
 * What was signed stays here until the next is asked for; keeping it is the business of whoever asked.
 */
export function createSignatureDesk({ pad, pageIsOpen, clock, newUlid, log, changed }: SignatureDeskParts) {
  let request: Request | null = null;
  /** While it is found out where to sign; aborted when nobody is to sign any more. */
  let opening: AbortController | null = null;
  const stop = pad?.onEvent(padTold);

  /** `ended` resolves with the outcome, whatever it is. */
  async function ask(subject: SignatureSubject): Promise<Result<{ id: SignatureId; ended: Promise<SignatureEnd> }, Refusal>> {
    if (opening !== null || (request !== null && request.end === null)) return refuse('SIGNING', '上一个签名还没有完成，请先完成或取消');
    const begun = new AbortController();
    opening = begun;
    const via = await choose().finally(() => (opening = null));
    if (begun.signal.aborted) {
      if (via === 'DEVICE') closePad();
      return refuse('GIVEN_UP', '签名已经取消');
    }
    if (via === null) return refuse('NOTHING_TO_SIGN_ON', '签名板没有接好，评价器页面也没有打开，请改为纸质签名');
    const { promise, resolve } = Promise.withResolvers<SignatureEnd>();
    request = {
      ...subject,
      id: newUlid() as SignatureId,
      via,
      endsAt: clock.now() + SIGNATURE_LIMIT_MS,
      timer: new AbortController(),
      settle: resolve,
      strokes: 0,
      end: null,
    };
    unattended(expire(request), log, 'signature-expiry-failed');
    changed();
    return ok({ id: request.id, ended: promise });
  }

  async function choose(): Promise<SignatureView['via'] | null> {
    if (pad?.status().health === 'ready') {
      const opened = await pad.begin();
      if (opened.ok) return 'DEVICE';
      log.warn({ event: 'signature-pad-failed', cause: opened.error.cause }, '签名板不能用，改在评价器页面上签名');
    }
    return pageIsOpen() ? 'PAGE' : null;
  }

  async function expire(own: Request): Promise<void> {
    await clock.sleep(SIGNATURE_LIMIT_MS, own.timer.signal);
    if (!own.timer.signal.aborted) end(own, { outcome: 'EXPIRED', signature: null });
  }

  function end(own: Request, how: SignatureEnd): void {
    if (own.end !== null) return;
    own.end = how;
    own.strokes = how.signature?.strokes.length ?? 0;
    own.timer.abort();
    own.settle(how);
    log.info({ event: 'signature-ended', outcome: how.outcome, via: own.via }, '签名结束');
    // A pad that ended it by itself has nothing to give up any more.
    if (own.via === 'DEVICE') closePad();
    changed();
  }

  function closePad(): void {
    if (pad !== null) unattended(pad.cancel(), log, 'signature-pad-failed');
  }

  function padTold(event: SignatureEvent): void {
    const own = request;
    if (own === null || own.end !== null || own.via !== 'DEVICE') return;
    switch (event.type) {
      case 'confirmed':
        return end(own, { outcome: 'SIGNED', signature: event.signature });
      case 'incomplete':
        return end(own, { outcome: 'INCOMPLETE', signature: event.signature });
      case 'cancelled':
        return end(own, { outcome: 'CANCELLED', signature: null });
      case 'strokes':
      case 'cleared':
      case 'refused':
        own.strokes = event.type === 'strokes' ? event.signature.strokes.length : 0;
        return changed();
    }
  }

  /** The request that the pad's page shows, if it is this one. */
  function onPage(id: SignatureId): Request | null {
    return request?.id === id && request.via === 'PAGE' && request.end === null ? request : null;
  }

  function sign(id: SignatureId, signature: Signature): Done {
    const own = onPage(id);
    if (own === null) return refuse('NOT_ASKED', '这次签名已经结束，请看窗口工作人员的提示');
    const problem = signatureProblem(signature);
    if (problem !== null) return refuse('EMPTY', problem);
    end(own, { outcome: 'SIGNED', signature });
    return DONE;
  }

  function toPaper(id: SignatureId): Done {
    const own = onPage(id);
    if (own !== null) end(own, { outcome: 'PAPER', signature: null });
    return DONE;
  }

  function cancel(): Done {
    giveUp();
    return DONE;
  }

  function giveUp(): void {
    opening?.abort();
    if (request !== null) end(request, { outcome: 'CANCELLED', signature: null });
  }

  return {
    ask,
    sign,
    toPaper,
    cancel,
    /** The next person has come: nothing of this one stays. */
    forget(): void {
      giveUp();
      request = null;
    },
    /** The strokes of the request, once it ended with some. */
    strokesOf: (id: SignatureId): Signature | null => (request?.id === id ? (request.end?.signature ?? null) : null),
    view(): SignatureView | null {
      if (request === null) return null;
      const { id, purpose, reference, via, strokes, endsAt } = request;
      return { id, purpose, reference, via, strokes, endsAt, outcome: request.end?.outcome ?? null };
    },
    invitation(): SigningInvitation | null {
      if (request === null || request.via !== 'PAGE' || request.end !== null) return null;
      const { id, purpose, reference, endsAt } = request;
      return { id, purpose, reference, endsAt };
    },
    close(): void {
      giveUp();
      stop?.();
    },
  };
}

export type SignatureDesk = ReturnType<typeof createSignatureDesk>;
