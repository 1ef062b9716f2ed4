import type { Device } from '../../../../devices/core/device.ts';
import type { TestChoice, TestFact } from '../../../../shared/contract/devices.ts';
import type { TestOutcome } from '../../../../shared/types/device.ts';

/** How a test ended: one sentence for the person and the record, and what it read, masked. */
export interface TestResult {
  readonly outcome: TestOutcome;
  readonly sentence: string;
  readonly facts?: readonly TestFact[];
}

/**
 * What a test can ask of the person beside the device. Every question is answered with null when nobody is there, the
 * time is up or the test was stopped.
 */
export interface TestDesk {
  /** No other test has it. */
  readonly testId: string;
  /** Who tests: for the slip. */
  readonly workNo: string;
  readonly stationName: string;
  /** Epoch ms. */
  now(): number;
  /** The device is at work; the person waits. */
  working(sentence: string): void;
  /** Asks for something to be done at the device; `listen` subscribes to what then comes from it. */
  act<T>(sentence: string, listen: (heard: (value: T) => void) => () => void): Promise<T | null>;
  /** Something only a person can see or hear. */
  ask(sentence: string): Promise<boolean | null>;
  /** The id of the chosen one. */
  choose(sentence: string, choices: readonly TestChoice[]): Promise<string | null>;
}

/** Tries one device. The table runs it only when the device answers and is in order. */
export type Exercise<D extends Device> = (device: D, desk: TestDesk) => Promise<TestResult>;

export function passed(sentence: string, facts: readonly TestFact[] = []): TestResult {
  return { outcome: 'PASSED', sentence, facts };
}

export function failed(sentence: string): TestResult {
  return { outcome: 'FAILED', sentence };
}

export function unconfirmed(sentence: string, facts: readonly TestFact[] = []): TestResult {
  return { outcome: 'UNCONFIRMED', sentence, facts };
}
