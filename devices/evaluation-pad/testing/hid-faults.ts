import { systemClock } from '../../../shared/basics/clock.ts';
import type { FaultCase, FaultSuite } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { openHid } from '../../transports/hid.ts';
import { createHidKeyPad, KEY_USAGES } from '../hid-device.ts';
import { startHidKeysSimulator, type HidKeysControl, type HidKeysSimulator } from '../hid-simulator.ts';
import type { EvaluationPad } from '../types.ts';

interface Bench {
  readonly pad: EvaluationPad;
  readonly simulator: HidKeysSimulator;
  readonly heard: readonly number[];
  do(...commands: HidKeysControl[]): void;
  /** Presses key 5 of the number pad and waits for it: what came before has been read then. */
  settle(): Promise<void>;
}

const KEY = { one: 0x59, two: 0x5a, five: 0x5d, numLock: 0x53 } as const;

/** A number pad and its simulator over a socket; taken down after `run`. */
export async function withHidPad<T>(run: (bench: Bench) => Promise<T>): Promise<T> {
  const simulator = await startHidKeysSimulator({ host: '127.0.0.1', port: 0 });
  const pad = createHidKeyPad({ factory: openHid(simulator.address, KEY_USAGES), clock: systemClock, options: {} });
  const heard: number[] = [];
  pad.onPress((level) => heard.push(level));
  pad.start();
  function act(...commands: HidKeysControl[]): void {
    for (const command of commands) {
      const done = simulator.control(command);
      if (!done.ok) throw new Error(done.error);
    }
  }
  async function settle(): Promise<void> {
    act({ type: 'hold', usages: [] }, { type: 'press', usage: KEY.five });
    await until('the last key', () => heard.at(-1) === 5);
  }
  try {
    await until('ready', () => pad.status().state === 'ready');
    return await run({ pad, simulator, heard, do: act, settle });
  } finally {
    await pad.stop();
    await simulator.close();
  }
}

/** What is heard of some reports when key 5 comes after them. */
function reports(fault: string, expected: string, ...commands: HidKeysControl[]): FaultCase {
  return {
    fault,
    expected,
    run: () =>
      withHidPad(async ({ heard, do: act, settle }) => {
        act(...commands);
        await settle();
        return `levels ${heard.join(' ')}`;
      }),
  };
}

/** What number pads and their citizens do wrong. */
export const hidPadFaults: FaultSuite = {
  name: 'evaluation-pad/hid-keys',
  transports: ['tcp'],
  baudRate: 9_600,
  faults: [
    reports('a key is held and reported again', 'levels 1 5', { type: 'hold', usages: [KEY.one] }, { type: 'hold', usages: [KEY.one] }),
    reports('two keys at once', 'levels 5', { type: 'hold', usages: [KEY.one, KEY.two] }),
    reports('a second key while one is held', 'levels 1 5', { type: 'hold', usages: [KEY.one] }, { type: 'hold', usages: [KEY.one, KEY.two] }),
    reports('more keys than the pad can tell', 'levels 5', { type: 'hold', usages: [1, 1, 1, 1, 1, 1] }),
    reports('NumLock around every key', 'levels 2 5', { type: 'hold', usages: [KEY.numLock] }, { type: 'hold', usages: [KEY.numLock, KEY.two] }, { type: 'hold', usages: [KEY.numLock] }),
    reports('a key that means nothing', 'levels 5', { type: 'press', usage: 0x28 }, { type: 'press', usage: 0x62 }),
    reports('a report of another length', 'levels 5', { type: 'report', bytes: [0x59, 0x59] }),
    {
      fault: 'the plug is pulled while a key is down, and put back',
      expected: 'disconnected, the invitation fails; levels 1 2',
      run: () =>
        withHidPad(async ({ pad, heard, do: act }) => {
          act({ type: 'hold', usages: [KEY.one] });
          await until('the key', () => heard.length === 1);
          act({ type: 'unplug' });
          await until('red', () => pad.status().health === 'disconnected');
          const { health } = pad.status();
          const invited = await pad.invite();
          act({ type: 'plug' });
          await until('ready again', () => pad.status().state === 'ready');
          act({ type: 'press', usage: KEY.two });
          await until('the key', () => heard.length === 2);
          return `${health}, the invitation ${invited.ok ? 'succeeds' : 'fails'}; levels ${heard.join(' ')}`;
        }),
    },
  ],
};
