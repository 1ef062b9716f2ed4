import { DEVICE_OPTIONS, deviceOptionsAt } from '../../devices/registry.ts';
import { parseDeviceAddress } from '../../devices/transports/address.ts';
import type { DeviceKind } from '../../shared/types/device.ts';
import type { DeviceConfig } from '../../shared/types/hall.ts';
import type { DeviceProblem } from '../config/read-station.ts';

/** What a driver would refuse about its setting in hall.json: its address and the options of its model. */
export function checkDevice(kind: DeviceKind, device: DeviceConfig): DeviceProblem[] {
  const address = parseDeviceAddress(device.address, kind);
  const schema = address.ok ? deviceOptionsAt(kind, address.value) : DEVICE_OPTIONS[kind];
  const options = schema.safeParse(device.options);
  return [
    ...(address.ok ? [] : [{ path: 'address', message: address.error }]),
    ...(options.success ? [] : options.error.issues.map((issue) => ({ path: ['options', ...issue.path].join('.'), message: issue.message }))),
  ];
}
