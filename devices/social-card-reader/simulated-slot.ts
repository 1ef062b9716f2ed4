import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { CARD_STATE, PCSC_CHANNEL } from '../transports/pcsc.ts';
import type { PacketPipe } from '../transports/packets.ts';
import { SAMPLE_SOCIAL_CARDS, type SampleSocialCardId } from './sample-cards.ts';
import { CARD_HABITS, createVirtualCard, type CardHabit, type VirtualCard } from './virtual-card.ts';

const isSample = (id: string): id is SampleSocialCardId => Object.hasOwn(SAMPLE_SOCIAL_CARDS, id);
const CardId = z.string().refine(isSample, { message: `card must be one of ${Object.keys(SAMPLE_SOCIAL_CARDS).join(', ')}` });
const Habits = z.array(z.enum(CARD_HABITS)).default([]);

/** What a person, or a test, does to the slot. */
export const SlotAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('insert-card'), card: CardId, habits: Habits }),
  /** A card the wrong way round: it does not answer. */
  z.strictObject({ type: z.literal('insert-wrong-way') }),
  z.strictObject({ type: z.literal('remove-card') }),
  /** The card is pulled (and, with `then`, another one put in) while the n-th command from now on is carried out. */
  z.strictObject({ type: z.literal('pull-at'), command: z.number().int().min(1).max(50), then: CardId.nullable().default(null) }),
  /** The n-th command from now on is answered so (hexadecimal), or not at all. */
  z.strictObject({ type: z.literal('answer-at'), command: z.number().int().min(1).max(50), hex: z.string().regex(/^([0-9a-f]{2})*$/i).nullable() }),
  /** Nothing more is planned for commands to come. */
  z.strictObject({ type: z.literal('clear-faults') }),
  z.strictObject({ type: z.literal('set-timing'), commandMs: z.number().int().min(0).max(10_000) }),
]);
export type SlotAction = z.output<typeof SlotAction>;

/** Milliseconds a contact card takes for one command, about. */
const HONEST_MS = 15;

export interface SimulatedSlot {
  attach(peer: PacketPipe): void;
  act(action: SlotAction): void;
  /** `occupied`: something is in the slot, whether it answers or not. */
  observe(): { readonly card: SampleSocialCardId | null; readonly occupied: boolean; readonly commands: number; readonly passwordTries: number };
}

interface Planned {
  at: number;
  readonly what: { readonly pull: SampleSocialCardId | null } | { readonly hex: string | null };
}

/** The slot behind any wire. What the host asks is carried out one after the other. */
export function createSimulatedSlot(clock: Clock): SimulatedSlot {
  const peers = new Set<PacketPipe>();
  let inside: { readonly id: SampleSocialCardId; readonly chip: VirtualCard } | null = null;
  let state: number = CARD_STATE.absent;
  let commandMs = HONEST_MS;
  let planned: Planned[] = [];
  let commands = 0;
  let earlierTries = 0;

  function tellState(next: number): void {
    state = next;
    for (const peer of peers) void send(peer, PCSC_CHANNEL.card, Uint8Array.of(next));
  }

  function remove(): void {
    earlierTries += inside?.chip.passwordTries() ?? 0;
    inside = null;
    tellState(CARD_STATE.absent);
  }

  function insert(id: SampleSocialCardId, habits: readonly CardHabit[]): void {
    if (state !== CARD_STATE.absent) remove();
    inside = { id, chip: createVirtualCard(SAMPLE_SOCIAL_CARDS[id], new Set(habits)) };
    tellState(CARD_STATE.present);
  }

  function due(): Planned['what'] | null {
    for (const plan of planned) plan.at -= 1;
    const now = planned.find(({ at }) => at === 0);
    planned = planned.filter(({ at }) => at > 0);
    return now?.what ?? null;
  }

  /** Null: nothing is answered at all. */
  async function carryOut(command: Uint8Array): Promise<Uint8Array | null> {
    commands += 1;
    const asked = inside;
    await clock.sleep(commandMs);
    const what = due();
    if (what !== null && 'pull' in what) {
      remove();
      if (what.pull !== null) insert(what.pull, []);
    }
    if (asked === null || asked !== inside) return new Uint8Array();
    const answer = asked.chip.answer(command);
    if (what === null || 'pull' in what) return answer;
    return what.hex === null ? null : Uint8Array.from(Buffer.from(what.hex, 'hex'));
  }

  function attach(peer: PacketPipe): void {
    let last = Promise.resolve();
    peers.add(peer);
    peer.onClose(() => peers.delete(peer));
    peer.onPacket((_channel, command) => {
      last = last.then(async () => {
        const answer = await carryOut(command);
        if (answer !== null) await send(peer, PCSC_CHANNEL.apdu, answer);
      });
    });
    void send(peer, PCSC_CHANNEL.card, Uint8Array.of(state));
  }

  function act(action: SlotAction): void {
    switch (action.type) {
      case 'insert-card':
        return insert(action.card, action.habits);
      case 'insert-wrong-way':
        if (state !== CARD_STATE.absent) remove();
        return tellState(CARD_STATE.mute);
      case 'remove-card':
        return remove();
      case 'pull-at':
        planned.push({ at: action.command, what: { pull: action.then } });
        return;
      case 'answer-at':
        planned.push({ at: action.command, what: { hex: action.hex } });
        return;
      case 'clear-faults':
        planned = [];
        return;
      case 'set-timing':
        commandMs = action.commandMs;
        return;
      default:
        return assertNever(action);
    }
  }

  return {
    attach,
    act,
    observe: () => ({ card: inside?.id ?? null, occupied: state !== CARD_STATE.absent, commands, passwordTries: earlierTries + (inside?.chip.passwordTries() ?? 0) }),
  };
}

/** A host that has gone away takes the packet with it. */
async function send(peer: PacketPipe, channel: number, bytes: Uint8Array): Promise<void> {
  await peer.send(channel, bytes).catch(() => undefined);
}
