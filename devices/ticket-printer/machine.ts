import type { Clock } from '../../shared/basics/clock.ts';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { createPaperWriter } from './paper.ts';
import type { PaperItem } from './paper.ts';
import { createStreamReader } from './stream-reader.ts';

export type ProofBehaviour = { readonly mode: 'answer' | 'never' } | { readonly mode: 'late'; readonly ms: number };

export interface MachineOptions {
  readonly columns: number;
  readonly chineseAtPowerOn: boolean;
  /** Time the paper takes for one line of 30 dots; 0 prints at once. */
  readonly msPerLine: number;
  /** Receive buffer in bytes; what does not fit is not read from the line. */
  readonly bufferBytes: number;
  /** Lines of 30 dots left at the beginning. */
  readonly paperLines: number;
}

/**
 * What else a printer tells. drawer: the drawer's pin, which has nothing to do with printing. feed-button: held down.
 * mechanical-error: ended by DLE ENQ once the cause is gone. unrecoverable-error: only by switching off. overheated: by itself.
 */
export const PRINTER_SIGNALS = ['drawer', 'feed-button', 'mechanical-error', 'unrecoverable-error', 'overheated'] as const;
export type PrinterSignal = (typeof PRINTER_SIGNALS)[number];

/** One slip item with the time its first command was carried out, epoch ms. */
export interface PrintedItem {
  readonly item: PaperItem;
  readonly at: number;
}

/** The insides of a thermal printer: receive buffer, real-time commands, paper, cover, cutter, power. */
export interface PrinterMachine {
  /** Takes what fits into the buffer; the rest has to be offered again when `onRoom` fires. */
  receive(bytes: Uint8Array): number;
  onRoom(listener: () => void): void;
  onAnswer(listener: (bytes: Uint8Array) => void): void;
  setPaper(lines: number): void;
  setCover(open: boolean): void;
  jamCutter(jammed: boolean): void;
  setProof(behaviour: ProofBehaviour): void;
  setSignal(signal: PrinterSignal, on: boolean): void;
  /** Which DLE EOT questions this model answers. */
  setAnswered(questions: readonly number[]): void;
  /** Loses the buffers; off, it neither reads nor answers. */
  setPower(on: boolean): void;
  printed(): readonly PrintedItem[];
  condition(): MachineCondition;
}

export interface MachineCondition {
  readonly powered: boolean;
  readonly coverOpen: boolean;
  readonly paperLines: number;
  readonly cutterError: boolean;
  /** An error that only switching off and on ends. */
  readonly unrecoverable: boolean;
  readonly offline: boolean;
}

const LINE_DOTS = 30;
const NEAR_END_LINES = 60;

