import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { createExchange, type FrameParser } from '../core/exchange.ts';
import type { Connection } from '../core/link.ts';
import { CARD_STATE, PCSC_CHANNEL } from '../transports/pcsc.ts';
import { createPipeEvents } from '../transports/pipe-events.ts';
import type { PacketPipe, PacketPipeFactory } from '../transports/packets.ts';
import type { Transport, TransportFactory } from '../transports/transport.ts';
import { parseAnswer, type CardAnswer, type CardCommand } from './apdu.ts';

/** How long a card may take for one command, in milliseconds. */
export const APDU_TIMEOUT_MS = 3_000;

export type SlotState = 'absent' | 'present' | 'mute';

/** Why a command got no answer: the card is gone; the reader said nothing in time; what came was no answer. */
export type ApduFailure = 'removed' | 'silent' | 'broken';

/** Carries commands to the card in the slot. */
export interface ApduPipe {
  transmit(command: CardCommand): Promise<Result<CardAnswer, ApduFailure>>;
}

export interface Slot extends ApduPipe {
  onState(listener: (state: SlotState) => void): void;
}

type SlotPacket = { readonly type: 'answer'; readonly bytes: Uint8Array } | { readonly type: 'state'; readonly state: SlotState };

/** A packet pipe for the link that keeps devices connected: each chunk is one packet behind the number of its channel. */
export function slotTransport(factory: PacketPipeFactory): TransportFactory {
  return { address: factory.address, open: async (signal) => chunked(await factory.open(signal)) };
}

function chunked(pipe: PacketPipe): Transport {
  const events = createPipeEvents();
  pipe.onClose((reason) => events.closed(reason));
  let listening = false;
  return {
    onData(listener) {
      const forget = events.onData(listener);
      // The slot tells its state as soon as somebody listens.
      if (!listening) pipe.onPacket((channel, bytes) => events.data(Uint8Array.of(channel, ...bytes)));
      listening = true;
      return forget;
    },
    onClose: events.onClose,
    write: (bytes) => pipe.send(PCSC_CHANNEL.apdu, bytes),
    close: () => pipe.close(),
  };
}

/** Pure: one packet a chunk. A state nobody knows, and a packet of another channel, is none. */
export function createPacketParser(): FrameParser<SlotPacket> {
  return {
    push([channel, ...bytes]) {
      if (channel === PCSC_CHANNEL.apdu) return [{ type: 'answer', bytes: Uint8Array.from(bytes) }];
      const state = channel === PCSC_CHANNEL.card ? STATES.get(bytes[0] ?? -1) : undefined;
      return state === undefined ? [] : [{ type: 'state', state }];
    },
    pending: 0,
    reset: () => undefined,
  };
}

const STATES: ReadonlyMap<number, SlotState> = new Map([
  [CARD_STATE.absent, 'absent'],
  [CARD_STATE.present, 'present'],
  [CARD_STATE.mute, 'mute'],
]);

export function createSlot(connection: Connection, clock: Clock): Slot {
  const exchange = createExchange(connection, createPacketParser(), clock);
  return {
    async transmit(command) {
      const answer = await exchange.request(command.bytes, { timeoutMs: APDU_TIMEOUT_MS, matches: ({ type }) => type === 'answer' });
      if (!answer.ok) return fail(answer.error === 'silent' ? 'silent' : 'removed');
      if (answer.value.type !== 'answer' || answer.value.bytes.length === 0) return fail('removed');
      const parsed = parseAnswer(answer.value.bytes);
      return parsed === null ? fail('broken') : ok(parsed);
    },
    onState(listener) {
      exchange.onFrame((packet) => {
        if (packet.type === 'state') listener(packet.state);
      });
    },
  };
}
