import { ManualClock } from '../../../shared/basics/clock.ts';
import { memoryPair } from '../../transports/memory.ts';
import { createBusParser, encodeFrame, FUNC, type BusFrame } from './frames.ts';
import { createVirtualBus } from './virtual-bus.ts';
import { createVirtualKeypad } from './virtual-keypad.ts';

function bench() {
  const clock = new ManualClock(1_000_000);
  const bus = createVirtualBus(clock);
  const pair = memoryPair();
  bus.attach(pair.far);
  const parser = createBusParser();
  const frames: BusFrame[] = [];
  pair.near.onData((chunk) => frames.push(...parser.push(chunk)));
  const keypad = (busAddress: number, repeatEveryMs: number) =>
    createVirtualKeypad({ bus, clock, busAddress, pressFunc: FUNC.press, answerFunc: FUNC.host, repeatEveryMs });
  return { clock, bus, host: pair.near, frames, keypad };
}

test('two that speak at once spoil each other, and come through one after the other', async () => {
  const { clock, frames, keypad } = bench();
  keypad(1, 500).press(Uint8Array.of(0x05), 'none');
  keypad(2, 560).press(Uint8Array.of(0x0a), 'none');
  await clock.advance(100);
  expect(frames).toEqual([]);
  await clock.advance(500);
  expect(frames.map(({ address }) => address)).toEqual([1, 2]);
});

test('every device hears the host', async () => {
  const { clock, bus, host } = bench();
  const heard: string[] = [];
  bus.listen(({ func }) => heard.push(`first ${func}`));
  bus.listen(({ func }) => heard.push(`second ${func}`))();
  bus.listen(({ func }) => heard.push(`third ${func}`));
  await host.write(encodeFrame({ address: 1, func: FUNC.beep, data: new Uint8Array() }));
  await clock.advance(0);
  expect(heard).toEqual(['first 3', 'third 3']);
});

test('a host that looked in and went leaves the others their answers', async () => {
  const { clock, bus, frames, keypad } = bench();
  const visitor = memoryPair();
  bus.attach(visitor.far);
  await visitor.near.close();
  keypad(1, 500).press(Uint8Array.of(0x05), 'none');
  await clock.advance(100);
  expect(frames.map(({ address }) => address)).toEqual([1]);
});

test('a press is given up after five attempts', async () => {
  const { clock, frames, keypad } = bench();
  const keys = keypad(1, 500);
  keys.press(Uint8Array.of(0x05), 'none');
  await clock.advance(10_000);
  expect(frames).toHaveLength(5);
  expect(keys.see()).toEqual({ acknowledged: [], sent: 5, lost: 1 });
});
