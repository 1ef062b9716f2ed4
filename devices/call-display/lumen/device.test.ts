import type { z } from 'zod';
import { ManualClock } from '../../../shared/basics/clock.ts';
import { fromHex } from '../../core/bytes.ts';
import { memoryFactory, type MemoryPair } from '../../transports/memory.ts';
import type { Transport } from '../../transports/transport.ts';
import { createCallDisplay } from '../device.ts';
import type { LumenOptions } from '../options.ts';
import type { CallDisplay } from '../types.ts';
import { fittingFont, framingFor } from './driver.ts';
import { NETWORK_FRAMING } from './network-framing.ts';
import { SERIAL_FRAMING } from './serial-framing.ts';
import { createVirtualLumenCard } from './virtual-card.ts';

type Options = Omit<z.input<typeof LumenOptions>, 'protocol'>;

async function connect(options: Options, accept: (far: Transport) => void) {
  const clock = new ManualClock(1_000_000);
  const pairs: MemoryPair[] = [];
  const factory = memoryFactory((pair) => {
    pairs.push(pair);
    accept(pair.far);
  });
  const display = createCallDisplay({ factory, clock, options: { protocol: 'lumen', ...options } });
  display.start();
  await clock.advance(10);
  return { clock, display, goSilent: () => pairs.at(-1)?.drop() };
}

async function bench(options: Options = {}, cardNumber = 1) {
  const card = createVirtualLumenCard({ card: cardNumber, width: 128, height: 16, framing: SERIAL_FRAMING });
  return { card, ...(await connect(options, card.attach)) };
}

/** A card that answers everything with these bytes. */
function parrot(hex: string) {
  return (far: Transport): void => void far.onData(() => void far.write(fromHex(hex)));
}

async function shown(display: CallDisplay, clock: ManualClock, text: string) {
  const result = display.show(text);
  await clock.advance(10);
  return result;
}

test.each([
  ['tcp://10.0.3.21:5200', undefined, NETWORK_FRAMING],
  ['serial:///dev/ttyS1?baud=115200', undefined, SERIAL_FRAMING],
  ['tcp://10.0.3.21:4001', 'serial', SERIAL_FRAMING],
] as const)('%s with framing %s', (address, framing, expected) => {
  expect(framingFor({ framing }, address)).toBe(expected);
});

// 128×16: 16 bytes in the 16-pixel font, 21 in the 12-pixel one.
test.each([
  [16, { width: 128, height: 16 }, 2],
  [17, { width: 128, height: 16 }, 1],
  [21, { width: 128, height: 16 }, 1],
  [22, { width: 128, height: 16 }, null],
  [4, { width: 128, height: 32 }, 4],
  [4, { width: 2048, height: 256 }, 7],
])('%d bytes on %p: font %p', (bytes, strip, code) => {
  expect(fittingFont(bytes, strip)).toBe(code);
});

test('what does not fit is refused, for a standing text would be cut off', async () => {
  const { display, card } = await bench();
  expect(await display.show('请A001号到3号窗口办理业务')).toEqual({
    ok: false,
    error: { cause: 'not-encodable', sentence: '这块窗口屏一行最多显示 10 个汉字，请缩短显示内容' },
  });
  expect(card.see().history).toEqual([]);
});

test('a character the font lacks is named', async () => {
  const { display } = await bench();
  expect(await display.show('王䶮')).toMatchObject({ ok: false, error: { cause: 'not-encodable', sentence: expect.stringContaining('䶮') } });
});

test('a card of another number stays silent', async () => {
  const right = await bench({ card: 7 }, 7);
  expect(right.display.status().health).toBe('ready');
  const wrong = await bench({ card: 2 }, 1);
  await wrong.clock.advance(4_600);
  expect(wrong.display.status().health).toBe('disconnected');
});

// Sums: E8+32+card+code+data.
test.each([
  ['another card', { card: 2 }, 'A5 E8 32 01 2E 00 49 01 AE'],
  ['another command', {}, 'A5 E8 32 01 46 00 61 01 AE'],
  ['its own question', {}, 'A5 68 32 FF 2E 01 C8 01 AE'],
])('an answer of %s does not count', async (_, options, hex) => {
  const { clock, display } = await connect(options, parrot(hex));
  await clock.advance(4_600);
  expect(display.status().health).toBe('disconnected');
});

test('without a return code a text does not count as shown', async () => {
  const { clock, display } = await connect({}, parrot('A5 E8 32 01 7B 96 01 AE A5 E8 32 01 2E 49 01 AE'));
  expect(display.status().health).toBe('ready');
  expect(await shown(display, clock, '欢迎光临')).toMatchObject({ ok: false, error: { cause: 'timeout' } });
});

test('an unknown return code is named', async () => {
  const { clock, display, card } = await bench();
  card.setFault({ type: 'nack', error: 9 });
  expect(await shown(display, clock, '欢迎光临')).toMatchObject({ ok: false, error: { sentence: expect.stringContaining('错误码 9') } });
});

test('after a loss of power the text is back', async () => {
  const { clock, display, card, goSilent } = await bench();
  await shown(display, clock, '请A001号到3号窗口');
  card.losePower();
  goSilent();
  await clock.advance(7_000);
  expect(card.see().text).toBe('请A001号到3号窗口');
});
