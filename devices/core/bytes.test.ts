import { createByteQueue } from './byte-queue.ts';
import { concatBytes, fromHex, sumOf, toHex, xorOf } from './bytes.ts';

test('hexadecimal there and back', () => {
  expect(fromHex('AA 0f\n00')).toEqual(Uint8Array.of(0xaa, 0x0f, 0));
  expect(toHex(Uint8Array.of(0xaa, 0x0f, 0))).toBe('AA 0F 00');
  expect(() => fromHex('A')).toThrow('not hexadecimal');
  expect(() => fromHex('GG')).toThrow('not hexadecimal');
});

test('check bytes and joining', () => {
  expect(xorOf(fromHex('00 03 20 01'))).toBe(0x22);
  expect(sumOf(fromHex('FF 02'))).toBe(0x01);
  expect(concatBytes([fromHex('01'), fromHex(''), fromHex('02 03')])).toEqual(fromHex('01 02 03'));
});

test('a byte queue keeps order over many pushes and drops', () => {
  const queue = createByteQueue();
  let pushed = 0;
  let dropped = 0;
  for (let round = 0; round < 500; round += 1) {
    const size = (round * 37) % 101;
    queue.push(Uint8Array.from({ length: size }, (_, i) => (pushed + i) & 0xff));
    pushed += size;
    const drop = Math.min(queue.length, (round * 53) % 103);
    queue.drop(drop);
    dropped += drop;
    expect(queue.length).toBe(pushed - dropped);
    if (queue.length > 2) {
      expect(queue.at(0)).toBe(dropped & 0xff);
      expect([...queue.slice(1, 3)]).toEqual([(dropped + 1) & 0xff, (dropped + 2) & 0xff]);
    }
  }
  expect(queue.at(queue.length)).toBe(-1);
  queue.clear();
  expect(queue.length).toBe(0);
});
