import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { concatBytes, fromHex } from '../core/bytes.ts';
import { createLock } from '../core/lock.ts';
import type { Transport } from '../transports/transport.ts';
import { cardImage, type CardImage } from './card-image.ts';
import { buildFrame, createFrameParser } from './protocol.ts';
import { SAMPLE_CARDS, type SampleCardId } from './sample-cards.ts';

const Step = z.enum(['status', 'find', 'select', 'read', 'address']);
type Step = z.infer<typeof Step>;

/**
 * What goes wrong with the answer to one step:
 * wrong-checksum; silence; pulled-mid-answer (half of it, the card is gone); lying-length (LEN says more than comes);
 * glued (the answer twice in one chunk); noise (rubbish before it); timeout-frame (what one maker's firmware emits).
 */
const Fault = z.enum(['wrong-checksum', 'silence', 'pulled-mid-answer', 'lying-length', 'glued', 'noise', 'timeout-frame']);
type Fault = z.infer<typeof Fault>;

const Milliseconds = z.number().int().min(0).max(60_000);
const isSampleCard = (id: string): id is SampleCardId => Object.hasOwn(SAMPLE_CARDS, id);
const CardId = z.string().refine(isSampleCard, { message: `card must be one of ${Object.keys(SAMPLE_CARDS).join(', ')}` });

/** What a person, or a test, does to the simulated reader. */
export const ReaderAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('insert-card'), card: CardId }),
  z.strictObject({ type: z.literal('remove-card') }),
  /** `times` answers are spoilt; without it all until clear-faults. */
  z.strictObject({ type: z.literal('set-fault'), step: Step, fault: Fault, times: z.number().int().positive().optional() }),
  /** The step is refused with this SW3, for example 0x41. */
  z.strictObject({ type: z.literal('refuse'), step: Step, sw3: z.number().int().min(0).max(255), times: z.number().int().positive().optional() }),
  z.strictObject({ type: z.literal('clear-faults') }),
  z.strictObject({
    type: z.literal('set-timing'),
    findMs: Milliseconds.optional(),
    selectMs: Milliseconds.optional(),
    readMs: Milliseconds.optional(),
    chunks: z.enum(['whole', 'bytes']).optional(),
  }),
  /** Some readers find a card again that could not be read; most want it lifted first. */
  z.strictObject({ type: z.literal('find-failed-again'), on: z.boolean() }),
  /** How many fingers' templates the cards hold, told when a host asks with 30 10. */
  z.strictObject({ type: z.literal('set-fingers'), count: z.union([z.literal(0), z.literal(1), z.literal(2)]) }),
  /** How many blocks of 70 bytes for added addresses the card hands out; the address is in the first, the others are blank. */
  z.strictObject({ type: z.literal('set-address-blocks'), count: z.number().int().min(1).max(4) }),
]);
export type ReaderAction = z.infer<typeof ReaderAction>;

/** fresh: can be found. spent: was read or failed, has to be lifted first. */
interface LyingCard {
  readonly id: SampleCardId;
  readonly image: CardImage;
  phase: 'fresh' | 'selected' | 'spent';
  readable: boolean;
}

interface Trouble {
  readonly step: Step;
  readonly kind: { readonly fault: Fault } | { readonly sw3: number };
  left: number;
}

/** Milliseconds a real reader takes: the card's own radio traffic, without the wire. */
const HONEST_TIMING = { findMs: 5, selectMs: 20, readMs: 700, chunks: 'whole' as 'whole' | 'bytes' };

const NOTHING = new Uint8Array(0);
const SAM_ID = fromHex('05 00 03 00 7C 53 33 01 87 D6 12 00 B1 68 DE 3A');

/** The reader behind any wire; the cards are those of SAMPLE_CARDS. Without a card at first. */
export interface SimulatedReader {
  /** A host is connected to the reader's socket. */
  attach(peer: Transport): void;
  act(action: ReaderAction): void;
  observe(): {
    readonly card: SampleCardId | null;
    /** Reads answered in full since the start. */
    readonly reads: number;
    readonly troubles: readonly object[];
  };
}

