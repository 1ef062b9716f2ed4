import pg from 'pg';
import type { Clock } from '../../shared/basics/clock.ts';

/** Any number, the same in every version. */
const CLAIM_KEY = 7_301_101;
const CONNECT_TIMEOUT_MS = 5_000;
const RETRY_MS = 500;

/** A lock in the database that PostgreSQL lets go by itself when the process that holds it dies. */
export interface Claim {
  release(): Promise<void>;
}

/**
 * Marks an embedded database as served by this living centre, again after every restart of the database. Another
 * centre started on the same data sees it with `isClaimed` and does not take this one's database for an orphan.
 */
export async function holdClaim(url: string, clock: Clock): Promise<Claim> {
  const released = new AbortController();
  let current = await take();
  const loop = keep();
  return {
    async release() {
      released.abort();
      await current?.end().catch(() => undefined);
      await loop;
      await current?.end().catch(() => undefined);
    },
  };

  async function take(): Promise<pg.Client | null> {
    const client = await connect(url);
    if (client === null || (await tryLock(client))) return client;
    await client.end().catch(() => undefined);
    return null;
  }

  async function keep(): Promise<void> {
    for (;;) {
      if (current === null) await clock.sleep(RETRY_MS, released.signal);
      else await ended(current);
      if (released.signal.aborted) return;
      current = await take();
    }
  }
}

/** Whether a living centre holds the claim on the database at a URL. */
export async function isClaimed(url: string): Promise<boolean> {
  const client = await connect(url);
  if (client === null) return false;
  const isFree = await tryLock(client);
  await client.end().catch(() => undefined);
  return !isFree;
}

async function connect(url: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true });
  client.on('error', () => undefined);
  return client.connect().then(
    () => client,
    () => null,
  );
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const answer = await client
    .query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [CLAIM_KEY])
    .catch(() => null);
  return answer?.rows[0]?.got === true;
}

function ended(client: pg.Client): Promise<void> {
  return new Promise((resolve) => client.once('end', () => resolve()));
}
