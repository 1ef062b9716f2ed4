import type { Device, DeviceStatus } from '../../devices/core/device.ts';
import type { CallDisplay } from '../../devices/call-display/types.ts';
import type { EvaluationPad } from '../../devices/evaluation-pad/types.ts';
import type { CardEvent, CardFields, CardPhoto, IdCardReader } from '../../devices/id-card-reader/types.ts';
import type { DoorEvent, DoorView, Locker } from '../../devices/locker/types.ts';
import type { CallerDigits, PhysicalCaller, PressedKey } from '../../devices/physical-caller/types.ts';
import type { Scanner, ScanEvent } from '../../devices/scanner/types.ts';
import type { SocialCardEvent, SocialCardFields, SocialCardReader } from '../../devices/social-card-reader/types.ts';
import type { PrintFailure, PrintSuccess, Slip, TicketPrinter } from '../../devices/ticket-printer/types.ts';
import type { Voice } from '../../devices/voice/types.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { RatingLevel } from '../../shared/types/case-file.ts';

const READY: DeviceStatus = { health: 'ready', state: 'ready', advice: '', since: 0, lastGoodAt: null, counters: {} };

/** What every stand-in has in common: it is ready, and silent about it. */
function stillDevice(): Omit<Device, 'kind'> {
  return { address: 'tcp://127.0.0.1:1', status: () => READY, onStatus: () => () => undefined, start: () => undefined, stop: () => Promise.resolve() };
}

