import { parseDeviceAddress } from './address.ts';
import { packetTunnel } from './packet-tunnel.ts';
import type { PacketPipe, PacketPipeFactory } from './packets.ts';
import { createPipeEvents } from './pipe-events.ts';
import { OpeningTrouble } from './transport.ts';

/**
 * The channels of a smart card pipe. On `apdu` a command is sent and its whole answer comes back, data and two status
 * bytes; an answer of no bytes means that the card gave none. On `card` one byte tells whether a card is there: as soon
 * as somebody listens, and after every change.
 */
export const PCSC_CHANNEL = { apdu: 0, card: 1 } as const;

/** `mute`: something is in the slot that does not answer, for example a card the wrong way round. */
export const CARD_STATE = { absent: 0, present: 1, mute: 2 } as const;
type CardState = (typeof CARD_STATE)[keyof typeof CARD_STATE];

/** The longest wait for the wanted reader, and how long nothing new has to come before `*` is known to be the only one, in milliseconds. */
const LIST_MS = { limit: 400, quiet: 60 } as const;

/** Values of the PC/SC standard, part 5: states of a reader, sharing, and what becomes of the card afterwards. */
const READER_HOLDS_CARD = 0x20;
const CARD_IS_MUTE = 0x200;
const SHARED = 2;
const LEAVE_CARD = 0;

export interface PcscCard {
  transmit(command: Uint8Array): Promise<Uint8Array>;
  disconnect(then: number): Promise<void>;
}

export interface PcscReader {
  name(): string;
  on(event: 'change', listener: (status: { readonly raw: number }) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
  connect(mode: number): Promise<PcscCard>;
}

/** The part of pcsc-mini's client that is used. */
export interface PcscClient {
  on(event: 'reader', listener: (reader: PcscReader) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  start(): unknown;
  stop(): void;
}

/** Loaded when a smart card reader is opened for the first time: it needs the system's PC/SC library. */
async function newClient(): Promise<PcscClient> {
  const { Client } = await import('pcsc-mini');
  return new Client();
}

/**
 * The smart card reader at `pcsc://name`, the only one at `pcsc://*`, or a simulator at `pcsc+tcp://host:port`.
 * Rejects with `OpeningTrouble` when `*` could mean several. No card is told apart by its ATR.
 * The address has passed `parseDeviceAddress`; a wrong one, or one of another kind, throws.
 */
export function openPcsc(address: string, createClient: () => Promise<PcscClient> = newClient): PacketPipeFactory {
  const parsed = parseDeviceAddress(address, ['pcsc', 'pcsc+tcp']);
  if (!parsed.ok) throw new Error(parsed.error);
  const place = parsed.value;
  if (place.protocol === 'pcsc+tcp') return packetTunnel(address, place);
  if (place.protocol !== 'pcsc') throw new Error(`no smart card reader: ${address}`);
  return { address, open: async (signal) => openReader(await createClient(), place.reader, signal) };
}

async function openReader(client: PcscClient, wanted: string | null, signal: AbortSignal): Promise<PacketPipe> {
  const pipes = new Map<string, ReaderPipe>();
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  client.on('error', (error) => {
    broken.reject(error);
    for (const pipe of pipes.values()) pipe.end(error.message);
  });
  const stop = once(() => client.stop());
  const named = Promise.withResolvers<void>();
  let quiet: NodeJS.Timeout | undefined;
  client.on('reader', (reader) => {
    // A reader tells its state right after its name: listening has to begin at once.
    pipes.set(reader.name(), readerPipe(reader, stop));
    clearTimeout(quiet);
    if (reader.name() === wanted) named.resolve();
    else if (wanted === null) quiet = setTimeout(named.resolve, LIST_MS.quiet);
  });
  const limit = setTimeout(named.resolve, LIST_MS.limit);
  try {
    client.start();
    await Promise.race([broken.promise, named.promise]);
    if (signal.aborted) throw new Error('opening was given up');
    return chosen(pipes, wanted);
  } catch (error) {
    stop();
    throw error;
  } finally {
    clearTimeout(limit);
    clearTimeout(quiet);
  }
}

/** The library tells every reader's end while it stops, which would stop it again in the middle of that. */
function once(action: () => void): () => void {
  let begun = false;
  return () => {
    if (begun) return;
    begun = true;
    action();
  };
}

function chosen(pipes: ReadonlyMap<string, PacketPipe>, wanted: string | null): PacketPipe {
  const pipe = wanted === null ? [...pipes.values()][0] : pipes.get(wanted);
  if (wanted === null && pipes.size > 1) {
    throw new OpeningTrouble(`接有 ${pipes.size} 个智能卡读卡器或卡槽：${[...pipes.keys()].join('、')}，请在设备地址里写明用哪一个`);
  }
  if (pipe === undefined) throw new Error('no such smart card reader is plugged in');
  return pipe;
}

interface ReaderPipe extends PacketPipe {
  end(reason: string): void;
}

function readerPipe(reader: PcscReader, stop: () => void): ReaderPipe {
  const listeners = new Set<(channel: number, bytes: Uint8Array) => void>();
  const events = createPipeEvents();
  /** What listeners were told last; null: nothing yet. */
  let state: CardState | null = null;
  let card: PcscCard | null = null;
  /** Counts what the slot went through: a connection made for an earlier card is void. */
  let turn = 0;
  let inserted = false;
  /** What the slot last said of itself. */
  let latest = 0;
  let open = true;

  function tell(next: CardState): void {
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener(PCSC_CHANNEL.card, Uint8Array.of(next));
  }

  function letGo(): void {
    turn += 1;
    card?.disconnect(LEAVE_CARD).catch(() => undefined);
    card = null;
  }

  async function meet(): Promise<void> {
    const mine = turn;
    try {
      const met = await reader.connect(SHARED);
      if (mine !== turn) await met.disconnect(LEAVE_CARD).catch(() => undefined);
      else card = met;
    } catch {
      // What is in the slot does not answer.
    }
    if (mine === turn) tell(card === null ? CARD_STATE.mute : CARD_STATE.present);
  }

  /** As long as nobody listens no card is touched: it may belong to another program. */
  function changed(raw: number): void {
    latest = raw;
    if (listeners.size === 0) return;
    const there = (raw & READER_HOLDS_CARD) !== 0;
    if (there && inserted) return;
    inserted = there;
    letGo();
    if (!there) tell(CARD_STATE.absent);
    else if ((raw & CARD_IS_MUTE) !== 0) tell(CARD_STATE.mute);
    else void meet();
  }

  async function answerTo(command: Uint8Array): Promise<Uint8Array> {
    const asked = card;
    try {
      return (await asked?.transmit(command)) ?? new Uint8Array();
    } catch {
      // The card was taken, or another took its place: the next change of the slot meets it afresh.
      if (asked === card) inserted = false;
      return new Uint8Array();
    }
  }

  function end(reason: string): void {
    if (!open) return;
    open = false;
    letGo();
    stop();
    events.closed(reason);
  }

  reader.on('change', ({ raw }) => changed(raw));
  reader.on('disconnect', () => end('the reader was unplugged'));

  return {
    async send(_channel, bytes) {
      if (!open) throw new Error('the smart card reader is not open');
      const answer = await answerTo(bytes);
      for (const listener of [...listeners]) listener(PCSC_CHANNEL.apdu, answer);
    },
    onPacket(listener) {
      listeners.add(listener);
      changed(latest);
      return () => listeners.delete(listener);
    },
    onClose: events.onClose,
    close: async () => end('closed by us'),
    end,
  };
}
