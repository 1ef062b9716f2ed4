import { StatusShape } from './status-dot.tsx';

/** Across the page while what it shows may be old. */
export function OfflineBand({ text }: { text: string }) {
  return (
    <p className="offline-band" role="alert">
      <StatusShape tone="warning" />
      <span>{text}</span>
    </p>
  );
}
