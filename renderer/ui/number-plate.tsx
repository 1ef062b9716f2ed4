/** A ticket or window number in the numeral face; size comes from the place it stands in. */
export function NumberPlate({ no, label }: { no: string; label?: string }) {
  return (
    <span className="numeral" aria-label={label}>
      {no}
    </span>
  );
}
