import type { z } from 'zod';
import type { Clock } from '../shared/basics/clock.ts';
import type { DeviceKind } from '../shared/types/device.ts';
import { createCallDisplay } from './call-display/device.ts';
import { CallDisplayOptions } from './call-display/options.ts';
import type { Device } from './core/device.ts';
import { createEvaluationPad, EvaluationPadOptions } from './evaluation-pad/device.ts';
import { createIdCardReader, IdCardReaderOptions } from './id-card-reader/device.ts';
import { createServiceReader, ServiceReaderOptions } from './id-card-reader/service-device.ts';
import type { IdCardReader } from './id-card-reader/types.ts';
import { createTicketPrinter, TicketPrinterOptions } from './ticket-printer/device.ts';
import type { GlyphSource } from './ticket-printer/glyphs.ts';
import { parseDeviceAddress, type DeviceAddress } from './transports/address.ts';
import { openTransport } from './transports/open-transport.ts';
import { createVoice, VoiceOptions } from './voice/device.ts';

/** What the configuration may say about a device of each kind, besides its address. */
export const DEVICE_OPTIONS = {
  idCardReader: IdCardReaderOptions,
  ticketPrinter: TicketPrinterOptions,
  callDisplay: CallDisplayOptions,
  evaluationPad: EvaluationPadOptions,
  voice: VoiceOptions,
} as const satisfies Record<DeviceKind, z.ZodType>;

/** What the options of a device at this address are checked against: a reader behind a service has its own. */
export function deviceOptionsAt(kind: DeviceKind, { protocol }: DeviceAddress): z.ZodType {
  return kind === 'idCardReader' && protocol === 'http' ? ServiceReaderOptions : DEVICE_OPTIONS[kind];
}

/** What devices are given from outside. */
export interface DeviceParts {
  /** Has passed `parseDeviceAddress` for its kind; a wrong one throws. */
  readonly address: string;
  readonly clock: Clock;
  /** Pictures of characters that a printer's own font lacks. */
  readonly glyphs: GlyphSource;
}

/** How each kind of device is made. Options have passed DEVICE_OPTIONS; wrong ones throw. */
export const DEVICES = {
  idCardReader: createReaderAt,
  ticketPrinter: ({ address, clock, glyphs }, options) => createTicketPrinter({ factory: openTransport(address), clock, glyphs, options }),
  callDisplay: ({ address, clock }, options) => createCallDisplay({ factory: openTransport(address), clock, options }),
  evaluationPad: ({ address, clock }, options) => createEvaluationPad({ factory: openTransport(address), clock, options }),
  voice: ({ address, clock }, options) => createVoice({ factory: openTransport(address), clock, options }),
} as const satisfies { [K in DeviceKind]: (parts: DeviceParts, options: z.input<(typeof DEVICE_OPTIONS)[K]>) => Device };

/** The address tells whether the reader's module is driven here or the maker's service is asked. */
function createReaderAt({ address, clock }: DeviceParts, options: z.input<typeof IdCardReaderOptions>): IdCardReader {
  const place = parseDeviceAddress(address, 'idCardReader');
  if (!place.ok) throw new Error(place.error);
  if (place.value.protocol !== 'http') return createIdCardReader({ factory: openTransport(address), clock, options });
  return createServiceReader({ address, get: fetch, clock, options: { cardLeftMs: options.cardLeftMs } });
}
