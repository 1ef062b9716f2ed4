import { EventEmitter } from 'node:events';
import { openPcsc, type PcscCard, type PcscClient, type PcscReader } from './pcsc.ts';
import { OpeningTrouble } from './transport.ts';

const NEVER = new AbortController().signal;
/** PC/SC states: 0x20 a card is there, 0x10 none, 0x100 somebody uses it, 0x200 it does not answer. */
const EMPTY = { raw: 0x10 };
const PRESENT = { raw: 0x20 };
const MUTE = { raw: 0x220 };

class StandInReader extends EventEmitter implements PcscReader {
  readonly calls: string[] = [];
  connectFails = false;
  gate: Promise<void> = Promise.resolve();
  answer: (command: Uint8Array) => Promise<Uint8Array> = async () => Uint8Array.of(0x90, 0x00);
  private readonly called: string;

  constructor(called: string) {
    super();
    this.called = called;
  }

  name(): string {
    return this.called;
  }

  async connect(mode: number): Promise<PcscCard> {
    this.calls.push(`connect ${mode}`);
    await this.gate;
    if (this.connectFails) throw new Error('Card is unresponsive');
    return {
      transmit: (command) => this.answer(command),
      disconnect: async (then) => void this.calls.push(`disconnect ${then}`),
    };
  }
}

class StandInClient extends EventEmitter implements PcscClient {
  stops = 0;
  private readonly plugged: readonly StandInReader[];
  private readonly failure: Error | null;

  constructor(plugged: readonly StandInReader[], failure: Error | null = null) {
    super();
    this.plugged = plugged;
    this.failure = failure;
  }

  start(): void {
    for (const reader of this.plugged) {
      this.emit('reader', reader);
      reader.emit('change', reader.calls.includes('card in before') ? PRESENT : EMPTY);
    }
    if (this.failure !== null) this.emit('error', this.failure);
  }

