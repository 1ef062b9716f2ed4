import { fromHex } from '../../core/bytes.ts';
import { memoryPair } from '../../transports/memory.ts';
import { readReply, textFrame, type CardReply } from './commands.ts';
import { createOnbonParser, encodeFrame } from './protocol.ts';
import { createVirtualCard, type VirtualCard } from './virtual-card.ts';

/** What the card answers to these bytes. */
async function ask(card: VirtualCard, bytes: Uint8Array): Promise<(CardReply | null)[]> {
  const pair = memoryPair();
  const parser = createOnbonParser();
  const replies: (CardReply | null)[] = [];
  pair.near.onData((chunk) => replies.push(...parser.push(chunk).map(readReply)));
  card.attach(pair.far);
  await pair.near.write(bytes);
  await new Promise((resolve) => setImmediate(resolve));
  return replies;
}

function card(): VirtualCard {
  return createVirtualCard({ screen: 1, width: 128, height: 16, family: 'bx5k' });
}

function command(hex: string, destination = 1): Uint8Array {
  return encodeFrame({ destination, source: 0x8000, deviceType: 0xfe, data: fromHex(hex) });
}

test.each([
  ['ping', 'A2 00 01 00 00', { type: 'ack' }],
  ['an unknown group', 'B0 00 01 00 00', { type: 'nack', error: 1 }],
  ['an unknown command', 'A2 77 01 00 00', { type: 'nack', error: 2 }],
  ['no area', 'A3 06 01 00 00 00 00', { type: 'nack', error: 2 }],
  ['an area cut short', 'A3 06 01 00 00 00 01 1B 00 00 00 00', { type: 'nack', error: 2 }],
])('%s', async (_, hex, reply) => {
  expect(await ask(card(), command(hex))).toEqual([reply]);
});

test.each([
  ['wider than the strip', { width: 136, height: 16 }],
  ['higher than the strip', { width: 128, height: 24 }],
])('an area %s is refused', async (_, size) => {
  const strip = card();
  const frame = textFrame(1, { family: 'bx5k', ...size, motion: 'static', text: fromHex('41') });
  expect(await ask(strip, frame)).toEqual([{ type: 'nack', error: 4 }]);
  expect(strip.see().text).toBe('');
});

test('colours and fonts within the text are not read as text', async () => {
  const strip = card();
  const text = Buffer.from('\\C2A\\FO00201\\FK001B');
  await ask(strip, textFrame(1, { family: 'bx5k', width: 128, height: 16, motion: 'static', text }));
  expect(strip.see().text).toBe('A01B');
});

test('power off makes it dark, power on brings the text back, clear removes it', async () => {
  const strip = card();
  await ask(strip, textFrame(1, { family: 'bx5k', width: 128, height: 16, motion: 'static', text: fromHex('41') }));
  await ask(strip, command('A3 00 01 00 00 02'));
  expect(strip.see()).toMatchObject({ text: '', power: false });
  await ask(strip, command('A3 00 01 00 00 01'));
  expect(strip.see()).toMatchObject({ text: 'A', power: true });
  await ask(strip, command('A3 10 01 00 00'));
  expect(strip.see().text).toBe('');
});

test('frames for another screen and damaged frames get no answer', async () => {
  const damaged = command('A2 00 01 00 00').map((byte, i) => (i === 20 ? byte ^ 1 : byte));
  expect(await ask(card(), command('A2 00 01 00 00', 2))).toEqual([]);
  expect(await ask(card(), damaged)).toEqual([]);
});

test('a mute card obeys without a word, a hung one does nothing', async () => {
  const mute = card();
  mute.setFault({ type: 'mute' });
  const frame = textFrame(1, { family: 'bx5k', width: 128, height: 16, motion: 'static', text: fromHex('41') });
  expect(await ask(mute, frame)).toEqual([]);
  expect(mute.see().text).toBe('A');
  const hung = card();
  hung.setFault({ type: 'hang' });
  expect(await ask(hung, frame)).toEqual([]);
  expect(hung.see().text).toBe('');
});
