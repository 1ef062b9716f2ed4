import iconv from 'iconv-lite';
import { concatBytes, fromHex } from '../core/bytes.ts';
import type { SampleSocialCard } from './sample-cards.ts';

/**
 * The way a card differs from the plainest one, all seen on real cards by the public sources (devices.md §7.2):
 * `no-application` 6A82 to the selection of the application, files there nevertheless; `t0` announces lengths (61xx) and
 * wants the right expected length (6Cxx), as cards on T=0 do; `other-ways` knows only P1 00 and P2 00; `numbered`
 * numbers the records of EF06 from 1; `needs-pin` protects EF06; `bank-card` has no such application at all;
 * `few-records` has number and name only; `endless` announces more bytes for ever.
 */
export const CARD_HABITS = ['no-application', 't0', 'other-ways', 'numbered', 'needs-pin', 'bank-card', 'few-records', 'endless'] as const;
export type CardHabit = (typeof CARD_HABITS)[number];

/** The chip of a card: answers commands, remembers the selected file and every command it was ever given. */
export interface VirtualCard {
  answer(command: Uint8Array): Uint8Array;
  /** Commands that would count as a try of the password. */
  passwordTries(): number;
}

const APPLICATION = '7378312e73682ec9e7bbe1b1a3d5cf';
const OK = fromHex('90 00');

type File = ReadonlyMap<number, Uint8Array>;

/** Written from the table in devices.md, apart from the driver. */
export function createVirtualCard(card: SampleSocialCard, habits: ReadonlySet<CardHabit>): VirtualCard {
  const files = filesOf(card, habits);
  let selected: File | null = null;
  let ready = new Uint8Array();
  let tries = 0;

  function select(how: number, name: string): Uint8Array {
    if (how === 0x04) {
      if (habits.has('bank-card') || habits.has('no-application') || name !== APPLICATION) return fromHex('6A 82');
      return habits.has('t0') ? announce(fromHex('6F 00')) : OK;
    }
    if (how !== (habits.has('other-ways') ? 0x00 : 0x02)) return fromHex('6A 86');
    selected = habits.has('bank-card') ? null : (files.get(name) ?? null);
    return selected === null ? fromHex('6A 82') : OK;
  }

  function announce(bytes: Uint8Array): Uint8Array {
    ready = Uint8Array.from(bytes);
    return Uint8Array.of(0x61, bytes.length);
  }

  function read(number: number, how: number, expected: number): Uint8Array {
    if (how !== (habits.has('other-ways') ? 0x00 : 0x04)) return fromHex('6B 00');
    if (selected === null) return fromHex('69 86');
    if (habits.has('needs-pin') && selected === files.get('ef06')) return fromHex('69 82');
    const record = selected.get(number);
    if (record === undefined) return fromHex('6A 83');
    if (habits.has('endless')) return announce(record);
    // The records of a card on T=0 are longer than the table says, so that every expected length is wrong at first.
    if (habits.has('t0') && expected !== record.length) return Uint8Array.of(0x6c, record.length);
    return concatBytes([record, OK]);
  }

  function fetch(): Uint8Array {
    if (habits.has('endless')) return concatBytes([ready, Uint8Array.of(0x61, ready.length)]);
    return concatBytes([ready, OK]);
  }

  return {
    answer(command) {
      const [, instruction, p1 = 0, p2 = 0, p3 = 0] = command;
      switch (instruction) {
        case 0xa4:
          return select(p1, Buffer.from(command.subarray(5, 5 + p3)).toString('hex'));
        case 0xb2:
          return read(p1, p2, p3);
        case 0xc0:
          return fetch();
        case 0x20:
          tries += 1;
          return fromHex('63 C2');
        default:
          return fromHex('6D 00');
      }
    },
    passwordTries: () => tries,
  };
}

function filesOf(card: SampleSocialCard, habits: ReadonlySet<CardHabit>): ReadonlyMap<string, File> {
  const padding = habits.has('t0') ? 1 : 0;
  const record = (tag: number, value: Uint8Array): Uint8Array => concatBytes([Uint8Array.of(tag, value.length), value, new Uint8Array(padding)]);
  const few = habits.has('few-records');
  const numbers = habits.has('numbered') ? [1, 2] : [0x08, 0x09];
  const person: [number, Uint8Array][] = [
    [numbers[0] ?? 0, record(0x08, Buffer.from(card.number, 'ascii'))],
    [numbers[1] ?? 0, record(0x09, padded(iconv.encode(card.name, 'gbk'), 30))],
  ];
  if (!few) person.push([0x0a, record(0x0a, Buffer.from(card.sex))], [0x0d, record(0x0d, Buffer.from(card.birth, 'hex'))]);
  return new Map([
    ['ef05', new Map(few ? [] : [[0x06, record(0x06, Buffer.from(card.validTo, 'hex'))]])],
    ['ef06', new Map(person)],
  ]);
}

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(length);
  whole.set(bytes);
  return whole;
}
