import { ManualClock } from './clock.ts';
import { createKeyGuard } from './key-guard.ts';

test('ten wrong keys within a minute block an address for a minute, and no other', async () => {
  const clock = new ManualClock(1_000_000);
  const guard = createKeyGuard(clock);
  for (let wrong = 0; wrong < 9; wrong += 1) guard.noteWrong('10.0.0.1');
  expect(guard.isBlocked('10.0.0.1')).toBe(false);
  guard.noteWrong('10.0.0.1');
  expect(guard.isBlocked('10.0.0.1')).toBe(true);
  expect(guard.isBlocked('10.0.0.2')).toBe(false);
  await clock.advance(59_999);
  expect(guard.isBlocked('10.0.0.1')).toBe(true);
  await clock.advance(1);
  expect(guard.isBlocked('10.0.0.1')).toBe(false);
});
