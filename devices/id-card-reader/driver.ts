import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { createExchange, type ExchangeFailure } from '../core/exchange.ts';
import type { Connection } from '../core/link.ts';
import { createLock } from '../core/lock.ts';
import { decodeCardText, decodeNewAddress } from './card-text.ts';
import {
  answerOf,
  cardBlocksOf,
  createFrameParser,
  GOOD_SHAPE,
  isErrorAnswer,
  REQUESTS,
  samIdText,
  SW3,
  type Answer,
  type SamFrame,
} from './protocol.ts';
import { cardFailure, failureOfStatusWord } from './status-words.ts';
import type { CardFailure, CardFields } from './types.ts';

type Command = keyof typeof REQUESTS;

/** How long an answer may take, in milliseconds; and the longest pause within a frame. */
export const READER_TIMEOUTS = {
  samStatus: 1_000,
  samId: 1_000,
  findCard: 1_000,
  selectCard: 1_000,
  readTextAndPhoto: 3_000,
  readWithFingers: 4_000,
  readNewAddress: 1_500,
  gap: 200,
} as const satisfies Record<Command | 'gap', number>;

/** No usable answer: the pipe's failure, or `bad-checksum`. */
export type ReaderFailure = ExchangeFailure | 'bad-checksum';

/** What a card said: all of it, or a failure. */
export interface ReadCard {
  readonly fields: CardFields;
  /** As the card holds it, not decoded. */
  readonly photo: Uint8Array | null;
  /** How many fingers' templates the card holds; null when that was not asked. */
  readonly fingers: number | null;
}

export interface ReadOptions {
  readonly newAddress: boolean;
  readonly fingers: boolean;
}

/** One method per hardware command. Requests of several callers queue up. */
export interface ReaderDriver {
  /** Whether the security module works. Also brings host and reader into step again after a failed exchange. */
  samStatus(): Promise<Result<'working' | 'faulty', ReaderFailure>>;
  /** Null: the reader keeps it to itself. */
  samId(): Promise<Result<string | null, ReaderFailure>>;
  /** A card that was not there before; one that was read and not lifted is not found again. */
  findCard(): Promise<Result<boolean, ReaderFailure>>;
  /** Selects and reads the card just found. */
  readCard(options: ReadOptions): Promise<Result<ReadCard, CardFailure>>;
  /** Does the card that was read still lie there? Asks for the new address, which needs no new find. */
  cardStillThere(): Promise<Result<boolean, ReaderFailure>>;
}

export function createReaderDriver(connection: Connection, clock: Clock): ReaderDriver {
  const exchange = createExchange<SamFrame>(connection, createFrameParser(), clock);
  const lock = createLock();

  async function ask(command: Command): Promise<Result<Answer, ReaderFailure>> {
    const result = await exchange.request(REQUESTS[command], {
      timeoutMs: READER_TIMEOUTS[command],
      gapMs: READER_TIMEOUTS.gap,
      // A late answer to an earlier request has another shape and is passed over.
      matches: (frame) => frame.type === 'bad-checksum' || isAnswerTo(command, frame.content),
    });
    if (!result.ok) return result;
    const answer = result.value.type === 'frame' ? answerOf(result.value.content) : null;
    return answer === null ? fail('bad-checksum') : ok(answer);
  }

  async function readCard({ newAddress, fingers }: ReadOptions): Promise<Result<ReadCard, CardFailure>> {
    const selected = await ask('selectCard');
    if (!selected.ok) return fail(failureOfExchange(selected.error));
    if (selected.value.sw3 !== SW3.ok) return fail(failureOfStatusWord(selected.value.sw3));

    const read = await ask(fingers ? 'readWithFingers' : 'readTextAndPhoto');
    if (!read.ok) return fail(failureOfExchange(read.error));
    if (read.value.sw3 !== SW3.ok) return fail(failureOfStatusWord(read.value.sw3));
    const blocks = cardBlocksOf(read.value.data, fingers);
    const decoded = blocks === null ? fail('unreadable' as const) : decodeCardText(blocks.text);
    if (blocks === null || !decoded.ok) return fail(cardFailure('READ_FAILED'));
    const fields = newAddress ? await withNewAddress(decoded.value) : decoded;
    return fields.ok ? ok({ fields: fields.value, photo: blocks.photo, fingers: fingers ? blocks.fingers : null }) : fields;
  }

  /** A reader that does not know the command, or a card without a new address, leaves the printed one. */
  async function withNewAddress(fields: CardFields): Promise<Result<CardFields, CardFailure>> {
    const answer = await ask('readNewAddress');
    if (!answer.ok) return fail(failureOfExchange(answer.error));
    switch (answer.value.sw3) {
      case SW3.ok:
        return ok({ ...fields, address: decodeNewAddress(answer.value.data) ?? fields.address });
      case SW3.itemAbsent:
      case SW3.unknownCommand:
        return ok(fields);
      default:
        return fail(failureOfStatusWord(answer.value.sw3));
    }
  }

  return {
    samStatus: () =>
      lock.run(async () => {
        const answer = await ask('samStatus');
        return answer.ok ? ok(answer.value.sw3 === SW3.ok ? 'working' : 'faulty') : answer;
      }),
    samId: () =>
      lock.run(async () => {
        const answer = await ask('samId');
        if (!answer.ok) return answer;
        return ok(answer.value.sw3 === SW3.ok ? samIdText(answer.value.data) : null);
      }),
    findCard: () =>
      lock.run(async () => {
        const answer = await ask('findCard');
        return answer.ok ? ok(answer.value.sw3 === SW3.found) : answer;
      }),
    readCard: (options) => lock.run(() => readCard(options)),
    cardStillThere: () =>
      lock.run(async () => {
        const answer = await ask('readNewAddress');
        return answer.ok ? ok(answer.value.sw3 === SW3.ok || answer.value.sw3 === SW3.itemAbsent) : answer;
      }),
  };
}

function isAnswerTo(command: Command, content: Uint8Array): boolean {
  const answer = answerOf(content);
  return answer !== null && (GOOD_SHAPE[command](answer) || isErrorAnswer(answer));
}

function failureOfExchange(failure: ReaderFailure): CardFailure {
  switch (failure) {
    case 'bad-checksum':
    case 'broken':
      return cardFailure('BAD_FRAME');
    case 'silent':
    case 'disconnected':
      return cardFailure('READER_SILENT');
  }
}
