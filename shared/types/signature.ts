import { z } from 'zod';

/** x and y in the field's units, pressure in thousandths (500 where the pen does not measure it), milliseconds since the first touch. */
export const SignaturePoint = z.tuple([
  z.number().int().min(0).max(20_000),
  z.number().int().min(0).max(20_000),
  z.number().int().min(0).max(1_000),
  z.number().int().min(0).max(3_600_000),
]);
export type SignaturePoint = z.infer<typeof SignaturePoint>;

/** From putting the pen down to lifting it. */
export const Stroke = z.array(SignaturePoint).min(1).max(5_000);
export type Stroke = z.infer<typeof Stroke>;

/** A signature as it was drawn: nothing smoothed, so that it can be looked at again as evidence. */
export const Signature = z.strictObject({
  /** Of the field that was signed in, in the units of the points. Both axes have the same unit. */
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
  strokes: z.array(Stroke).max(300),
});
export type Signature = z.infer<typeof Signature>;
