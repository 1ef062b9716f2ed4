import { scheduleParts } from './schedule-parts.ts';

test('clips follow one another without a gap, silence between them where it is asked for', () => {
  const seconds = new Map<string, number>([['please', 0.5], ['digit-1', 0.25], ['number', 0.25]]);
  const schedule = scheduleParts(
    [{ clip: 'please' }, { clip: 'digit-1' }, { pauseMs: 500 }, { clip: 'number' }, { pauseMs: 1_000 }],
    (clip) => seconds.get(clip) ?? 0,
    10,
  );
  expect(schedule).toEqual({
    clips: [
      { clip: 'please', at: 10 },
      { clip: 'digit-1', at: 10.5 },
      { clip: 'number', at: 11.25 },
    ],
    end: 12.5,
  });
});

test('nothing to say ends at once', () => {
  expect(scheduleParts([], () => 1, 3)).toEqual({ clips: [], end: 3 });
});
