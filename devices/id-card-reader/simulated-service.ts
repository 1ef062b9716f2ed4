import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { SAMPLE_CARDS, type SampleCardId } from './sample-cards.ts';
import { serviceRecord } from './service-record.ts';

/**
 * What goes wrong with the answer about a card:
 * broken-json (half of it, as if it were whole); long-fields (more than a chip holds); short-dates; no-name;
 * dies-mid-answer (the connection is cut within the body); slow (later than anybody waits).
 */
const CardFault = z.enum(['broken-json', 'long-fields', 'short-dates', 'no-name', 'dies-mid-answer', 'slow']);
type CardFault = z.infer<typeof CardFault>;

const Times = z.number().int().positive().optional();
const isSampleCard = (id: string): id is SampleCardId => Object.hasOwn(SAMPLE_CARDS, id);
const CardId = z.string().refine(isSampleCard, { message: `card must be one of ${Object.keys(SAMPLE_CARDS).join(', ')}` });

/** What a person, or a test, does to the simulated service. */
export const ServiceAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('insert-card'), card: CardId }),
  z.strictObject({ type: z.literal('remove-card') }),
  /** `times` cards are spoilt; without it all until clear-faults. */
  z.strictObject({ type: z.literal('set-fault'), fault: CardFault, times: Times }),
  /** Reading a card fails with this code, for example `0x41`. */
  z.strictObject({ type: z.literal('refuse'), retcode: z.string().min(1).max(20), times: Times }),
  z.strictObject({ type: z.literal('clear-faults') }),
  /** Another program waits for a card all the time. */
  z.strictObject({ type: z.literal('occupy'), on: z.boolean() }),
  /** The reader itself is pulled off the computer; the service goes on. */
  z.strictObject({ type: z.literal('reader'), on: z.boolean() }),
  /** The service accepts requests and answers nothing. */
  z.strictObject({ type: z.literal('hang'), on: z.boolean() }),
  z.strictObject({ type: z.literal('set-timing'), readMs: z.number().int().min(0).max(60_000) }),
  /** Whether a card that lies there is read again at the next request; the manual does not say. */
  z.strictObject({ type: z.literal('reads-again'), on: z.boolean() }),
]);
export type ServiceAction = z.infer<typeof ServiceAction>;

/** An answer on its way: `cut` breaks the connection after this text, `never` keeps it open without a word. */
export type ServiceReply =
  | { readonly type: 'whole'; readonly body: string }
  | { readonly type: 'cut'; readonly body: string }
  | { readonly type: 'not-found' }
  | { readonly type: 'never' };

interface Trouble {
  readonly kind: { readonly fault: CardFault } | { readonly retcode: string };
  left: number;
}

/** The service behind its HTTP port; the cards are those of SAMPLE_CARDS. */
export interface SimulatedService {
  /** The service goes on with a request whose caller has hung up. */
  answer(url: URL): Promise<ServiceReply>;
  act(action: ServiceAction): void;
  observe(): {
    readonly card: SampleCardId | null;
    /** Cards answered in full since the start. */
    readonly reads: number;
    /** Paths with query in the order of asking, the last 50. */
    readonly asked: readonly string[];
    readonly refusedAsBusy: number;
  };
}

const LOOK_MS = 20;
const SLOW_MS = 6_000;
const WAIT_LIMIT_S = 3_600;

