import { EventEmitter } from 'node:events';
import { ManualClock } from '../../shared/basics/clock.ts';
import { Heartbeat } from './heartbeat.ts';
import type { Beating } from './heartbeat.ts';

class FakeSocket extends EventEmitter implements Beating {
  bufferedAmount = 0;
  answers = true;
  terminated = false;

  ping(): void {
    if (this.answers) this.emit('pong');
  }

  terminate(): void {
    this.terminated = true;
    this.emit('close');
  }
}

function start(): { clock: ManualClock; socket: FakeSocket } {
  const clock = new ManualClock(0);
  const heartbeat = new Heartbeat(clock);
  const socket = new FakeSocket();
  heartbeat.watch(socket);
  void heartbeat.run();
  return { clock, socket };
}

test('a line that went dead is ended within 5 s, wherever between two beats it died', async () => {
  for (let diedAt = 10_000; diedAt < 12_000; diedAt += 250) {
    const { clock, socket } = start();
    await clock.advance(diedAt);
    socket.answers = false;
    await clock.advance(5000);
    expect([diedAt, socket.terminated]).toEqual([diedAt, true]);
  }
});

test('a line that answers stays for an hour', async () => {
  const { clock, socket } = start();
  await clock.advance(3_600_000);
  expect(socket.terminated).toBe(false);
});

test('a client that no longer takes what it is sent is ended', async () => {
  const { clock, socket } = start();
  socket.bufferedAmount = 9 * 1024 * 1024;
  await clock.advance(2000);
  expect(socket.terminated).toBe(true);
});
