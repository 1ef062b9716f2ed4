import { virtualBench } from './testing/virtual-bench.ts';

async function begun(...parts: Parameters<typeof virtualBench>) {
  const bench = virtualBench(...parts);
  bench.locker.start();
  await bench.clock.advance(500);
  return bench;
}

test.each([
  ['xor-8a', 1, 1],
  ['xor-8a', 1, 0],
  ['wkly', 0, 1],
  ['wkly', 0, 0],
  ['kerong-cu16', 0, 1],
  ['kerong-cu16', 0, 0],
] as const)('%s, board %i, closed reads %i: open, already open, shut again', async (protocol, board, closedReads) => {
  const { clock, cabinet, locker, events, state, outcome } = await begun({ protocol, closedReads }, [board], closedReads);
  expect(locker.status()).toMatchObject({ health: 'ready', state: 'ready', advice: '' });
  expect([state('3'), state('4')]).toEqual(['closed', 'closed']);
  expect(await outcome('3')).toBe('opened');
  expect([state('3'), state('4')]).toEqual(['open', 'closed']);
  expect(await outcome('3')).toBe('already-open');
  expect(cabinet.see().pulses).toEqual({ [`${board}/3`]: 1 });
  cabinet.move(board, 3, false);
  await clock.advance(1_500);
  expect(events).toEqual([
    { type: 'opened', door: '3', by: 'command' },
    { type: 'closed', door: '3' },
  ]);
  expect(locker.status().counters).toMatchObject({ done: 2 });
});

test('the wrong polarity never proves an opening that was none: closed doors are said to be open already', async () => {
  const { cabinet, outcome } = await begun({ closedReads: 1 }, [1], 0);
  expect(await outcome('3')).toBe('already-open');
  expect(cabinet.see().pulses).toEqual({});
});

test('a jammed lock gets one pulse, however long it is watched', async () => {
  const { cabinet, locker, outcome } = await begun();
  cabinet.jam(1, 3, true);
  expect(await outcome('3')).toBe('stayed-closed');
  expect(cabinet.see().pulses).toEqual({ '1/3': 1 });
  expect(locker.status().counters).toMatchObject({ failed: 1 });
});

test('a door that the cabinet does not have', async () => {
  const { outcome } = await begun();
  expect(await outcome('99')).toBe('no-such-door');
});

test('a board with fewer locks than the settings say: told in the status and at the door, the others work', async () => {
  const { cabinet, locker, outcome } = await begun({ protocol: 'wkly', doors: 24 }, [0], 1, false, 23);
  expect(locker.status()).toMatchObject({ health: 'fault', state: 'lock-missing', advice: '锁控板上没有柜门“24”的锁，请核对柜门设置' });
  expect(await outcome('24')).toBe('no-such-door');
  expect(await outcome('23')).toBe('opened');
  expect(cabinet.see().pulses).toEqual({ '0/23': 1 });
});

test('a mute board: nothing is sent to the lock before the board has spoken', async () => {
  const { cabinet, locker, outcome } = await begun();
  cabinet.setFault({ type: 'mute' });
  expect(await outcome('3')).toBe('silent');
  expect(cabinet.see().pulses).toEqual({});
  expect(locker.status().counters).toMatchObject({ failed: 1 });
});

test('the cable goes after the pulse: nobody knows, and nothing is sent again when it is back', async () => {
  const { clock, cabinet, locker, pull, putBack, state } = await begun({ protocol: 'kerong-cu16' }, [0]);
  const opening = locker.open('3');
  for (let waited = 0; waited < 1_000 && cabinet.see().pulses['0/3'] === undefined; waited += 5) await clock.advance(5);
  pull();
  await clock.advance(100);
  expect(await opening).toMatchObject({ ok: false, error: { cause: 'unknown' } });
  expect(state('3')).toBe('unknown');
  putBack();
  await clock.advance(5_000);
  expect(state('3')).toBe('open');
  expect(cabinet.see().pulses).toEqual({ '0/3': 1 });
});

test('a missing board of two: the other goes on working', async () => {
  const { clock, cabinet, locker, state, outcome } = await begun({ doors: 48 }, [1, 2]);
  cabinet.setBoard(2, false);
  await clock.advance(4_000);
  expect(locker.status()).toMatchObject({ health: 'fault', state: 'board-silent', advice: '锁控板 2 没有应答，请检查它的电源、通信线和拨码地址' });
  expect([state('24'), state('25')]).toEqual(['closed', 'unknown']);
  expect(await outcome('24')).toBe('opened');
  expect(await outcome('25')).toBe('silent');
  cabinet.setBoard(2, true);
  await clock.advance(3_000);
  expect([locker.status().health, state('25')]).toEqual(['ready', 'closed']);
});

