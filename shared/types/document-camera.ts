import { z } from 'zod';

/** How the picture is turned clockwise, in degrees: many cameras stand sideways over the table. */
export const CameraTurn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);
export type CameraTurn = z.infer<typeof CameraTurn>;

/** What a page has to know to drive the station's document camera (高拍仪). */
export const DocumentCameraSetting = z.strictObject({
  /** `1bcf:2c99`, as Chromium shows it at the end of a camera's label; null where the label or the lack of others decides. */
  usb: z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/).nullable(),
  /** The camera's whole label, for cameras whose label names no USB number. */
  label: z.string().min(1).max(200).nullable(),
  /** Of the picture as the camera gives it, before turning; the nearest that it can do is taken. */
  width: z.number().int().min(320).max(8_192),
  height: z.number().int().min(240).max(8_192),
  rotate: CameraTurn,
  /** Of the JPEG, 1 is best. */
  quality: z.number().min(0.3).max(1),
});
export type DocumentCameraSetting = z.infer<typeof DocumentCameraSetting>;
