import { z } from 'zod';
import { fail, ok } from '../../shared/basics/result.ts';
import type { Simulator } from './simulator.ts';

/** A simulator's `control` that checks each command against its schema and then carries it out. */
export function controlWith<C>(schema: z.ZodType<C>, apply: (command: C) => void): Simulator['control'] {
  return (command) => {
    const parsed = schema.safeParse(command);
    if (!parsed.success) return fail(z.prettifyError(parsed.error));
    apply(parsed.data);
    return ok(null);
  };
}
