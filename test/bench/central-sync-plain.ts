import { createServer } from 'node:http';
import pg from 'pg';

/**
 * The receiving side of a plain outbox, as its own process: `central-sync-plain.ts <database URL>`. Takes JSON batches
 * and puts them into one table, without judging anything; answers after the commit.
 */
const pool = new pg.Pool({ connectionString: process.argv[2] });
await pool.query('create table plain_outbox (position bigint generated always as identity primary key, id text not null unique, body text not null)');

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const records: readonly { id: string }[] = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    void store(records).then((stored) => response.end(JSON.stringify({ stored })));
  });
});

async function store(records: readonly { id: string }[]): Promise<number> {
  const rows = records.map((_, index) => `($${2 * index + 1}, $${2 * index + 2})`);
  const values = records.flatMap((record) => [record.id, JSON.stringify(record)]);
  const result = await pool.query(`insert into plain_outbox (id, body) values ${rows.join()} on conflict do nothing`, values);
  return result.rowCount ?? 0;
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) {
    process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${address.port}` })}\n`);
  }
});
