import { commonFaults, suiteOf, unasked, withLocker, type LockerBench } from './bench.ts';

/** The last lock of a board, behind all state bytes. */
async function lastLock({ locker, simulator }: LockerBench): Promise<string> {
  const [last] = locker.doors().slice(-1);
  const opened = await locker.open(last?.name ?? '');
  const open = locker.doors().filter(({ state }) => state === 'open').map(({ name }) => name);
  return `${opened.ok ? opened.value : opened.error.cause}, open: ${open.join()}, at the cabinet: ${simulator.observe().open.join()}`;
}

const XOR = { protocol: 'xor-8a' } as const;
const WKLY = { protocol: 'wkly' } as const;
const CU16 = { protocol: 'kerong-cu16' } as const;

/** Boards of the type 8A/80, devices.md §6.1. */
export const xorLockerFaults = suiteOf('xor-8a', 9_600, [
  ...commonFaults(XOR, XOR),
  unasked(XOR, XOR),
  { fault: '24 locks on a board', expected: 'opened, open: 24, at the cabinet: 1/24', run: (wire) => withLocker(wire, XOR, XOR, lastLock) },
  {
    fault: '32 locks on a board',
    expected: 'opened, open: 32, at the cabinet: 1/32',
    run: (wire) => withLocker(wire, { ...XOR, locksPerBoard: 32 }, { ...XOR, locksPerBoard: 32 }, lastLock),
  },
]);

/** Boards of the type WKLY, devices.md §6.2. */
export const wklyLockerFaults = suiteOf('wkly', 9_600, [
  ...commonFaults(WKLY, WKLY),
  unasked(WKLY, WKLY),
  {
    fault: '4 locks on a board',
    expected: 'opened, open: 4, at the cabinet: 0/4',
    run: (wire) => withLocker(wire, { ...WKLY, locksPerBoard: 4 }, { ...WKLY, locksPerBoard: 4 }, lastLock),
  },
]);

/** Kerong CU16, devices.md §6.3: a command to open is never answered. */
export const cu16LockerFaults = suiteOf('kerong-cu16', 19_200, [
  ...commonFaults(CU16, CU16),
  { fault: '16 locks on a board', expected: 'opened, open: 16, at the cabinet: 0/16', run: (wire) => withLocker(wire, CU16, CU16, lastLock) },
]);
