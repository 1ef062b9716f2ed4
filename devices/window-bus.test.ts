import { systemClock } from '../shared/basics/clock.ts';
import { until } from './core/testing/until.ts';
import { openSimulatedBus } from './core/window-bus/virtual-bus.ts';
import { createBusPool } from './core/window-bus/window-bus.ts';
import { startEvaluationPadSimulator } from './evaluation-pad/simulator.ts';
import { startPhysicalCallerSimulator } from './physical-caller/simulator.ts';
import { DEVICES, type DeviceParts } from './registry.ts';
import { noGlyphs } from './ticket-printer/glyphs.ts';
import { openTransport } from './transports/open-transport.ts';

/** Pad and caller as a station makes them, and their simulators on one port. */
async function bench([padNo, callerNo]: readonly [number, number]) {
  const line = await openSimulatedBus({ host: '127.0.0.1', port: 0 }, systemClock);
  const simulators = {
    pad: await startEvaluationPadSimulator(line, { busAddress: padNo }),
    caller: await startPhysicalCallerSimulator(line, { busAddress: callerNo }),
  };
  const opened: string[] = [];
  const buses = createBusPool((address) => {
    const { open } = openTransport(address);
    return {
      address,
      open: (signal) => {
        opened.push(address);
        return open(signal);
      },
    };
  }, systemClock);
  const parts: DeviceParts = { address: line.address, clock: systemClock, glyphs: noGlyphs, recordings: [], buses };
  const pad = DEVICES.evaluationPad.make(parts, { busAddress: padNo });
  const caller = DEVICES.physicalCaller.make(parts, { busAddress: callerNo });
  const heard: string[] = [];
  pad.onPress((level) => heard.push(`level ${level}`));
  caller.onKey((key) => heard.push(key));
  pad.start();
  caller.start();
  await until('both listen', () => [pad, caller].every((device) => device.status().state === 'listening'));
  return {
    simulators, pad, caller, heard, opened,
    async close() {
      await Promise.all([pad.stop(), caller.stop()]);
      await Promise.all([simulators.pad.close(), simulators.caller.close()]);
    },
  };
}

// The one known system tells pad and caller apart by function, so they may have the same number.
test.each([[[1, 2]], [[1, 1]]] as const)('pad and caller with the numbers %j share one connection', async (numbers) => {
  const { simulators, pad, caller, heard, opened, close } = await bench(numbers);
  try {
    simulators.caller.control({ type: 'press', key: 'call' });
    // Of one number, two frames laid over each other may pass for a third: the sum has 8 bits.
    await until('the call', () => heard.length === 1);
    simulators.pad.control({ type: 'press', value: 4 });
    const both = [simulators.pad, simulators.caller];
    await until('both are answered', () => both.every((one) => one.observe().acknowledged.length === 1));
    expect(heard.sort()).toEqual(['call', 'level 2']);
    expect((await caller.show({ waiting: null, ticket: 23 })).ok).toBe(true);
    expect((await pad.invite()).ok).toBe(true);
    await until('digits and lamp', () => simulators.caller.observe().digits === '   023' && simulators.pad.observe().inviting);
    expect(opened).toHaveLength(1);
    simulators.pad.control({ type: 'unplug' });
    await until('both are red', () => [pad, caller].every((device) => device.status().health === 'disconnected'));
    simulators.pad.control({ type: 'plug' });
    await until('both listen', () => [pad, caller].every((device) => device.status().state === 'listening'));
    await pad.stop();
    simulators.caller.control({ type: 'press', key: 'recall' });
    await until('the caller goes on alone', () => heard.includes('recall'));
  } finally {
    await close();
  }
});
