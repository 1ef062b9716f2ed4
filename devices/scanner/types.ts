import type { Device, Unsubscribe } from '../core/device.ts';

/** cut-off: the code had no end. too-long: longer than a code may be. not-text: neither UTF-8 nor GB18030. */
export type ScanProblem = 'cut-off' | 'too-long' | 'not-text' | 'empty';

/** One code in front of the scanner. What was not read for certain is told, never guessed. */
export type ScanEvent =
  | {
      readonly type: 'code';
      readonly code: string;
      /** The code held control characters; `code` is what is left of it without them. */
      readonly controlsRemoved: boolean;
    }
  | { readonly type: 'unreadable'; readonly problem: ScanProblem; readonly sentence: string };

/** A scanner on a serial line or a virtual serial port (USB-CDC). It speaks unasked and never answers. */
export interface Scanner extends Device {
  readonly kind: 'scanner';
  onScan(listener: (scan: ScanEvent) => void): Unsubscribe;
}
