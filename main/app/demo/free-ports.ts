import { createServer, type Server } from 'node:net';

/**
 * Below the ports that operating systems hand out by themselves (32768 and up on Linux, 49152 elsewhere): a port from
 * there could be taken by any outgoing connection between now and its use.
 */
const FROM = 20_000;
const TO = 32_000;
const TRIES = 1_000;

/** Ports of this machine that are free now; all are held open until the last is found, so none comes twice. */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>();
  for (let tries = 0; held.size < count; tries += 1) {
    if (tries > TRIES) throw new Error(`no ${count} free ports between ${FROM} and ${TO}`);
    const port = FROM + Math.floor(Math.random() * (TO - FROM));
    const server = held.has(port) ? null : await hold(port);
    if (server) held.set(port, server);
  }
  await Promise.all([...held.values()].map((server) => new Promise<void>((done) => server.close(() => done()))));
  return [...held.keys()];
}

/** Listens on the port; null when somebody else does. */
function hold(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
