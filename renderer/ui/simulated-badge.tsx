/** Says that what stands behind the screen is not a real device. */
export function SimulatedBadge({ word }: { word: string }) {
  return <span className="simulated-badge">{word}</span>;
}
