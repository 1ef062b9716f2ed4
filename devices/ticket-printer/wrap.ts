import { columnsOf } from './text.ts';
import type { PaperChar } from './text.ts';

/** 避头: characters that must not begin a line. */
const NOT_FIRST = new Set('，。、；：？！）》」』】〉〕］｝”’…—～·％℃,.;:?!)]}%');
/** 避尾: characters that must not end a line. */
const NOT_LAST = new Set('（《「『【〈〔［｛“‘([{￥$');

/**
 * Folds a line at `columns`. Latin words, times and numbers stay whole where they fit on a line; punctuation takes
 * its neighbour along to the next line instead of beginning it. Spaces at a fold disappear.
 */
export function wrapLine(chars: readonly PaperChar[], columns: number): PaperChar[][] {
  const lines: PaperChar[][] = [];
  let line: PaperChar[][] = [];
  for (const unit of chars.length === 0 ? [] : units(chars, columns)) {
    if (columnsOf(line.flat()) + columnsOf(unit) <= columns) {
      line.push(unit);
      continue;
    }
    if (isSpace(unit)) continue;
    const taken = takeAlong(line, unit, columns);
    lines.push(trimEnd(line.slice(0, line.length - taken.length).flat()));
    line = [...taken, unit].filter((part, i) => i > 0 || !isSpace(part));
  }
  return [...lines, trimEnd(line.flat())];
}

/** Units at the end of the full line that have to go down with `next`; empty where nothing (or nothing sane) helps. */
function takeAlong(line: readonly PaperChar[][], next: PaperChar[], columns: number): PaperChar[][] {
  for (let count = 0; count < line.length; count += 1) {
    const kept = line.slice(0, line.length - count);
    const taken = line.slice(line.length - count);
    const first = (taken[0] ?? next)[0];
    const last = kept.at(-1)?.at(-1);
    const good = !(first && NOT_FIRST.has(first.char)) && !(last && NOT_LAST.has(last.char));
    if (good && columnsOf(taken.flat()) + columnsOf(next) <= columns) return taken;
  }
  return [];
}

/** Words of ASCII together, everything else one by one; a word longer than the line is cut up. */
function units(chars: readonly PaperChar[], columns: number): PaperChar[][] {
  const result: PaperChar[][] = [];
  for (const char of chars) {
    const open = result.at(-1);
    const joins = open && isWordPart(char) && open.every(isWordPart) && columnsOf(open) < columns;
    if (joins) open.push(char);
    else result.push([char]);
  }
  return result;
}

function isWordPart(char: PaperChar): boolean {
  return char.columns === 1 && char.char !== ' ';
}

function isSpace(unit: readonly PaperChar[]): boolean {
  return unit.every((char) => char.char === ' ');
}

function trimEnd(line: PaperChar[]): PaperChar[] {
  const last = line.findLastIndex((char) => char.char !== ' ');
  return line.slice(0, last + 1);
}
