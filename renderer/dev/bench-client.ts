import { z } from 'zod';
import type { Schema } from './commands.ts';

const Schemas: z.ZodType<Schema> = z.looseObject({});

const BenchDevice = z.object({
  /** `/<station>/<kind>` */
  path: z.string(),
  kind: z.string(),
  control: Schemas.nullable(),
});
export type BenchDevice = z.infer<typeof BenchDevice>;

/** What each device shows, by path. */
const Sights = z.record(z.string(), z.unknown());
export type Sights = z.infer<typeof Sights>;

const Refused = z.object({ error: z.string() });

async function ask<T>(path: string, answer: z.ZodType<T>): Promise<T> {
  const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(3_000) });
  return answer.parse(await response.json());
}

export function askDevices(): Promise<BenchDevice[]> {
  return ask('/dev/hall', z.array(BenchDevice));
}

export function askSights(): Promise<Sights> {
  return ask('/dev/sights', Sights);
}

/** Does something to a device; what the simulator says against it, or empty. */
export async function act(path: string, body: object): Promise<string> {
  const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  if (response.ok) return '';
  const refused = Refused.safeParse(await response.json());
  return refused.success ? refused.data.error : String(response.status);
}