export function createPrinterMachine(options: MachineOptions, clock: Clock): PrinterMachine {
  const writer = createPaperWriter(options);
  const reader = createStreamReader(writer.isChinese);
  const printed: PrintedItem[] = [];
  let buffer: number[] = [];
  let realTime: number[] = [];
  let paperDots = options.paperLines * LINE_DOTS;
  let waitingItems: PaperItem[] = [];
  let coverOpen = false;
  let jammed = false;
  const signals = new Set<PrinterSignal>();
  let cutterError = false;
  let mechanicalError = false;
  let unrecoverable = false;
  let powered = true;
  let automatic = false;
  let working = false;
  /** Grows when the buffers are thrown away; work begun before it ends without effect. */
  let life = 0;
  let proof: ProofBehaviour = { mode: 'answer' };
  let answered: readonly number[] = [1, 2, 3, 4];
  let announceRoom: () => void = () => undefined;
  let sendAnswer: (bytes: Uint8Array) => void = () => undefined;

  function paperOut(): boolean {
    return paperDots <= 0;
  }

  function offline(): boolean {
    return coverOpen || paperOut() || inError() || signals.has('feed-button');
  }

  function inError(): boolean {
    return cutterError || mechanicalError || unrecoverable || signals.has('overheated');
  }

  /** The bits of DLE EOT 3, which are those of the second byte of the automatic status too. */
  function errorBits(): number {
    return (mechanicalError ? 0x04 : 0) | (cutterError ? 0x08 : 0) | (unrecoverable ? 0x20 : 0) | (signals.has('overheated') ? 0x40 : 0);
  }

  function answer(...bytes: number[]): void {
    if (powered) sendAnswer(Uint8Array.from(bytes));
  }

  /** Every received byte is looked at once for DLE EOT and DLE ENQ, wherever it stands: also inside an image. */
  function watchRealTime(byte: number): void {
    realTime = [...realTime, byte].slice(-3);
    const [dle, command, n = 0] = realTime;
    if (dle !== 0x10) return;
    if (command === 0x04 && n >= 1 && n <= 4) {
      realTime = [];
      if (answered.includes(n)) answer(statusByte(n));
    } else if (command === 0x05 && (n === 1 || n === 2)) {
      realTime = [];
      leaveError(n);
    }
  }

  function statusByte(n: number): number {
    switch (n) {
      case 1: return 0x12 | printerBits() | (cutterError || mechanicalError ? 0x20 : 0);
      case 2: return 0x12 | (coverOpen ? 0x04 : 0) | (signals.has('feed-button') ? 0x08 : 0) | (paperOut() ? 0x20 : 0) | (inError() ? 0x40 : 0);
      case 3: return 0x12 | errorBits();
      default: return 0x12 | paperBits(0x0c, 0x60);
    }
  }

  function printerBits(): number {
    return (signals.has('drawer') ? 0x04 : 0) | (offline() ? 0x08 : 0) | (signals.has('feed-button') ? 0x40 : 0);
  }

  function paperBits(nearEnd: number, end: number): number {
    if (paperOut()) return nearEnd | end;
    return paperDots < NEAR_END_LINES * LINE_DOTS ? nearEnd : 0;
  }

  function leaveError(n: 1 | 2): void {
    if (!cutterError && !mechanicalError) return;
    if (jammed || signals.has('mechanical-error')) return;
    cutterError = false;
    mechanicalError = false;
    if (n === 2) clearBuffers();
    changed();
  }

  function clearBuffers(): void {
    life += 1;
    buffer = [];
    realTime = [];
    waitingItems = [];
    reader.reset();
    writer.reset();
  }

  /** Something a sensor sees has changed. */
  function changed(): void {
    if (automatic) sendAutomaticStatus();
    void work();
  }

  function sendAutomaticStatus(): void {
    answer(0x10 | printerBits() | (coverOpen ? 0x20 : 0), errorBits(), paperBits(0x03, 0x0c), 0x00);
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    while (powered && !offline() && (waitingItems.length > 0 || buffer.length > 0)) {
      const item = waitingItems.shift();
      if (item) await printItem(item);
      else executeNext();
    }
    working = false;
  }

  function executeNext(): void {
    const byte = buffer.shift();
    if (byte === undefined) return;
    if (buffer.length === options.bufferBytes >> 1 || buffer.length === 0) announceRoom();
    const command = reader.push(byte);
    if (!command) return;
    waitingItems.push(...writer.apply(command.bytes));
    answerQueued(command.bytes);
  }

  async function printItem(item: PaperItem): Promise<void> {
    const own = life;
    if (item.type === 'cut' && jammed) {
      waitingItems.unshift(item);
      cutterError = true;
      changed();
      return;
    }
    const at = clock.now();
    if (options.msPerLine > 0) await clock.sleep((item.dots / LINE_DOTS) * options.msPerLine);
    if (own !== life) return;
    const before = paperBits(1, 2);
    paperDots -= item.dots;
    // The paper ended on its way to the cutter: the cut is made on the next roll.
    if (item.type === 'cut' && paperDots < 0) waitingItems.unshift(item);
    else printed.push({ item, at });
    if (paperBits(1, 2) !== before) changed();
  }

  function answerQueued(bytes: Uint8Array): void {
    if (bytes[0] !== 0x1d) return;
    if (bytes[1] === 0x61) {
      automatic = (bytes[2] ?? 0) !== 0;
      if (automatic) sendAutomaticStatus();
    }
    if (bytes[1] === 0x72 && bytes[2] === 1) prove(() => [paperBits(0x03, 0x0c)]);
    if (bytes[1] === 0x28 && bytes[2] === 0x48 && bytes[5] === 0x30) prove(() => [0x37, 0x22, ...bytes.subarray(7, 11), 0x00]);
  }

  function prove(bytes: () => number[]): void {
    switch (proof.mode) {
      case 'answer': return answer(...bytes());
      case 'never': return;
      case 'late': {
        const own = life;
        void clock.sleep(proof.ms).then(() => {
          if (own === life) answer(...bytes());
        });
        return;
      }
      default: return assertNever(proof);
    }
  }

  return {
    receive(bytes) {
      if (!powered) return bytes.length;
      const taken = bytes.subarray(0, Math.max(0, options.bufferBytes - buffer.length));
      for (const byte of taken) {
        buffer.push(byte);
        watchRealTime(byte);
      }
      void work();
      return taken.length;
    },
    onRoom: (listener) => void (announceRoom = listener),
    onAnswer: (listener) => void (sendAnswer = listener),
    setPaper(lines) {
      paperDots = lines * LINE_DOTS;
      changed();
    },
    setCover(open) {
      coverOpen = open;
      changed();
    },
    jamCutter: (now) => void (jammed = now),
    setSignal(signal, on) {
      if (on) signals.add(signal);
      else signals.delete(signal);
      mechanicalError ||= signals.has('mechanical-error');
      unrecoverable ||= signals.has('unrecoverable-error');
      changed();
    },
    setProof: (behaviour) => void (proof = behaviour),
    setAnswered: (questions) => void (answered = questions),
    setPower(on) {
      powered = on;
      clearBuffers();
      automatic = false;
      if (!jammed) cutterError = false;
      mechanicalError = signals.has('mechanical-error');
      unrecoverable = signals.has('unrecoverable-error');
      if (on) void work();
      announceRoom();
    },
    printed: () => printed,
    condition: () => ({ powered, coverOpen, paperLines: Math.max(0, Math.floor(paperDots / LINE_DOTS)), cutterError, unrecoverable, offline: offline() }),
  };
}
