import type { DeviceKind } from '../../../shared/types/device.ts';

/**
 * The address of a real device, named by an environment variable: `YICHUANG_TICKET_PRINTER=tcp://10.0.3.7:9100`.
 * `YICHUANG_TICKET_PRINTER_OPTIONS` holds the options as JSON. Null when no device is named.
 */
export function realDevice(kind: DeviceKind): { readonly address: string; readonly options: unknown } | null {
  const variable = `YICHUANG_${kind.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
  const address = process.env[variable];
  if (address === undefined || address === '') return null;
  const options: unknown = JSON.parse(process.env[`${variable}_OPTIONS`] ?? '{}');
  return { address, options };
}
