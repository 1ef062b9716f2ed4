/**
 * Who sees it. `public`: hall screen, ticket slip, kiosk after the session. `clerk`: the window's screen until the clerk
 * asks to see the whole (which is logged). The usual 6+4 mask of a citizen number hides only the birth date, leaving
 * some 3,300 candidates, so it is not used (reliability.md 4.7).
 */
export type MaskUse = 'public' | 'clerk';

/** What is being masked. */
export type MaskKind = 'certNo' | 'name' | 'phone';

/** How many characters stay at the front and at the end. */
const KEPT = {
  certNo: { public: [0, 4], clerk: [1, 1] },
  name: { public: [1, 0], clerk: [1, 1] },
  phone: { public: [0, 4], clerk: [3, 4] },
} as const satisfies Record<MaskKind, Record<MaskUse, readonly [number, number]>>;

/** At least this many characters are hidden, or all are. */
const FEWEST_HIDDEN = { certNo: 4, name: 1, phone: 4 } as const satisfies Record<MaskKind, number>;

function stars(kind: MaskKind, use: MaskUse, hidden: number): string {
  // In public not even the length of a name or number is told.
  if (use === 'public') return '*'.repeat(kind === 'name' ? 1 : 4);
  return '*'.repeat(hidden);
}

/** The only way in which a number, name or phone is shortened for showing. An empty value stays empty. */
export function mask(kind: MaskKind, value: string, use: MaskUse): string {
  const characters = Array.from(value.trim());
  if (characters.length === 0) return '';
  const [front, back] = KEPT[kind][use];
  const hidden = characters.length - front - back;
  if (hidden < FEWEST_HIDDEN[kind]) return shortMask(kind, characters);
  return characters.slice(0, front).join('') + stars(kind, use, hidden) + characters.slice(characters.length - back).join('');
}

/** Too short to keep both ends: a name keeps its first character if it has a second one, everything else nothing. */
function shortMask(kind: MaskKind, characters: readonly string[]): string {
  return kind === 'name' && characters.length > 1 ? `${characters.slice(0, 1).join('')}*` : '*'.repeat(kind === 'name' ? 1 : 4);
}

/** 李四 → 李*: the only form of a name on a public screen. */
export function maskName(name: string): string {
  return mask('name', name, 'public');
}
