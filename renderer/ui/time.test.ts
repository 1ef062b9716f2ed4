import { formatBusinessDate, minutesSince } from './time.ts';

describe('minutesSince', () => {
  it.each([[59_999, 0], [60_000, 1], [-5000, 0]])('%d ms are %d minutes', (passed, minutes) => {
    expect(minutesSince(1000, 1000 + passed)).toBe(minutes);
  });
});

describe('formatBusinessDate', () => {
  it('has no leading zeros', () => {
    expect(formatBusinessDate('2026-03-05')).toBe('2026年3月5日');
  });
});
