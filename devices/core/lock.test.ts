import { createLock } from './lock.ts';

test('one at a time, in the order of asking, also after a failure', async () => {
  const lock = createLock();
  const steps: string[] = [];
  async function job(name: string, fails: boolean): Promise<string> {
    return lock.run(async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  }
  const outcomes = await Promise.allSettled([job('a', false), job('b', true), job('c', false)]);
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
