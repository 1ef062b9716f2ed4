import { byteByByte, memoryPair } from './memory.ts';
import { tunnelPackets } from './packet-tunnel.ts';

function tunnel() {
  const pair = memoryPair({ chunk: byteByByte });
  return { near: tunnelPackets(pair.near), far: tunnelPackets(pair.far), pair };
}

test('packets arrive whole, apart and with their channel, however the bytes are cut up', async () => {
  const { near, far } = tunnel();
  const heard: [number, number[]][] = [];
  far.onPacket((channel, bytes) => heard.push([channel, [...bytes]]));
  await near.send(0x02, Uint8Array.of(0xaa, 0xaa));
  await near.send(0x06, new Uint8Array());
  await near.send(0xff, new Uint8Array(300).fill(7));
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual([[2, [0xaa, 0xaa]], [6, []], [255, Array.from({ length: 300 }, () => 7)]]);
});

test('the end of the pipe is told once, and sending afterwards fails', async () => {
  const { near, far, pair } = tunnel();
  const reasons: string[] = [];
  far.onClose((reason) => reasons.push(reason));
  pair.cut('cable pulled');
  expect(reasons).toEqual(['cable pulled']);
  await expect(near.send(1, Uint8Array.of(1))).rejects.toThrow('not open');
});

test('a packet too long for the tunnel is refused before anything is sent', async () => {
  const { near } = tunnel();
  await expect(near.send(1, new Uint8Array(65_536))).rejects.toThrow('at most 65535');
});
