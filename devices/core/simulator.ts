import type { DeviceKind } from '../../shared/types/device.ts';
import type { Result } from '../../shared/basics/result.ts';

/**
 * The other end of a device's wire: a program that speaks the real protocol and is not kinder than the device.
 * People and tests move it through `control`; what it shows, says or prints is in `observe`.
 */
export interface Simulator {
  readonly kind: DeviceKind;
  /** What the driver has to open, for example `tcp://127.0.0.1:40123`; for a pseudo-terminal the simulator's own end. */
  readonly address: string;
  /** A command as JSON, checked with zod; the error names what is wrong with it. */
  control(command: unknown): Result<unknown, string>;
  /** What a person standing in front of the device could see or hear, as JSON. */
  observe(): unknown;
  /** The n-th thing it put out (0 is the first) as an SVG picture, where a device puts something out; null when there is none. */
  picture?(index: number): string | null;
  close(): Promise<void>;
}

/** Where a simulator listens: a TCP port (0 for any free one), or its own end of an existing pseudo-terminal. */
export type SimulatorPlace =
  | { readonly host: string; readonly port: number }
  | { readonly address: string };
