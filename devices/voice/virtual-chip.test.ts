import { ManualClock } from '../../shared/basics/clock.ts';
import { fromHex, toHex } from '../core/bytes.ts';
import { memoryPair } from '../transports/memory.ts';
import { queryFrame, speakFrame } from './protocol.ts';
import { createVirtualChip } from './virtual-chip.ts';

async function bench() {
  const clock = new ManualClock(0);
  const chip = createVirtualChip({ clock, msPerByte: 100 });
  const pair = memoryPair();
  const heard: string[] = [];
  pair.near.onData((chunk) => heard.push(toHex(chunk)));
  chip.attach(pair.far);
  async function send(bytes: Uint8Array): Promise<string[]> {
    heard.length = 0;
    await pair.near.write(bytes);
    await clock.advance(0);
    return [...heard];
  }
  return { clock, chip, heard, send };
}

const SENTENCE = speakFrame(fromHex('C7 EB'));

test('41 when it begins, 4F when it has spoken', async () => {
  const { clock, chip, heard, send } = await bench();
  expect(await send(SENTENCE)).toEqual(['41']);
  await clock.advance(199);
  expect(heard).toEqual(['41']);
  await clock.advance(1);
  expect(heard).toEqual(['41', '4F']);
  expect(chip.see().spoken).toEqual([{ text: '请', startedAt: 0, endedAt: 200, cutOff: false }]);
});

test('a second sentence in between is answered busy and counted, the first goes on', async () => {
  const { clock, chip, send } = await bench();
  await send(SENTENCE);
  expect(await send(SENTENCE)).toEqual(['4E']);
  expect(await send(queryFrame())).toEqual(['4E']);
  await clock.advance(500);
  expect(await send(queryFrame())).toEqual(['4F']);
  expect(chip.see()).toMatchObject({ overlaps: 1, spoken: [{ cutOff: false }] });
});

test.each([
  ['a wrong XOR', 'FD 00 05 01 01 C7 EB 00'],
  ['more than 200 bytes', 'FD 00 CC 01 01'],
  ['BIG5', 'FD 00 05 01 02 C7 EB D7'],
])('%s is answered with 45', async (_, hex) => {
  const { chip, send } = await bench();
  expect(await send(fromHex(hex))).toEqual(['45']);
  expect(chip.see()).toMatchObject({ refused: 1, spoken: [] });
});

test('stop cuts the sentence off', async () => {
  const { clock, chip, send } = await bench();
  await send(SENTENCE);
  await clock.advance(50);
  expect(await send(fromHex('FD 00 02 02 FD'))).toEqual(['41']);
  expect(chip.see().spoken).toMatchObject([{ endedAt: 50, cutOff: true }]);
  expect(await send(fromHex('FD 00 02 02 FD'))).toEqual(['41']);
});

test('half a command, a pause, then a whole one', async () => {
  const { clock, send } = await bench();
  await send(fromHex('FD 00 14 01 01'));
  await clock.advance(300);
  expect(await send(queryFrame())).toEqual(['4F']);
});