export function createSimulatedService(clock: Clock): SimulatedService {
  let card: { readonly id: SampleCardId; spent: boolean } | null = null;
  let troubles: Trouble[] = [];
  let asked: string[] = [];
  let readMs = 700;
  const is = { occupied: false, readerThere: true, hanging: false, readingAgain: true, atWork: false };
  const count = { reads: 0, refusedAsBusy: 0 };

  async function answer(url: URL): Promise<ServiceReply> {
    asked = [...asked, `${url.pathname}${url.search}`].slice(-50);
    if (is.hanging) return { type: 'never' };
    if (is.atWork || is.occupied) {
      count.refusedAsBusy += 1;
      return whole(message('1', '0x2', '读卡器正忙'));
    }
    is.atWork = true;
    try {
      return await perform(url);
    } finally {
      is.atWork = false;
    }
  }

  async function perform(url: URL): Promise<ServiceReply> {
    switch (url.pathname) {
      case '/api/Version':
        return whole(message('0', '0', 'v3.3.4'));
      case '/api/GetSAMID':
        return whole(is.readerThere ? message('0', '0x90', '05.03-20200101-0000000001-0000000001') : NO_READER);
      case '/api/ReadMsg':
        return readMessage(url.searchParams);
      default:
        return { type: 'not-found' };
    }
  }

  async function readMessage(query: URLSearchParams): Promise<ServiceReply> {
    if (!is.readerThere) return whole(NO_READER);
    const until = clock.now() + Math.min(Number(query.get('waitTime') ?? 0), WAIT_LIMIT_S) * 1_000;
    const once = query.get('readOnce') === '1';
    for (;;) {
      const found = card;
      if (found !== null && !(found.spent && (once || !is.readingAgain))) {
        found.spent = true;
        await clock.sleep(readMs);
        return card === found ? readReply(found.id, query) : whole(message('1', '0x41', '读卡失败'));
      }
      if (clock.now() >= until) return whole(message('1', '0x80', '寻找证/卡失败'));
      await clock.sleep(LOOK_MS);
    }
  }

  async function readReply(id: SampleCardId, query: URLSearchParams): Promise<ServiceReply> {
    const trouble = troubles[0];
    if (trouble !== undefined) {
      trouble.left -= 1;
      if (trouble.left <= 0) troubles = troubles.slice(1);
      if ('retcode' in trouble.kind) return whole(message('1', trouble.kind.retcode, '读卡失败'));
    }
    const photo = query.get('NoPhoto') === '1' ? '' : 'iVBORw0KGgo=';
    const record = { ...serviceRecord(SAMPLE_CARDS[id]), photobase64: photo };
    if (trouble !== undefined && 'fault' in trouble.kind) return spoilt(record, trouble.kind.fault);
    count.reads += 1;
    return whole(record);
  }

  async function spoilt(record: object, fault: CardFault): Promise<ServiceReply> {
    const body = JSON.stringify(record);
    switch (fault) {
      case 'broken-json':
        return { type: 'whole', body: body.slice(0, body.length / 2) };
      case 'dies-mid-answer':
        return { type: 'cut', body: body.slice(0, body.length / 2) };
      case 'long-fields':
        return whole({ ...record, cardno: '1'.repeat(19) });
      case 'short-dates':
        return whole({ ...record, born: '1949123' });
      case 'no-name':
        return whole({ ...record, name: '', EngName: '' });
      case 'slow':
        await clock.sleep(SLOW_MS);
        return whole(record);
      default:
        return assertNever(fault);
    }
  }

  function act(action: ServiceAction): void {
    switch (action.type) {
      case 'insert-card':
        card = { id: action.card, spent: false };
        return;
      case 'remove-card':
        card = null;
        return;
      case 'set-fault':
        troubles.push({ kind: { fault: action.fault }, left: action.times ?? Number.POSITIVE_INFINITY });
        return;
      case 'refuse':
        troubles.push({ kind: { retcode: action.retcode }, left: action.times ?? Number.POSITIVE_INFINITY });
        return;
      case 'clear-faults':
        troubles = [];
        return;
      case 'occupy':
        is.occupied = action.on;
        return;
      case 'reader':
        is.readerThere = action.on;
        return;
      case 'hang':
        is.hanging = action.on;
        return;
      case 'set-timing':
        readMs = action.readMs;
        return;
      case 'reads-again':
        is.readingAgain = action.on;
        return;
      default:
        return assertNever(action);
    }
  }

  return { answer, act, observe: () => ({ card: card?.id ?? null, ...count, asked }) };
}

const NO_READER = message('1', '0x1', '读卡器未连接');

function message(code: string, retcode: string, retmsg: string): object {
  return { code, retcode, retmsg, errmsg: '' };
}

function whole(body: object): ServiceReply {
  return { type: 'whole', body: JSON.stringify(body) };
}