test('the line goes in the middle of a round: no board is said to be silent', async () => {
  const { clock, locker, pull } = await begun({ doors: 48 }, [1, 2]);
  const states = new Set<string>();
  locker.onStatus(({ state }) => states.add(state));
  await clock.advance(540);
  // The first board has answered the second round, the second has not.
  pull();
  await clock.advance(100);
  expect([...states]).toEqual(['disconnected']);
});

test('a door behind a board that fell silent is not said to be left open: nobody knows', async () => {
  const { clock, cabinet, events, state } = await begun({ doors: 48, leftOpenSeconds: 10 }, [1, 2]);
  cabinet.move(2, 1, true);
  await clock.advance(3_000);
  cabinet.setBoard(2, false);
  await clock.advance(20_000);
  expect([state('25'), events.map(({ type }) => type)]).toEqual(['unknown', ['opened']]);
  cabinet.setBoard(2, true);
  await clock.advance(3_000);
  expect(events.map(({ type }) => type)).toEqual(['opened', 'left-open']);
});

test('all boards silent is a cabinet that is gone, within 5 s', async () => {
  const { clock, cabinet, locker, state } = await begun();
  cabinet.setFault({ type: 'mute' });
  await clock.advance(5_000);
  expect(locker.status().health).toBe('disconnected');
  expect(state('3')).toBe('unknown');
  cabinet.setFault({ type: 'none' });
  await clock.advance(5_000);
  expect([locker.status().health, state('3')]).toEqual(['ready', 'closed']);
});

test('opened with a key, left open, shut: each is told once', async () => {
  const { clock, cabinet, locker, events } = await begun({ leftOpenSeconds: 60 });
  cabinet.move(1, 7, true);
  await clock.advance(58_000);
  expect(locker.status().health).toBe('ready');
  await clock.advance(10_000);
  expect(locker.status()).toMatchObject({ health: 'attention', state: 'left-open', advice: '柜门“7”打开超过 60 秒没有关，请到柜前关门' });
  cabinet.move(1, 7, false);
  await clock.advance(2_000);
  expect(locker.status().health).toBe('ready');
  expect(events).toEqual([
    { type: 'opened', door: '7', by: 'hand' },
    { type: 'left-open', door: '7' },
    { type: 'closed', door: '7' },
  ]);
});

test.each([
  ['xor-8a', 1],
  ['wkly', 0],
] as const)('%s: a board that tells by itself is looked at at once', async (protocol, board) => {
  const { clock, cabinet, events } = await begun({ protocol }, [board], 1, true);
  cabinet.move(board, 7, true);
  await clock.advance(100);
  expect(events).toEqual([{ type: 'opened', door: '7', by: 'hand' }]);
});

test('two doors asked for at once: one after the other, 300 ms between the pulses', async () => {
  const { clock, cabinet, locker } = await begun();
  const both = [locker.open('3'), locker.open('4')];
  const at: Record<string, number> = {};
  for (let waited = 0; waited < 3_000; waited += 5) {
    await clock.advance(5);
    for (const door of Object.keys(cabinet.see().pulses)) at[door] ??= waited;
  }
  expect(await Promise.all(both)).toEqual([{ ok: true, value: 'opened' }, { ok: true, value: 'opened' }]);
  expect((at['1/4'] ?? 0) - (at['1/3'] ?? 0)).toBeGreaterThanOrEqual(300);
});

test('calibration: a closed door, then opened by hand, tells the setting; without a change it is refused', async () => {
  const { clock, cabinet, locker } = await begun({ closedReads: 1 }, [1], 0);
  const reading = locker.reading('3');
  await clock.advance(200);
  expect(await reading).toEqual({ ok: true, value: 0 });
  const tooEarly = locker.calibrate('3', 0);
  await clock.advance(200);
  expect(await tooEarly).toMatchObject({ ok: false, error: { cause: 'unchanged' } });
  cabinet.move(1, 3, true);
  const calibrated = locker.calibrate('3', 0);
  await clock.advance(200);
  expect(await calibrated).toEqual({ ok: true, value: { closedReads: 0, asSet: false } });
});

test('an answer that comes after the time-out belongs to nobody; asked again the board is heard', async () => {
  const { clock, cabinet, outcome } = await begun();
  cabinet.setFault({ type: 'late', ms: 600 });
  const told = outcome('3');
  await clock.advance(650);
  cabinet.setFault({ type: 'none' });
  expect(await told).toBe('opened');
  expect(cabinet.see().pulses).toEqual({ '1/3': 1 });
});

test('stopped in the middle of an opening it says that nobody knows', async () => {
  const { clock, cabinet, locker } = await begun();
  cabinet.jam(1, 3, true);
  const opening = locker.open('3');
  await clock.advance(300);
  const stopped = locker.stop();
  await clock.advance(100);
  await stopped;
  expect(await opening).toMatchObject({ ok: false, error: { cause: 'unknown' } });
  expect(await locker.open('3')).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
});
