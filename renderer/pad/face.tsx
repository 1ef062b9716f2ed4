import type { RatingLevel } from '../../shared/types/case-file.ts';

interface Drawing {
  eyes: string;
  mouth: string;
  /** A laughing mouth is filled. */
  filled: boolean;
}

/** Told apart by eyes and mouth alone: laugh, smile, straight, frown, deep frown with slanted brows. */
const FACES = {
  1: { eyes: 'M30 46c2-8 12-8 14 0M56 46c2-8 12-8 14 0', mouth: 'M28 60h44c0 28-44 28-44 0z', filled: true },
  2: { eyes: 'M36 40v8M64 40v8', mouth: 'M30 64c6 14 34 14 40 0', filled: false },
  3: { eyes: 'M36 42v8M64 42v8', mouth: 'M33 70h34', filled: false },
  4: { eyes: 'M36 42v8M64 42v8', mouth: 'M33 74c7-8 27-8 34 0', filled: false },
  5: { eyes: 'M30 40l14 8M70 40l-14 8M37 52v4M63 52v4', mouth: 'M30 78c6-14 34-14 40 0', filled: false },
} as const satisfies Record<RatingLevel, Drawing>;

export function Face({ level }: { level: RatingLevel }) {
  const face = FACES[level];
  return (
    <svg className={`face face-${level}`} viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r="46" />
      <path d={face.eyes} />
      <path d={face.mouth} className={face.filled ? 'face-filled' : undefined} />
    </svg>
  );
}
