import { runFault, type FaultSuite } from './fault-bench.ts';

/**
 * The jest side of a suite: every fault over every transport, each as one test. Each has a driver, a simulator and a
 * wire of its own and mostly waits, so that several run at a time.
 */
export function testFaults(suite: FaultSuite, limitMs = 20_000): void {
  describe.each(suite.transports)(`${suite.name} over %s`, (transport) => {
    test.concurrent.each(suite.faults.map((fault) => [fault.fault, fault] as const))('%s', async (_name, fault) => {
      expect(await runFault(suite, fault, transport)).toBe(fault.expected);
    }, limitMs);
  });
}
