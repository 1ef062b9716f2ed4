import { z } from 'zod';

/** Why something was not done: a code for programs and a sentence for the person in front of the screen. */
export const Refusal = z.strictObject({ code: z.string().min(1).max(60), sentence: z.string().min(1).max(300) });
export type Refusal = z.infer<typeof Refusal>;

/** An expected answer of a procedure: done with a value, or refused with a reason. Bugs and bad input are errors. */
export function outcome<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error: Refusal }),
  ]);
}

export const Done = outcome(z.strictObject({}));
export type Done = z.infer<typeof Done>;

export const DONE: Done = { ok: true, value: {} };

export function refuse(code: string, sentence: string): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { code, sentence } };
}
