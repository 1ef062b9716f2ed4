/** An identity card above (or on) the reading area. The words beside it say the same. */
export function CardArt({ laid }: { laid: boolean }) {
  return (
    <svg className="card-art" viewBox="0 0 480 360" aria-hidden="true">
      <path className="art-desk" d="M60 250h360l40 90H20z" />
      <path className="art-field" d="M132 268h216l16 52H116z" />
      <g transform={laid ? 'translate(0 62)' : undefined}>
        <rect className="art-card" x="120" y="60" width="240" height="150" rx="12" />
        <path className="art-line" d="M144 92h92M144 122h64M144 152h92M144 184h168" />
        <path className="art-person" d="M310 118a20 20 0 1 0 0-40 20 20 0 0 0 0 40zM278 160c0-20 14-34 32-34s32 14 32 34z" />
      </g>
      {laid ? null : <path className="art-arrow" d="M240 222v36M226 246l14 14 14-14" />}
    </svg>
  );
}
