const STATION_ID = /^(?:hub|(kiosk|counter|display|console)-(\d+))$/;
const WINDOW_ID = /^w0*(\d+)$/;
/** A date of a sentence, or a number too long to be read in one piece. */
const PIECE = /(?<![\w-])(?<date>\d{4}-\d{2}-\d{2})(?![\w-])|(?<number>[0-9A-Z][0-9A-Z-]{15,})/g;

export interface StationWords {
  readonly role: 'hub' | 'kiosk' | 'counter' | 'display' | 'console';
  readonly n: string;
}

/** The role and number in a station's id as halls are set up: `kiosk-1`; null for an id of another form. */
export function stationOfId(id: string): StationWords | null {
  const match = STATION_ID.exec(id);
  if (match === null) return null;
  const role = (['kiosk', 'counter', 'display', 'console'] as const).find((known) => known === match[1]);
  return { role: role ?? 'hub', n: match[2] ?? '' };
}

/** The number in a window's id: `w2` → `2`; null for an id of another form. */
export function windowNoOfId(id: string): string | null {
  return WINDOW_ID.exec(id)?.[1] ?? null;
}

export interface Piece {
  readonly kind: 'text' | 'date' | 'number';
  readonly text: string;
}

/** A sentence of the trail cut into words, business dates and long numbers, which are set each in their own way. */
export function piecesOf(sentence: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of sentence.matchAll(PIECE)) {
    if (match.index > end) pieces.push({ kind: 'text', text: sentence.slice(end, match.index) });
    pieces.push({ kind: match.groups?.['date'] === undefined ? 'number' : 'date', text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < sentence.length) pieces.push({ kind: 'text', text: sentence.slice(end) });
  return pieces;
}
