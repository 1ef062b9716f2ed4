import type { z } from 'zod';
import type { Clock } from '../shared/basics/clock.ts';
import type { DeviceKind } from '../shared/types/device.ts';
import { createCallDisplay } from './call-display/device.ts';
import { CallDisplayOptions } from './call-display/options.ts';
import type { Device } from './core/device.ts';
import { createEvaluationPad, EvaluationPadOptions } from './evaluation-pad/device.ts';
import { createIdCardReader, IdCardReaderOptions } from './id-card-reader/device.ts';
import { createTicketPrinter, TicketPrinterOptions } from './ticket-printer/device.ts';
import type { GlyphSource } from './ticket-printer/glyphs.ts';
import type { TransportFactory } from './transports/transport.ts';
import { createVoice, VoiceOptions } from './voice/device.ts';

/** What the configuration may say about a device of each kind, besides its address. */
export const DEVICE_OPTIONS = {
  idCardReader: IdCardReaderOptions,
  ticketPrinter: TicketPrinterOptions,
  callDisplay: CallDisplayOptions,
  evaluationPad: EvaluationPadOptions,
  voice: VoiceOptions,
} as const satisfies Record<DeviceKind, z.ZodType>;

/** What devices are given from outside. */
export interface DeviceParts {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  /** Pictures of characters that a printer's own font lacks. */
  readonly glyphs: GlyphSource;
}

/** How each kind of device is made. Options have passed DEVICE_OPTIONS; wrong ones throw. */
export const DEVICES = {
  idCardReader: ({ factory, clock }, options) => createIdCardReader({ factory, clock, options }),
  ticketPrinter: ({ factory, clock, glyphs }, options) => createTicketPrinter({ factory, clock, glyphs, options }),
  callDisplay: ({ factory, clock }, options) => createCallDisplay({ factory, clock, options }),
  evaluationPad: ({ factory, clock }, options) => createEvaluationPad({ factory, clock, options }),
  voice: ({ factory, clock }, options) => createVoice({ factory, clock, options }),
} as const satisfies { [K in DeviceKind]: (parts: DeviceParts, options: z.input<(typeof DEVICE_OPTIONS)[K]>) => Device };
