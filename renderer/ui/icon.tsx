/** Line drawings on a 48 px grid, 3 px strokes in the text's colour. */
const DRAWINGS = {
  ticket: 'M10 8h28v32l-4.7-3.5L28.7 40 24 36.5 19.3 40l-4.6-3.5L10 40zM17 18h14M17 26h9',
  queue: 'M17 21a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM5 40v-3a10 10 0 0 1 10-10h4a10 10 0 0 1 10 10v3M31 8a6.5 6.5 0 0 1 0 13M34 27.5a10 10 0 0 1 9 9.5v3',
  guide: 'M24 12c-4-3-9-4-16-4v28c7 0 12 1 16 4 4-3 9-4 16-4V8c-7 0-12 1-16 4zM24 12v28',
  staff: 'M24 24a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM8 42v-3a11 11 0 0 1 11-11h10a11 11 0 0 1 11 11v3M24 28v6',
  home: 'M7 23 24 8l17 15M12 20v20h24V20M20 40V29h8v11',
  back: 'M40 24H9M21 11 8 24l13 13',
  card: 'M5 10h38v28H5zM12 20h10v10H12zM29 19h8M29 25h8M29 31h5',
  keyboard: 'M5 11h38v26H5zM13 20h1M21 20h1M29 20h1M36 20h-1M15 29h18',
  erase: 'M17 10h25v28H17L6 24zM24 19l10 10M34 19 24 29',
  check: 'M9 25l10 10 20-22',
  previous: 'M30 9 15 24l15 15',
  next: 'M18 9l15 15-15 15',
  paper: 'M13 18V7h22v11M13 34H7V18h34v16h-6M13 28h22v13H13z',
  search: 'M21 35a14 14 0 1 0 0-28 14 14 0 0 0 0 28zM31 31l10 10',
  type: 'M6 38 17 10l11 28M10 29h14M34 38V22M28 22h13',
  turn: 'M39 24a15 15 0 1 1-4.4-10.6L39 17.8M39 8v10H29',
  sound: 'M7 18h8l11-9v30l-11-9H7zM33 17a10 10 0 0 1 0 14M38 11a18 18 0 0 1 0 26',
  camera: 'M6 15h9l3-5h12l3 5h9v24H6zM24 33a7 7 0 1 0 0-14 7 7 0 0 0 0 14z',
  wait: 'M24 43a19 19 0 1 0 0-38 19 19 0 0 0 0 38zM24 13v12l8 5',
  eye: 'M4 24c5-9 12-13 20-13s15 4 20 13c-5 9-12 13-20 13S9 33 4 24zM24 30a6 6 0 1 0 0-12 6 6 0 0 0 0 12z',
} as const;

export type IconName = keyof typeof DRAWINGS;

/** Always beside a word; hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 48 48" aria-hidden="true">
      <path d={DRAWINGS[name]} />
    </svg>
  );
}
