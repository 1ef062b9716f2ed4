import type { Clock } from '../../shared/basics/clock.ts';
import { decodeHanzi } from '../core/gbk.ts';
import type { Transport } from '../transports/transport.ts';
import { GBK, REPLY_BYTE, createCommandParser, type ChipCommand, type ChipReply } from './protocol.ts';

/**
 * silent: hears and says nothing on the wire. not-recognised: every command arrives spoilt. no-finish: the 4F at the end
 * of a sentence is lost. busy: another program keeps it talking.
 */
export type ChipFault = 'none' | 'silent' | 'not-recognised' | 'no-finish' | 'busy';

export interface Utterance {
  readonly text: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Null while it is being spoken. */
  readonly endedAt: number | null;
  readonly cutOff: boolean;
}

export interface VoiceSight {
  /** Oldest first, the last 50. */
  readonly spoken: readonly Utterance[];
  /** Commands answered with 45. */
  readonly refused: number;
  /** Sentences sent while another was being spoken. */
  readonly overlaps: number;
}

export interface VirtualChip {
  attach(peer: Transport): void;
  setFault(fault: ChipFault): void;
  /** The supply failed for a moment: a sentence is cut off, the chip says 4A. */
  restart(): void;
  see(): VoiceSight;
}

const KEPT = 50;
/** A command that pauses longer on the wire was cut off. */
const COMMAND_GAP_MS = 200;

/** A SYN6288 and its loudspeaker, without a socket. */
export function createVirtualChip(settings: { readonly clock: Clock; readonly msPerByte: number }): VirtualChip {
  const { clock, msPerByte } = settings;
  let peer: Transport | null = null;
  let fault: ChipFault = 'none';
  let speech: AbortController | null = null;
  let sight: VoiceSight = { spoken: [], refused: 0, overlaps: 0 };

  function reply(what: ChipReply): void {
    if (fault === 'silent') return;
    // A host that has gone needs no answer.
    peer?.write(Uint8Array.of(REPLY_BYTE[what])).catch(() => undefined);
  }

  function endUtterance(cutOff: boolean): void {
    const last = sight.spoken.at(-1);
    if (last === undefined) return;
    sight = { ...sight, spoken: [...sight.spoken.slice(0, -1), { ...last, endedAt: clock.now(), cutOff }] };
  }

  async function utter(text: Uint8Array): Promise<void> {
    const own = new AbortController();
    speech = own;
    const utterance = { text: decodeHanzi(text), startedAt: clock.now(), endedAt: null, cutOff: false };
    sight = { ...sight, spoken: [...sight.spoken, utterance].slice(-KEPT) };
    await clock.sleep(msPerByte * text.length, own.signal);
    if (own.signal.aborted) return;
    speech = null;
    endUtterance(false);
    if (fault !== 'no-finish') reply('idle');
  }

  function refuse(): void {
    sight = { ...sight, refused: sight.refused + 1 };
    reply('not-recognised');
  }

  function stopSpeech(): void {
    if (speech === null) return;
    speech.abort();
    speech = null;
    endUtterance(true);
  }

  function obey(command: ChipCommand): void {
    if (fault === 'silent') return;
    if (fault === 'not-recognised' || command.type === 'bad') return refuse();
    if (command.type === 'query') return reply(speech !== null || fault === 'busy' ? 'busy' : 'idle');
    if (command.type === 'stop') {
      stopSpeech();
      return reply('accepted');
    }
    if (command.charset > GBK) return refuse();
    if (speech !== null || fault === 'busy') {
      sight = { ...sight, overlaps: sight.overlaps + 1 };
      return reply('busy');
    }
    reply('accepted');
    void utter(command.text);
  }

  return {
    attach(next) {
      peer = next;
      const parser = createCommandParser();
      let heardAt = clock.now();
      next.onData((chunk) => {
        if (clock.now() - heardAt > COMMAND_GAP_MS) parser.reset();
        heardAt = clock.now();
        parser.push(chunk).forEach(obey);
      });
    },
    setFault: (next) => void (fault = next),
    restart() {
      stopSpeech();
      reply('initialised');
    },
    see: () => sight,
  };
}