  /** As the real one: every reader's end is told in the middle of it, and a second call meanwhile breaks it. */
  stop(): void {
    this.stops += 1;
    if (this.stops > 1) throw new TypeError('Cannot read properties of undefined');
    for (const reader of this.plugged) reader.emit('disconnect');
  }
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

async function opened(reader = new StandInReader('ACS 00')) {
  const client = new StandInClient([reader]);
  const pipe = await openPcsc('pcsc://*', async () => client).open(NEVER);
  const packets: string[] = [];
  const reasons: string[] = [];
  pipe.onPacket((channel, bytes) => packets.push(`${channel}: ${[...bytes].join(' ')}`));
  pipe.onClose((reason) => reasons.push(reason));
  await settle();
  return {
    reader, client, pipe, reasons,
    async change(status: { raw: number }) {
      reader.emit('change', status);
      await settle();
    },
    heard: () => packets.splice(0),
  };
}

/** The same, once the slot has told that it is empty. */
async function openedEmpty() {
  const bench = await opened();
  expect(bench.heard()).toEqual(['1: 0']);
  return bench;
}

test('a card that comes is met once, is told, carries commands, and its going is told', async () => {
  const { reader, pipe, change, heard } = await openedEmpty();
  await change(PRESENT);
  await change({ raw: 0x120 });
  expect(reader.calls).toEqual(['connect 2']);
  await pipe.send(0, Uint8Array.of(0, 0xa4));
  await change(EMPTY);
  expect(heard()).toEqual(['1: 1', '0: 144 0', '1: 0']);
  expect(reader.calls).toEqual(['connect 2', 'disconnect 0']);
});

test('a card that was in the slot before anybody listened is told', async () => {
  const reader = new StandInReader('ACS 00');
  reader.calls.push('card in before');
  expect((await opened(reader)).heard()).toEqual(['1: 1']);
});

test.each([
  ['says that it is mute', MUTE, false],
  ['cannot be connected to', PRESENT, true],
])('a card that %s is told as such and met again after it was lifted', async (_name, status, connectFails) => {
  const { reader, change, heard } = await openedEmpty();
  reader.connectFails = connectFails;
  await change(status);
  expect(heard()).toEqual(['1: 2']);
  await change(EMPTY);
  reader.connectFails = false;
  await change(PRESENT);
  expect(heard()).toEqual(['1: 0', '1: 1']);
});

test('a card taken while it is asked gives an answer of no bytes, and the next one is met afresh', async () => {
  const { reader, pipe, change, heard } = await openedEmpty();
  await change(PRESENT);
  reader.answer = async () => Promise.reject(new Error('Card was removed'));
  await pipe.send(0, Uint8Array.of(0, 0xa4));
  reader.answer = async () => Uint8Array.of(0x6a, 0x82);
  // The slot changed so quickly that it never said that it was empty.
  await change(PRESENT);
  await pipe.send(0, Uint8Array.of(0, 0xa4));
  expect(heard()).toEqual(['1: 1', '0: ', '0: 106 130']);
});

test('without a card a command has no answer', async () => {
  const { pipe, heard } = await openedEmpty();
  await pipe.send(0, Uint8Array.of(0, 0xa4));
  expect(heard()).toEqual(['0: ']);
});

test('a card gone before the connection to it stands is never used', async () => {
  const { reader, pipe, change, heard } = await openedEmpty();
  const gate = Promise.withResolvers<void>();
  reader.gate = gate.promise;
  await change(PRESENT);
  await change(EMPTY);
  gate.resolve();
  await settle();
  await pipe.send(0, Uint8Array.of(0, 0xa4));
  expect(heard()).toEqual(['0: ']);
  expect(reader.calls).toEqual(['connect 2', 'disconnect 0']);
});

test.each([
  ['the reader is unplugged', (reader: StandInReader) => reader.emit('disconnect')],
  ['the service ends', (_reader: StandInReader, client: StandInClient) => client.emit('error', new Error('no service'))],
])('the pipe ends once when %s', async (_name, happen) => {
  const { reader, client, pipe, reasons } = await opened();
  happen(reader, client);
  await pipe.close();
  expect(reasons).toHaveLength(1);
  expect(client.stops).toBe(1);
  await expect(pipe.send(0, Uint8Array.of(0))).rejects.toThrow('not open');
});

test('several readers: * is a question for a person, a name is an answer; other readers are left alone', async () => {
  const readers = [new StandInReader('ACS 00'), new StandInReader('ACS SAM 00')];
  for (const reader of readers) reader.calls.push('card in before');
  const unclear = new StandInClient(readers);
  const trouble = await openPcsc('pcsc://*', async () => unclear).open(NEVER).catch((error: unknown) => error);
  expect(trouble).toBeInstanceOf(OpeningTrouble);
  expect(trouble).toMatchObject({ message: expect.stringContaining('ACS 00、ACS SAM 00') });
  expect(unclear.stops).toBe(1);
  const pipe = await openPcsc('pcsc://ACS%2000', async () => new StandInClient(readers)).open(NEVER);
  pipe.onPacket(() => undefined);
  await settle();
  expect(readers.map(({ calls }) => calls)).toEqual([['card in before', 'connect 2'], ['card in before']]);
});

test('a reader that is named is opened as soon as the system tells of it, the only one once no other was told', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  try {
    const opening = (address: string) => {
      let open = false;
      void openPcsc(address, async () => new StandInClient([new StandInReader('ACS 00')])).open(NEVER).then(() => (open = true));
      return () => open;
    };
    const byName = opening('pcsc://ACS%2000');
    const only = opening('pcsc://*');
    await settle();
    expect([byName(), only()]).toEqual([true, false]);
    jest.advanceTimersByTime(60);
    await settle();
    expect(only()).toBe(true);
  } finally {
    jest.useRealTimers();
  }
});

test.each([
  ['no reader is there', [], null, 'no such smart card reader'],
  ['the service is not running', [], new Error('PC/SC service is not running'), 'not running'],
])('rejects and lets go when %s', async (_name, readers, failure, reason) => {
  const client = new StandInClient(readers, failure);
  await expect(openPcsc('pcsc://*', async () => client).open(NEVER)).rejects.toThrow(reason);
  expect(client.stops).toBe(1);
});

test('an attempt given up lets go of the readers', async () => {
  const client = new StandInClient([new StandInReader('ACS 00')]);
  await expect(openPcsc('pcsc://*', async () => client).open(AbortSignal.abort())).rejects.toThrow('given up');
  expect(client.stops).toBe(1);
});

test.each(['tcp://127.0.0.1:9', 'usb://0400:c35a', 'pcsc://'])('%s is a bug here: the configuration was checked before', (address) => {
  expect(() => openPcsc(address)).toThrow();
});
