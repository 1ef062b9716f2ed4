import type { Font, Glyph } from 'fontkit';

/** Points from the upper left corner of the page; above the mark of letters made without the hub. */
const PLACE = { x: 74, y: 24, size: 10, padding: 5, height: 20 };
const INK = '0.35 0.39 0.45';

/**
 * The letter with a mark at the head of every page (补打). The bytes of the letter stay as they are and the mark comes after
 * them (incremental update, ISO 32000-1 §7.5.6), so that what was signed for is still in it. Only for files of `writeLetter`:
 * they have a plain cross-reference table, and their pages count from the upper left corner.
 */
export function withMark(letter: Uint8Array, text: string, font: Font): Buffer {
  const original = Buffer.from(letter);
  const source = original.toString('latin1');
  const { size, rest, startxref } = endOf(source);
  const parts: string[] = [];
  const table: string[] = [];
  let offset = original.length;
  function add(number: number, body: string): void {
    const object = `${number} 0 obj\n${body}\nendobj\n`;
    table.push(`${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
    parts.push(object);
    offset += object.length;
  }
  const drawing = drawn(text, font);
  add(size, `<<\n/Length ${drawing.length}\n>>\nstream\n${drawing}\nendstream`);
  for (const { number, body } of pagesOf(source)) add(number, body.replace(/\/Contents (\d+ 0 R)/, `/Contents [$1 ${size} 0 R]`));
  const end = `xref\n${table.join('')}trailer\n<<\n/Size ${size + 1}\n${rest}/Prev ${startxref}\n>>\nstartxref\n${offset}\n%%EOF\n`;
  return Buffer.concat([original, Buffer.from(parts.join('') + end, 'latin1')]);
}

function endOf(source: string): { size: number; rest: string; startxref: string } {
  const match = /trailer\n<<\n\/Size (\d+)\n([^]*?)>>\nstartxref\n(\d+)\n%%EOF\s*$/.exec(source.slice(-2_000));
  if (match === null) throw new Error('not a letter: it has no trailer as the writer makes them');
  const [, size = '', rest = '', startxref = ''] = match;
  return { size: Number(size), rest, startxref };
}

function pagesOf(source: string): { number: number; body: string }[] {
  return [...source.matchAll(/^(\d+) 0 obj\n(<<\n\/Type \/Page\n[^]*?>>)\nendobj/gm)].map(([, number = '', body = '']) => ({ number: Number(number), body }));
}

/** As outlines: the letter's own fonts have only the characters it was written with. */
function drawn(text: string, font: Font): string {
  const scale = PLACE.size / font.unitsPerEm;
  const glyphs = Array.from(text, (character) => font.glyphForCodePoint(character.codePointAt(0) ?? 0));
  let x = PLACE.x + PLACE.padding;
  const shapes = glyphs.map((glyph) => {
    const shape = `q ${scale} 0 0 ${-scale} ${x} ${PLACE.y + PLACE.height - PLACE.padding - 1} cm ${outline(glyph)} f Q`;
    x += glyph.advanceWidth * scale;
    return shape;
  });
  const width = x + PLACE.padding - PLACE.x;
  return `q ${INK} rg ${INK} RG 0.8 w ${PLACE.x} ${PLACE.y} ${width} ${PLACE.height} re S ${shapes.join(' ')} Q`;
}

/** PDF knows cubic curves only; TrueType has quadratic ones. */
function outline({ path }: Glyph): string {
  let [fromX, fromY] = [0, 0];
  return path.commands
    .map(({ command, args }) => {
      if (command === 'closePath') return 'h';
      const [endX = 0, endY = 0] = args.slice(-2);
      const [controlX = 0, controlY = 0] = args;
      const towards = (end: number, control: number): number => end + (2 / 3) * (control - end);
      const curve = `${towards(fromX, controlX)} ${towards(fromY, controlY)} ${towards(endX, controlX)} ${towards(endY, controlY)} ${endX} ${endY} c`;
      [fromX, fromY] = [endX, endY];
      if (command === 'quadraticCurveTo') return curve;
      return command === 'bezierCurveTo' ? `${args.join(' ')} c` : `${endX} ${endY} ${command === 'moveTo' ? 'm' : 'l'}`;
    })
    .join(' ');
}
