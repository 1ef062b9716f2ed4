import { ManualClock } from '../../shared/basics/clock.ts';
import { fromHex } from '../core/bytes.ts';
import { createKeyReader, DIGIT_WAITS_MS, FF68_KEYS, KeyMap } from './keys.ts';

function read(presses: readonly string[], keys: KeyMap = FF68_KEYS): string[] {
  const reader = createKeyReader(keys, new ManualClock(0));
  return presses.map((hex) => reader(fromHex(hex)));
}

// The keys of devices.md §5.
test.each([
  ['0C', 'call'],
  ['0D', 'recall'],
  ['0B', 'rate'],
  ['0E', 'cancel'],
  ['0F', 'confirm'],
  ['06 0F', 'miss'],
  ['00 0F', 'hold'],
  ['03 0F', 'resume'],
  ['11', 'oneMetre'],
  ['12', 'pause'],
  ['13', 'transfer'],
  ['07 0F', 'unknown'],
  ['2A', 'unknown'],
])('%s in one frame is %s', (hex, key) => {
  expect(read([hex])).toEqual([key]);
});

test.each([
  [['06', '0F'], ['digit', 'miss']],
  [['00', '0F'], ['digit', 'hold']],
  [['03', '0F'], ['digit', 'resume']],
  // The last digit stands.
  [['03', '06', '0F'], ['digit', 'digit', 'miss']],
  // A wrong digit is neither dropped nor turned into a plain 确认.
  [['05', '0F', '0F'], ['digit', 'unknown', 'confirm']],
  [['05', '0C', '0C'], ['digit', 'unknown', 'call']],
  [['06', '0E', '0F'], ['digit', 'cancel', 'confirm']],
])('%j one after the other', (presses, keys) => {
  expect(read(presses)).toEqual(keys);
});

test('a digit is forgotten after a while', async () => {
  const clock = new ManualClock(0);
  const reader = createKeyReader(FF68_KEYS, clock);
  reader(fromHex('06'));
  await clock.advance(DIGIT_WAITS_MS + 1);
  expect(reader(fromHex('0F'))).toBe('confirm');
});

test('another map', () => {
  expect(read(['01', '02', '0C'], KeyMap.parse({ '01': 'call', '02': 'recall' }))).toEqual(['call', 'recall', 'unknown']);
});

test.each([{ '0c': 'call' }, { '0C0F': 'call' }, { '0C': 'next' }, { '': 'call' }])('no map: %o', (map) => {
  expect(KeyMap.safeParse(map).success).toBe(false);
});
