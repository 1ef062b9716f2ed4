import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { cardFields, type CardEdition } from './card-fields.ts';
import { photoOf } from './photo.ts';
import { cardFailure, failureOfStatusWord } from './status-words.ts';
import type { CardFailure, CardFields, CardPhoto } from './types.ts';

/**
 * The maker's reader service on this machine (新中新 webapi, manual of V3.3.4, 2023-11): GET requests, answers in JSON, one
 * request at a time for all programs together. Pure: paths to ask for, texts to answers.
 */
export const SERVICE_PATHS = {
  /** Number of the security module: tells whether service and reader are there, and touches no card. */
  samId: '/api/GetSAMID',
  /** Waits for a card and reads it, with its photo decoded or not; fingerprints and pictures of the card are only given when asked for. */
  read: (waitSeconds: number, photo: boolean) => `/api/ReadMsg?${photo ? '' : 'NoPhoto=1&'}waitTime=${waitSeconds}`,
} as const;

/** Numbers and texts are mixed up by versions of the service. */
const Word = z.union([z.string(), z.number()]).transform(String);

const Head = z.object({
  code: Word.optional(),
  /** `0x90 0x1`: how reading went, and how decoding the photo went. */
  retcode: Word,
  retmsg: z.string().default(''),
  errmsg: z.string().default(''),
});

/** `YYYYMMDD`, or nothing. */
const Day = z.string().regex(/^(\d{8})?$/);

/** The texts of a card, no longer than a chip can hold them (GA/T 490); the address counts twice, for one added later. */
const CardAnswer = z.object({
  name: z.string().max(15),
  EngName: z.string().max(60).default(''),
  sex: z.string().max(3),
  nation: z.string().max(30).default(''),
  born: Day,
  address: z.string().max(70).default(''),
  cardno: z.string().max(18),
  userlifeb: Day,
  userlifee: z.union([Day, z.literal('长期')]),
  police: z.string().max(15).default(''),
  CardType: Word.pipe(z.enum(['0', '1', '2', '3'])),
  /** A picture, with or without the beginning of a data address. Whatever it holds, it spoils no read. */
  photobase64: z.string().catch(''),
});
type CardAnswer = z.infer<typeof CardAnswer>;

/** What came of asking for the security module: `busy` is another program's request. */
export type ModuleAnswer = 'working' | 'busy' | 'faulty';

/** What came of waiting for a card. `reader-fault`: the service cannot reach the reader, or tells a code nobody has described. */
export type ReadAnswer =
  | { readonly type: 'card'; readonly card: CardFields; readonly photo: CardPhoto | null }
  | { readonly type: 'no-card' | 'busy' | 'reader-fault' }
  | { readonly type: 'failed'; readonly failure: CardFailure };

/** The answer to GetSAMID. Its number is not kept; the manual shows no code for it, the other queries answer `0`. */
export function parseModuleAnswer(text: string): Result<ModuleAnswer, 'broken'> {
  const head = Head.safeParse(jsonOf(text));
  if (!head.success) return fail('broken');
  const word = statusWord(head.data.retcode);
  if (word === READ_OK || word === QUERY_OK) return ok('working');
  return ok(saysBusy(head.data) ? 'busy' : 'faulty');
}

/** The answer to ReadMsg. A card comes out whole or not at all. */
export function parseReadAnswer(text: string): Result<ReadAnswer, 'broken'> {
  const json = jsonOf(text);
  const head = Head.safeParse(json);
  if (!head.success) return fail('broken');
  const word = statusWord(head.data.retcode);
  if (word === READ_OK && head.data.code === '0') {
    const card = cardOf(json);
    return ok(card.ok ? { type: 'card', ...card.value } : { type: 'failed', failure: cardFailure('READ_FAILED') });
  }
  if (saysBusy(head.data)) return ok({ type: 'busy' });
  if (word === NO_CARD) return ok({ type: 'no-card' });
  const failure = word === null ? cardFailure('READER_FAULT') : failureOfStatusWord(word);
  return ok(failure.code === 'READER_FAULT' ? { type: 'reader-fault' } : { type: 'failed', failure });
}

const READ_OK = 0x90;
const NO_CARD = 0x80;
const QUERY_OK = 0;

/** The first word of `retcode`; the second is about the photo, which is not asked for. */
function statusWord(retcode: string): number | null {
  const match = /^\s*(0x[0-9a-f]{1,2}|\d{1,3})(\s|$)/i.exec(retcode);
  return match?.[1] === undefined ? null : Number(match[1]);
}

/** The manual gives the words of a busy service, not its code. */
function saysBusy({ retmsg, errmsg }: z.infer<typeof Head>): boolean {
  return /正忙|读卡中/.test(`${retmsg} ${errmsg}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const EDITIONS: Readonly<Record<CardAnswer['CardType'], CardEdition>> = { 0: 'resident', 1: 'I', 2: 'J', 3: 'Y' };

/** GB/T 2261.1; a word nobody has described is an unknown sex, not a refused card. */
const SEXES: ReadonlyMap<string, string> = new Map([['男', '1'], ['女', '2'], ['未说明', '9']]);

function cardOf(json: unknown): Result<{ card: CardFields; photo: CardPhoto | null }, 'unreadable'> {
  const parsed = CardAnswer.safeParse(json);
  if (!parsed.success) return fail('unreadable');
  const card = fieldsOf(parsed.data);
  return card.ok ? ok({ card: card.value, photo: photoIn(parsed.data.photobase64) }) : card;
}

function photoIn(text: string): CardPhoto | null {
  return photoOf(Buffer.from(text.replace(/^data:image\/\w+;base64,/, ''), 'base64'));
}

function fieldsOf({ CardType, name, EngName, sex, nation, born, address, cardno, userlifeb, userlifee, police }: CardAnswer): Result<CardFields, 'unreadable'> {
  return cardFields(EDITIONS[CardType], {
    name: name.trim() || EngName.trim(),
    certNo: cardno.trim(),
    sex: SEXES.get(sex.trim()) ?? '0',
    birth: born,
    nation: CardType === '0' ? nation.trim() : '',
    address: address.trim(),
    authority: police.trim(),
    validFrom: userlifeb,
    validTo: userlifee,
  });
}
