import type { z } from 'zod';
import type { Clock } from '../shared/basics/clock.ts';
import type { SoundClip } from '../shared/contract/speech.ts';
import type { DeviceKind } from '../shared/types/device.ts';
import { createCallDisplay } from './call-display/device.ts';
import { CallDisplayOptions } from './call-display/options.ts';
import type { CallDisplay } from './call-display/types.ts';
import type { Device } from './core/device.ts';
import type { BusPool, WindowBus } from './core/window-bus/window-bus.ts';
import { createDocumentCamera, DocumentCameraOptions, documentCameraOptionsAt, type DocumentCamera } from './document-camera/device.ts';
import { createDocumentPrinter, DocumentPrinterOptions } from './document-printer/device.ts';
import type { DocumentPrinter } from './document-printer/types.ts';
import { createEvaluationPad, EvaluationPadOptions } from './evaluation-pad/device.ts';
import { createHidKeyPad, HidKeysOptions, KEY_USAGES } from './evaluation-pad/hid-device.ts';
import type { EvaluationPad } from './evaluation-pad/types.ts';
import { createPhysicalCaller, PhysicalCallerOptions } from './physical-caller/device.ts';
import type { PhysicalCaller } from './physical-caller/types.ts';
import { createIdCardReader, IdCardReaderOptions } from './id-card-reader/device.ts';
import { createServiceReader, ServiceReaderOptions } from './id-card-reader/service-device.ts';
import type { IdCardReader } from './id-card-reader/types.ts';
import { READER_ENDPOINTS, readerOverUsb } from './id-card-reader/usb-pipes.ts';
import { createSignaturePad, SignaturePadOptions } from './signature-pad/device.ts';
import type { SignaturePad } from './signature-pad/types.ts';
import { createLocker } from './locker/device.ts';
import { LockerOptions } from './locker/options.ts';
import type { Locker } from './locker/types.ts';
import { createScanner, ScannerOptions } from './scanner/device.ts';
import type { Scanner } from './scanner/types.ts';
import { createSocialCardReader, SocialCardReaderOptions } from './social-card-reader/device.ts';
import type { SocialCardReader } from './social-card-reader/types.ts';
import { createTicketPrinter, TicketPrinterOptions } from './ticket-printer/device.ts';
import type { GlyphSource } from './ticket-printer/glyphs.ts';
import type { TicketPrinter } from './ticket-printer/types.ts';
import { parseDeviceAddress, type AddressProtocol, type DeviceAddress } from './transports/address.ts';
import { openHid } from './transports/hid.ts';
import { openTransport } from './transports/open-transport.ts';
import { openPcsc } from './transports/pcsc.ts';
import { openUsb } from './transports/usb.ts';
import { createVoice, VoiceOptions } from './voice/device.ts';
import { createPageVoice, PageVoiceOptions } from './voice/page-voice.ts';
import type { Voice } from './voice/types.ts';

/** What a station gets of each kind. */
export interface DevicesByKind {
  readonly idCardReader: IdCardReader;
  readonly socialCardReader: SocialCardReader;
  readonly ticketPrinter: TicketPrinter;
  readonly callDisplay: CallDisplay;
  readonly evaluationPad: EvaluationPad;
  readonly physicalCaller: PhysicalCaller;
  readonly voice: Voice;
  readonly scanner: Scanner;
  readonly locker: Locker;
  readonly documentPrinter: DocumentPrinter;
  readonly documentCamera: DocumentCamera;
  readonly signaturePad: SignaturePad;
}

/** What devices are given from outside. */
export interface DeviceParts {
  /** Has passed `parseDeviceAddress` with the kind's protocols; a wrong one throws. */
  readonly address: string;
  readonly clock: Clock;
  /** Pictures of characters that a printer's own font lacks. */
  readonly glyphs: GlyphSource;
  /** What pages that speak join announcements from. */
  readonly recordings: readonly SoundClip[];
  /** The lines that several devices of the station share. */
  readonly buses: BusPool;
}

/** How a kind of device is checked and made from its setting in hall.json. */
export interface DeviceMaker<D extends Device> {
  /** The ways its drivers can reach a device. */
  readonly protocols: readonly AddressProtocol[];
  /** What the setting may say besides the address. */
  optionsAt(place: DeviceAddress): z.ZodType;
  /** Options as the setting has them; wrong ones throw. Nothing is opened yet. */
  make(parts: DeviceParts, options: unknown): D;
}

const SERIAL_OR_TCP: readonly AddressProtocol[] = ['serial', 'serial-usb', 'tcp'];

