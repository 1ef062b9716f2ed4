import { openTransport } from './open-transport.ts';
import type { PausableTransport } from './pipe-events.ts';
import { listenTcp, type TcpListener } from './tcp-listener.ts';
import type { Transport } from './transport.ts';

const NEVER = new AbortController().signal;

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function collect(transport: Transport): { bytes: number[]; reasons: string[] } {
  const seen: { bytes: number[]; reasons: string[] } = { bytes: [], reasons: [] };
  transport.onData((chunk) => seen.bytes.push(...chunk));
  transport.onClose((reason) => seen.reasons.push(reason));
  return seen;
}

describe('TCP transport and listener', () => {
  let listener: TcpListener;
  let peers: PausableTransport[];
  let transports: Transport[];

  beforeEach(async () => {
    peers = [];
    transports = [];
    listener = await listenTcp({ host: '127.0.0.1', port: 0 }, (peer) => peers.push(peer));
  });

  afterEach(async () => {
    for (const transport of transports) await transport.close();
    await listener.close();
  });

  async function connect(): Promise<{ near: Transport; far: PausableTransport }> {
    const count = peers.length;
    const near = await openTransport(listener.address).open(NEVER);
    transports.push(near);
    await until(() => peers.length > count);
    const far = peers[count];
    if (far === undefined) throw new Error('no peer');
    return { near, far };
  }

  test('carries bytes both ways', async () => {
    const { near, far } = await connect();
    const [nearSeen, farSeen] = [collect(near), collect(far)];
    await near.write(Uint8Array.of(1, 2, 255));
    await far.write(Uint8Array.of(0, 7));
    await until(() => farSeen.bytes.length === 3 && nearSeen.bytes.length === 2);
    expect(farSeen.bytes).toEqual([1, 2, 255]);
    expect(nearSeen.bytes).toEqual([0, 7]);
  });

  test('says once that the other side closed; writing then rejects', async () => {
    const { near, far } = await connect();
    const seen = collect(near);
    await far.close();
    await until(() => seen.reasons.length > 0);
    await expect(near.write(Uint8Array.of(1))).rejects.toThrow();
    await near.close();
    expect(seen.reasons).toHaveLength(1);
    const late = collect(near);
    await until(() => late.reasons.length > 0);
  });

  test('an unplugged listener cuts every connection and takes no new one until plugged', async () => {
    const { near } = await connect();
    const seen = collect(near);
    listener.unplug();
    await until(() => seen.reasons.length > 0);
    const refused = await openTransport(listener.address).open(NEVER).catch(() => null);
    if (refused !== null) {
      const refusedSeen = collect(refused);
      await until(() => refusedSeen.reasons.length > 0);
    }
    expect(peers).toHaveLength(1);
    listener.plug();
    await connect();
    expect(peers).toHaveLength(2);
  });

  test('a peer that stops reading makes writes wait, and a cut ends the waiting', async () => {
    const { near, far } = await connect();
    far.pauseReading();
    let outcome = 'waiting';
    void near.write(new Uint8Array(32 * 1024 * 1024)).then(
      () => (outcome = 'written'),
      () => (outcome = 'failed'),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(outcome).toBe('waiting');
    listener.unplug();
    await until(() => outcome !== 'waiting');
    expect(outcome).toBe('failed');
  });

  test('rejects when nobody listens or the attempt is given up', async () => {
    const { address } = listener;
    await listener.close();
    await expect(openTransport(address).open(NEVER)).rejects.toThrow('ECONNREFUSED');
    await expect(openTransport('tcp://127.0.0.1:9').open(AbortSignal.abort())).rejects.toThrow('given up');
  });
});

test('a wrong address is a bug here: the configuration was checked before', () => {
  expect(() => openTransport('sim:')).toThrow('开头');
});

test('a serial port that is not there rejects', async () => {
  await expect(openTransport('serial:///dev/not-there?baud=9600').open(NEVER)).rejects.toThrow();
});