/** Somebody's handle on listeners that a device keeps. */
function listeners<T>() {
  const all = new Set<(value: T) => void>();
  return {
    add(listener: (value: T) => void) {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell(value: T): void {
      for (const listener of [...all]) listener(value);
    },
    count: () => all.size,
  };
}

export interface FakePrinter extends TicketPrinter {
  readonly slips: Slip[];
  /** What the next print comes to; the ones after it succeed again. */
  script(...outcomes: PrintFailure['outcome'][]): void;
  /** Prints wait until `release`. */
  hold(): void;
  release(): void;
  /** The paper is out: no number may be taken. */
  ready: boolean;
}

export function fakePrinter(): FakePrinter {
  const outcomes: PrintFailure['outcome'][] = [];
  let gate: PromiseWithResolvers<void> | null = null;
  const printer: FakePrinter = {
    ...stillDevice(),
    kind: 'ticketPrinter',
    slips: [],
    ready: true,
    script: (...next) => void outcomes.push(...next),
    hold: () => void (gate = Promise.withResolvers()),
    release: () => gate?.resolve(),
    checkReady: async () => (printer.ready ? ok({ paperNearEnd: false }) : fail({ outcome: 'NOT_PRINTED', cause: 'paper-end', sentence: '打印纸用完了。' })),
    print: async (slip): Promise<Result<PrintSuccess, PrintFailure>> => {
      printer.slips.push(slip);
      await gate?.promise;
      const outcome = outcomes.shift();
      if (outcome === undefined) return ok({ proof: 'gs-r', paperNearEnd: false });
      return fail({ outcome, cause: outcome === 'UNKNOWN' ? 'no-proof' : 'paper-end', sentence: '打印没有完成。' });
    },
  };
  return printer;
}

/** All text of a slip, one block a line. */
export function slipText(slip: Slip | undefined): string {
  return (slip?.blocks ?? []).map((block) => ('text' in block ? block.text : 'left' in block ? `${block.left} ${block.right}` : '')).join('\n');
}

/** 李四 of the published test vector. */
export const LI_SI: CardFields = {
  certType: 'RESIDENT_ID',
  name: '李四',
  certNo: '11010519491231002X',
  sex: '2',
  birth: '19491231',
  nation: '汉',
  address: '示范市示范区测试路1号',
  authority: '示范市公安局',
  validFrom: '20200101',
  validTo: '长期',
  warnings: [],
};
export const ZHANG_SAN: CardFields = { ...LI_SI, name: '张三', certNo: '110101199003070011', birth: '19900307' };

/** What the 社保卡 of the same person tells. */
export const LI_SI_SOCIAL: SocialCardFields = { number: LI_SI.certNo, name: LI_SI.name, sex: LI_SI.sex, validTo: '20991231', warnings: [] };

export interface FakeReader extends IdCardReader {
  lay(card: CardFields, photo?: CardPhoto | null): void;
  tell(event: CardEvent): void;
  listenerCount(): number;
}

export function fakeReader(): FakeReader {
  const cards = listeners<CardEvent>();
  return {
    ...stillDevice(),
    kind: 'idCardReader',
    samId: () => null,
    onCard: cards.add,
    lay: (card, photo = null) => cards.tell({ type: 'card-read', card, photo, fingers: null }),
    tell: cards.tell,
    listenerCount: cards.count,
  };
}

export interface FakeSocialCardReader extends SocialCardReader {
  tell(event: SocialCardEvent): void;
}

export function fakeSocialCardReader(): FakeSocialCardReader {
  const cards = listeners<SocialCardEvent>();
  return { ...stillDevice(), kind: 'socialCardReader', onCard: cards.add, tell: cards.tell };
}

export interface FakeStrip extends CallDisplay {
  readonly texts: string[];
}

export function fakeStrip(): FakeStrip {
  const texts: string[] = [];
  return {
    ...stillDevice(),
    kind: 'callDisplay',
    texts,
    show: async (text) => {
      texts.push(text);
      return ok(undefined);
    },
  };
}

export interface FakePad extends EvaluationPad {
  press(level: RatingLevel): void;
  invitations: number;
}

export function fakePad(): FakePad {
  const presses = listeners<RatingLevel>();
  const pad: FakePad = {
    ...stillDevice(),
    kind: 'evaluationPad',
    invitations: 0,
    invite: async () => {
      pad.invitations += 1;
      return ok(undefined);
    },
    onPress: presses.add,
    press: presses.tell,
  };
  return pad;
}

export interface FakeCaller extends PhysicalCaller {
  press(key: PressedKey): void;
  /** The newest digits first. */
  readonly shown: CallerDigits[];
  beeps: number;
}

export function fakeCaller(): FakeCaller {
  const keys = listeners<PressedKey>();
  const caller: FakeCaller = {
    ...stillDevice(),
    kind: 'physicalCaller',
    shown: [],
    beeps: 0,
    onKey: keys.add,
    press: keys.tell,
    show: async (digits) => {
      caller.shown.unshift(digits);
      return ok(undefined);
    },
    beep: async (times) => {
      caller.beeps += times;
      return ok(undefined);
    },
  };
  return caller;
}

export interface FakeVoice extends Voice {
  readonly spoken: string[];
}

export function fakeVoice(): FakeVoice {
  const spoken: string[] = [];
  return {
    ...stillDevice(),
    kind: 'voice',
    pages: null,
    spoken,
    speak: async (text) => {
      spoken.push(text);
      return ok(undefined);
    },
  };
}

export interface FakeScanner extends Scanner {
  tell(scan: ScanEvent): void;
  scan(code: string): void;
}

export function fakeScanner(): FakeScanner {
  const scans = listeners<ScanEvent>();
  return { ...stillDevice(), kind: 'scanner', onScan: scans.add, tell: scans.tell, scan: (code) => scans.tell({ type: 'code', code, controlsRemoved: false }) };
}

export interface FakeLocker extends Locker {
  /** Doors in the order in which their locks were touched. */
  readonly pulses: string[];
  /** From now on the board answers no more after the pulse. */
  silent: boolean;
}

/** A cabinet with the doors 1 to 3. */
export function fakeLocker(): FakeLocker {
  const events = listeners<DoorEvent>();
  const door = (name: string): DoorView => {
    const isOpen = locker.pulses.includes(name);
    return { name, board: 1, lock: Number(name), state: isOpen ? 'open' : 'closed', openSince: isOpen ? 0 : null, leftOpen: false };
  };
  const locker: FakeLocker = {
    ...stillDevice(),
    kind: 'locker',
    pulses: [],
    silent: false,
    doors: () => ['1', '2', '3'].map(door),
    onDoor: events.add,
    open: async (name) => {
      locker.pulses.push(name);
      if (locker.silent) return fail({ cause: 'unknown', sentence: '不知道门是否打开，请到柜前查看' });
      events.tell({ type: 'opened', door: name, by: 'command' });
      return ok('opened');
    },
    reading: async () => ok(1),
    calibrate: async () => ok({ closedReads: 1, asSet: true }),
  };
  return locker;
}
