import type { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { DeviceHealth } from '../../shared/types/device.ts';
import { createLink, type Connection } from '../core/link.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { createDoorBook } from './door-book.ts';
import { createLockBus, type LockBus } from './lock-bus.ts';
import { doorPlaces, LockerOptions, protocolOf, type DoorPlace } from './options.ts';
import type { Calibration, DoorEvent, DoorView, Locker, LockerFailure, Reading } from './types.ts';

/** Between two rounds over all boards. Together with the 1.5 s a silent board costs, it is known in 3 s. */
export const ROUND_INTERVAL_MS = 1_000;

function explain(door: string, cause: LockerFailure['cause']): LockerFailure {
  switch (cause) {
    case 'no-such-door':
      return { cause, sentence: `没有柜门“${door}”，或锁控板上没有这一路锁，请核对柜门设置` };
    case 'disconnected':
      return { cause, sentence: `文件柜未连接，柜门“${door}”没有打开，请检查电源和连接线，急用时用钥匙开门` };
    case 'silent':
      return { cause, sentence: `锁控板没有应答，柜门“${door}”没有打开，请检查电源和连接线，急用时用钥匙开门` };
    case 'stayed-closed':
      return { cause, sentence: `柜门“${door}”没有弹开，请轻推柜门后再试，仍打不开时用钥匙开门并报修` };
    case 'unknown':
      return { cause, sentence: `已向柜门“${door}”发出开门命令，但随后没有收到锁控板的应答，不知道门是否打开，请到柜前查看` };
    case 'unchanged':
      return { cause, sentence: `柜门“${door}”打开前后锁控板的读数没有变化，请确认门已用手打开、锁的反馈线已接好、柜门对应的锁编号正确` };
    default:
      return assertNever(cause);
  }
}

interface Health {
  readonly health: DeviceHealth;
  readonly state: string;
  readonly advice: string;
}

function healthOf(silentBoards: readonly number[], doors: readonly DoorView[], leftOpenSeconds: number): Health {
  if (silentBoards.length > 0) {
    const advice = `锁控板 ${silentBoards.join('、')} 没有应答，请检查它的电源、通信线和拨码地址`;
    return { health: 'fault', state: 'board-silent', advice };
  }
  const missing = doors.filter(({ state }) => state === 'unknown').map(({ name }) => name);
  if (missing.length > 0) return { health: 'fault', state: 'lock-missing', advice: `锁控板上没有柜门“${missing.join('、')}”的锁，请核对柜门设置` };
  const left = doors.filter(({ leftOpen }) => leftOpen).map(({ name }) => name);
  if (left.length > 0) return { health: 'attention', state: 'left-open', advice: `柜门“${left.join('、')}”打开超过 ${leftOpenSeconds} 秒没有关，请到柜前关门` };
  return { health: 'ready', state: 'ready', advice: '' };
}

/** A cabinet on one bus of lock boards. A loop reads all boards; a command to open waits for its turn between two readings. */
export function createLocker(dependencies: {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  readonly options: z.input<typeof LockerOptions>;
}): Locker {
  const { factory, clock } = dependencies;
  const options = LockerOptions.parse(dependencies.options);
  const { closedReads, leftOpenSeconds } = options;
  const places = doorPlaces(options);
  const boards = [...new Set(places.map(({ board }) => board))];
  const listeners = new Set<(event: DoorEvent) => void>();
  const tell = (event: DoorEvent): void => [...listeners].forEach((listener) => listener(event));
  const book = createDoorBook({ places, closedReads, leftOpenMs: leftOpenSeconds * 1_000, clock, tell });
  const link = createLink({ factory, clock, deviceName: '文件柜', session });
  let bus: LockBus | null = null;
  let wake: () => void = () => undefined;

  async function session(connection: Connection): Promise<void> {
    const own = createLockBus({ connection, protocol: protocolOf(options), clock, onStates: book.seen, onChange: () => wake() });
    bus = own;
    while (!connection.signal.aborted && (await readAll(own))) await pause(connection.signal);
    bus = null;
    connection.giveUp();
    await own.idle();
    boards.forEach(book.lost);
  }

  /** False when the line is gone or no board answers at all. */
  async function readAll(own: LockBus): Promise<boolean> {
    const silent: number[] = [];
    for (const board of boards) {
      const states = await own.readBoard(board);
      if (states.ok) continue;
      // The line went in the middle of the round: that says nothing of this board.
      if (states.error === 'disconnected') return false;
      silent.push(board);
      book.lost(board);
    }
    if (silent.length === boards.length) return false;
    book.watchOpen();
    link.markGood();
    link.set(healthOf(silent, book.views(), leftOpenSeconds));
    return true;
  }

  async function pause(signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    wake = () => woken.abort();
    await clock.sleep(ROUND_INTERVAL_MS, AbortSignal.any([signal, woken.signal]));
  }

  /** The door's place and the bus it hangs on, or why there is none. */
  async function at<T, C extends LockerFailure['cause']>(
    door: string,
    use: (own: LockBus, place: DoorPlace) => Promise<Result<T, C>>,
  ): Promise<Result<T, LockerFailure>> {
    const place = places.find(({ name }) => name === door);
    if (place === undefined) return fail(explain(door, 'no-such-door'));
    if (bus === null) return fail(explain(door, 'disconnected'));
    const result = await use(bus, place);
    return result.ok ? result : fail(explain(door, result.error));
  }

  async function open(door: string): ReturnType<Locker['open']> {
    const opened = await at(door, (own, place) => own.open(place, closedReads, () => book.pulsed(door)));
    book.ended(door);
    link.count(opened.ok ? 'done' : 'failed');
    wake();
    return opened;
  }

  function reading(door: string): Promise<Result<Reading, LockerFailure>> {
    return at(door, (own, place) => own.readLock(place));
  }

  async function calibrate(door: string, whenClosed: Reading): Promise<Result<Calibration, LockerFailure>> {
    const whenOpen = await reading(door);
    if (!whenOpen.ok) return whenOpen;
    if (whenOpen.value === whenClosed) return fail(explain(door, 'unchanged'));
    return ok({ closedReads: whenClosed, asSet: whenClosed === closedReads });
  }

  return {
    kind: 'locker',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    doors: book.views,
    onDoor(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open,
    reading,
    calibrate,
  };
}