export const DEVICES: { readonly [K in DeviceKind]: DeviceMaker<DevicesByKind[K]> } = {
  // The address tells whether the reader's module is driven here, and over what, or the maker's service is asked.
  idCardReader: {
    protocols: [...SERIAL_OR_TCP, 'usb', 'usb+tcp', 'http'],
    optionsAt: ({ protocol }) => (protocol === 'http' ? ServiceReaderOptions : IdCardReaderOptions),
    make({ address, clock }, options) {
      const { protocol } = placeOf(address);
      if (protocol === 'http') return createServiceReader({ address, get: fetch, clock, options: ServiceReaderOptions.parse(options) });
      const factory = protocol.startsWith('usb') ? readerOverUsb(openUsb(address, Object.values(READER_ENDPOINTS))) : openTransport(address);
      return createIdCardReader({ factory, clock, options: IdCardReaderOptions.parse(options) });
    },
  },
  socialCardReader: {
    protocols: ['pcsc', 'pcsc+tcp'],
    optionsAt: () => SocialCardReaderOptions,
    make: ({ address, clock }, options) => createSocialCardReader({ factory: openPcsc(address), clock, options: SocialCardReaderOptions.parse(options) }),
  },
  // A file: the kernel's printer on a USB cable.
  ticketPrinter: { ...pipeDevice(TicketPrinterOptions, createTicketPrinter), protocols: [...SERIAL_OR_TCP, 'file'] },
  callDisplay: pipeDevice(CallDisplayOptions, createCallDisplay),
  // A number pad on USB, or keys on the window's bus.
  evaluationPad: {
    protocols: [...SERIAL_OR_TCP, 'hid', 'hid+tcp'],
    optionsAt: (place) => (isHid(place) ? HidKeysOptions : EvaluationPadOptions),
    make({ address, clock, buses }, options) {
      if (isHid(placeOf(address))) return createHidKeyPad({ factory: openHid(address, KEY_USAGES), clock, options: HidKeysOptions.parse(options) });
      return createEvaluationPad({ bus: buses.at(address), clock, options: EvaluationPadOptions.parse(options) });
    },
  },
  physicalCaller: busDevice(PhysicalCallerOptions, createPhysicalCaller),
  // A module with its own loudspeaker, or the loudspeaker of the computer that shows the call display.
  voice: {
    protocols: [...SERIAL_OR_TCP, 'page'],
    optionsAt: ({ protocol }) => (protocol === 'page' ? PageVoiceOptions : VoiceOptions),
    make({ address, clock, recordings }, options) {
      if (placeOf(address).protocol === 'page') return createPageVoice({ address, clock, recordings, options: PageVoiceOptions.parse(options) });
      return createVoice({ factory: openTransport(address), clock, options: VoiceOptions.parse(options) });
    },
  },
  scanner: pipeDevice(ScannerOptions, createScanner),
  locker: pipeDevice(LockerOptions, createLocker),
  documentPrinter: {
    protocols: ['ipp'],
    optionsAt: () => DocumentPrinterOptions,
    make({ address, clock }, options) {
      return createDocumentPrinter({ address, clock, options: DocumentPrinterOptions.parse(options) });
    },
  },
  documentCamera: {
    protocols: ['page'],
    optionsAt: documentCameraOptionsAt,
    make: ({ address, clock }, options) => createDocumentCamera({ address, clock, options: DocumentCameraOptions.parse(options) }),
  },
  signaturePad: {
    protocols: ['hid', 'hid+tcp'],
    optionsAt: () => SignaturePadOptions,
    make: ({ address, clock }) => createSignaturePad({ factory: openHid(address), clock }),
  },
};

interface PipeParts<O> extends Pick<DeviceParts, 'clock' | 'glyphs'> {
  readonly factory: ReturnType<typeof openTransport>;
  readonly options: O;
}

/** A kind whose devices all hang on a byte pipe. */
function pipeDevice<S extends z.ZodType, D extends Device>(schema: S, create: (parts: PipeParts<z.output<S>>) => D): DeviceMaker<D> {
  return {
    protocols: SERIAL_OR_TCP,
    optionsAt: () => schema,
    make: ({ address, clock, glyphs }, options) => create({ factory: openTransport(address), clock, glyphs, options: schema.parse(options) }),
  };
}

interface BusParts<O> extends Pick<DeviceParts, 'clock'> {
  readonly bus: WindowBus;
  readonly options: O;
}

/** A kind whose devices hang on a window's bus, with others of the station on the same line. */
function busDevice<S extends z.ZodType, D extends Device>(schema: S, create: (parts: BusParts<z.output<S>>) => D): DeviceMaker<D> {
  return {
    protocols: SERIAL_OR_TCP,
    optionsAt: () => schema,
    make: ({ address, clock, buses }, options) => create({ bus: buses.at(address), clock, options: schema.parse(options) }),
  };
}

function isHid({ protocol }: DeviceAddress): boolean {
  return protocol === 'hid' || protocol === 'hid+tcp';
}

function placeOf(address: string): DeviceAddress {
  const place = parseDeviceAddress(address);
  if (!place.ok) throw new Error(place.error);
  return place.value;
}
