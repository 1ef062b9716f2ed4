import type { Clock } from '../shared/basics/clock.ts';
import type { DeviceKind } from '../shared/types/device.ts';
import type { Device } from './core/device.ts';
import { createIdCardReader } from './id-card-reader/device.ts';
import type { TransportFactory } from './transports/transport.ts';

type CreateDevice = (parts: { readonly factory: TransportFactory; readonly clock: Clock }) => Device;

/** How each kind of device is made, with its default options. */
export const DEVICES = {
  idCardReader: createIdCardReader,
} as const satisfies Partial<Record<DeviceKind, CreateDevice>>;
