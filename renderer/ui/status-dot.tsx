export type Tone = 'good' | 'busy' | 'warning' | 'fault' | 'off';

/** A shape each, so that the state is told without colour. */
const SHAPES = {
  good: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z',
  busy: 'M8 1a7 7 0 1 1 0 14V1z M8 1a7 7 0 0 0 0 14',
  warning: 'M8 1l7.5 14H.5z',
  fault: 'M1 1h14v14H1z M5 5l6 6 M11 5l-6 6',
  off: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z',
} as const satisfies Record<Tone, string>;

export function StatusShape({ tone }: { tone: Tone }) {
  return (
    <svg className={`status-shape status-${tone}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[tone]} />
    </svg>
  );
}

/** A state as shape and word, never as colour alone. */
export function StatusDot({ tone, word }: { tone: Tone; word: string }) {
  return (
    <span className="status-dot">
      <StatusShape tone={tone} />
      <span>{word}</span>
    </span>
  );
}
