import { z } from 'zod';
import { DEVICES } from '../../devices/registry.ts';
import { parseDeviceAddress } from '../../devices/transports/address.ts';
import type { DeviceKind } from '../../shared/types/device.ts';
import type { DeviceConfig } from '../../shared/types/hall.ts';
import type { DeviceProblem } from '../config/read-station.ts';

/** What a driver would refuse about its setting in hall.json: its address, then the options of its model. */
export function checkDevice(kind: DeviceKind, device: DeviceConfig): DeviceProblem[] {
  const maker = DEVICES[kind];
  const address = parseDeviceAddress(device.address, maker.protocols);
  const place = address.ok ? address.value : null;
  const options = place ? maker.optionsAt(place).safeParse(device.options, { error: inChinese }) : null;
  return [
    ...(address.ok ? [] : [{ path: 'address', message: address.error }]),
    ...(options?.error?.issues ?? []).map((issue) => ({ path: ['options', ...issue.path].join('.'), message: issue.message })),
  ];
}

const { localeError } = z.locales.zhCN();

/** zod's Chinese does not name the choices where a `protocol` is none of them. */
function inChinese(issue: z.core.$ZodRawIssue): ReturnType<typeof localeError> {
  if (issue.code !== 'invalid_union' || !Array.isArray(issue.options)) return localeError(issue);
  return `应是 ${issue.options.filter((option) => option !== undefined).join('、')} 之一`;
}