export function createSimulatedReader(clock: Clock): SimulatedReader {
  let card: LyingCard | null = null;
  let timing = HONEST_TIMING;
  let troubles: Trouble[] = [];
  let findFailedAgain = false;
  let fingers = 0;
  let addressBlocks = 1;
  let reads = 0;

  function insert(id: SampleCardId): void {
    card = { id, image: cardImage(SAMPLE_CARDS[id]), phase: 'fresh', readable: false };
  }

  function takeTrouble(step: Step): Trouble | undefined {
    const trouble = troubles.find((one) => one.step === step);
    if (trouble === undefined) return undefined;
    trouble.left -= 1;
    if (trouble.left <= 0) troubles = troubles.filter((one) => one !== trouble);
    return trouble;
  }

  /** The content of the good or refusing answer, by the state of card and module. */
  async function perform(step: Step, withFingers: boolean): Promise<Uint8Array> {
    const before = card;
    switch (step) {
      case 'status':
        return answer(0x90);
      case 'find':
        await clock.sleep(timing.findMs);
        return card?.phase === 'fresh' ? answer(0x9f, new Uint8Array(4)) : answer(0x80);
      case 'select':
        await clock.sleep(timing.selectMs);
        if (card === null || card !== before || card.phase !== 'fresh') return answer(0x81);
        card.phase = 'selected';
        return answer(0x90, new Uint8Array(8));
      case 'read':
        await clock.sleep(timing.readMs);
        if (card === null || card !== before || card.phase !== 'selected') {
          failCard(before);
          return answer(0x41);
        }
        card.phase = 'spent';
        card.readable = true;
        reads += 1;
        return answer(0x90, withFingers ? fingersBlock(card.image, fingers) : concatBytes([fromHex('01 00 04 00'), card.image.text, card.image.photo]));
      case 'address':
        await clock.sleep(timing.findMs);
        if (card === null || card !== before || !card.readable) return answer(0x41);
        return card.image.newAddress === null ? answer(0x91) : answer(0x90, addressesBlock(card.image.newAddress, addressBlocks));
      default:
        return assertNever(step);
    }
  }

  function failCard(lying: LyingCard | null): void {
    if (lying !== null) lying.phase = findFailedAgain ? 'fresh' : 'spent';
  }

  async function answerStep(step: Step, withFingers: boolean, peer: Transport): Promise<void> {
    const trouble = takeTrouble(step);
    if (trouble !== undefined && 'sw3' in trouble.kind) {
      if (step === 'select' || step === 'read') failCard(card);
      await send(peer, [buildFrame(answer(trouble.kind.sw3))]);
      return;
    }
    const frame = buildFrame(await perform(step, withFingers));
    if (trouble === undefined) await send(peer, [frame]);
    else if ('fault' in trouble.kind) {
      if (trouble.kind.fault === 'pulled-mid-answer') card = null;
      await send(peer, spoil(frame, trouble.kind.fault));
    }
  }

  /** A host that has gone away takes the answer with it. */
  async function send(peer: Transport, parts: readonly Uint8Array[]): Promise<void> {
    const chunks = timing.chunks === 'whole' ? parts : parts.flatMap((part) => Array.from(part, (byte) => Uint8Array.of(byte)));
    for (const chunk of chunks) {
      await peer.write(chunk).catch(() => undefined);
      // One turn of the event loop, so that the chunks really arrive apart.
      if (timing.chunks === 'bytes') await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function serve(content: Uint8Array, peer: Transport): Promise<void> {
    const step = STEPS.get(`${content[0]} ${content[1]}`);
    if (step !== undefined) await answerStep(step, content[1] === 0x10, peer);
    else if (content[0] === 0x12 && content[1] === 0xff) await send(peer, [buildFrame(answer(0x90, SAM_ID))]);
    else if (content[0] === 0x10 && content[1] === 0xff) {
      if (card !== null) insert(card.id);
      await send(peer, [buildFrame(answer(0x90))]);
    } else await send(peer, [buildFrame(answer(0x21))]);
  }

  function attach(peer: Transport): void {
    const parser = createFrameParser();
    const lock = createLock();
    peer.onData((chunk) => {
      for (const frame of parser.push(chunk)) {
        void lock.run(() => (frame.type === 'frame' ? serve(frame.content, peer) : send(peer, [buildFrame(answer(0x10))])));
      }
    });
  }

  function act(action: ReaderAction): void {
    switch (action.type) {
      case 'insert-card':
        return insert(action.card);
      case 'remove-card':
        card = null;
        return;
      case 'set-fault':
        troubles.push({ step: action.step, kind: { fault: action.fault }, left: action.times ?? Number.POSITIVE_INFINITY });
        return;
      case 'refuse':
        troubles.push({ step: action.step, kind: { sw3: action.sw3 }, left: action.times ?? Number.POSITIVE_INFINITY });
        return;
      case 'clear-faults':
        troubles = [];
        return;
      case 'set-timing':
        timing = {
          findMs: action.findMs ?? timing.findMs,
          selectMs: action.selectMs ?? timing.selectMs,
          readMs: action.readMs ?? timing.readMs,
          chunks: action.chunks ?? timing.chunks,
        };
        return;
      case 'find-failed-again':
        findFailedAgain = action.on;
        return;
      case 'set-fingers':
        fingers = action.count;
        return;
      case 'set-address-blocks':
        addressBlocks = action.count;
        return;
      default:
        return assertNever(action);
    }
  }

  function observe() {
    return {
      card: card?.id ?? null,
      reads,
      troubles: troubles.map(({ step, kind }) => ({ step, ...kind })),
    };
  }

  return { attach, act, observe };
}

/** CMD PARA, decimal, to the step of the read. */
const STEPS: ReadonlyMap<string, Step> = new Map([
  [`${0x11} ${0xff}`, 'status'],
  [`${0x20} ${0x01}`, 'find'],
  [`${0x20} ${0x02}`, 'select'],
  [`${0x30} ${0x01}`, 'read'],
  [`${0x30} ${0x10}`, 'read'],
  [`${0x30} ${0x03}`, 'address'],
]);

function answer(sw3: number, data: Uint8Array = NOTHING): Uint8Array {
  return concatBytes([Uint8Array.of(0, 0, sw3), data]);
}

/** Text, photo and as many templates of 512 bytes; a template begins with 43 01 (one source). */
function fingersBlock({ text, photo }: CardImage, count: number): Uint8Array {
  const template = new Uint8Array(512);
  template.set([0x43, 0x01]);
  const lengths = Uint8Array.of(0x01, 0x00, 0x04, 0x00, 2 * count, 0x00);
  return concatBytes([lengths, text, photo, ...Array.from({ length: count }, () => template)]);
}

/** The other places for added addresses are blank. */
function addressesBlock(address: Uint8Array, count: number): Uint8Array {
  const blank = address.map((_, i) => (i % 2 === 0 ? 0x20 : 0x00));
  return concatBytes([address, ...Array.from({ length: count - 1 }, () => blank)]);
}

function spoil(frame: Uint8Array, fault: Fault): readonly Uint8Array[] {
  switch (fault) {
    case 'silence':
      return [];
    case 'wrong-checksum':
      return [frame.with(frame.length - 1, (frame.at(-1) ?? 0) ^ 0xff)];
    case 'pulled-mid-answer':
      return [frame.slice(0, Math.floor(frame.length / 2))];
    case 'lying-length':
      return [frame.with(6, (frame.at(6) ?? 0) + 2)];
    case 'glued':
      return [concatBytes([frame, frame])];
    case 'noise':
      return [fromHex('AA AA 96 69 00 AA'), frame];
    case 'timeout-frame':
      return [fromHex('AA AA AA 96 69 00 05 05 05 05')];
    default:
      return assertNever(fault);
  }
}
