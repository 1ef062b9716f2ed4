import type { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { DocumentCameraSetting } from '../../shared/types/document-camera.ts';
import { createPageDevice, type PageDevice } from '../core/page-device.ts';
import { parseDeviceAddress, type DeviceAddress } from '../transports/address.ts';

/** A camera that looks at papers. The station's own page shows it and takes the pictures; the service knows what the page reports. */
export interface DocumentCamera extends PageDevice<'documentCamera'> {
  /** What the page needs to find it and to take pictures. */
  readonly setting: DocumentCameraSetting;
}

/** How this camera is set up; every field has a default. */
export const DocumentCameraOptions = DocumentCameraSetting.omit({ usb: true }).extend({
  label: DocumentCameraSetting.shape.label.default(null),
  width: DocumentCameraSetting.shape.width.default(1_920),
  height: DocumentCameraSetting.shape.height.default(1_080),
  rotate: DocumentCameraSetting.shape.rotate.default(0),
  quality: DocumentCameraSetting.shape.quality.default(0.85),
});

/** A browser shows no serial numbers, so an address with one is refused. */
export function documentCameraOptionsAt(place: DeviceAddress): typeof DocumentCameraOptions {
  const hasSerial = place.protocol === 'page' && place.usb?.serialNumber != null;
  return hasSerial ? DocumentCameraOptions.refine(() => false, '网页看不到摄像头的序列号，地址请写成 page://厂商号:产品号') : DocumentCameraOptions;
}

export function createDocumentCamera({ address, clock, options }: { readonly address: string; readonly clock: Clock; readonly options: z.input<typeof DocumentCameraOptions> }): DocumentCamera {
  const place = parseDeviceAddress(address, ['page']);
  if (!place.ok) throw new Error(place.error);
  const setting = { usb: usbOf(place.value), ...documentCameraOptionsAt(place.value).parse(options) };
  return { ...createPageDevice({ kind: 'documentCamera', address, deviceName: '高拍仪', clock }), setting };
}

function usbOf(place: DeviceAddress): string | null {
  if (place.protocol !== 'page' || place.usb === null) return null;
  return [place.usb.vendorId, place.usb.productId].map((id) => id.toString(16).padStart(4, '0')).join(':');
}
