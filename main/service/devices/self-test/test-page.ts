/** Below a line of this height the next one begins; all lengths in points. */
const LINE = 28;
const A4 = { width: 595, height: 842, margin: 56 } as const;
const FONT_SIZE = 16;

/**
 * A page of PDF with these lines (ASCII, without brackets) in a frame near the edges, which shows whether the paper is
 * fed straight. It uses a font that every PDF printer has.
 */
export function testPage(lines: readonly string[]): Uint8Array {
  const text = lines.map((line, index) => `BT /F1 ${FONT_SIZE} Tf ${A4.margin * 1.5} ${A4.height - A4.margin * 2 - index * LINE} Td (${line}) Tj ET`);
  const frame = `${A4.margin} ${A4.margin} ${A4.width - 2 * A4.margin} ${A4.height - 2 * A4.margin} re S`;
  const content = [frame, ...text].join('\n');
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${A4.width} ${A4.height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

/** The objects with the table of where each begins (ISO 32000-1, 7.5). */
function pdfOf(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.4\n';
  const starts = objects.map((body, index) => {
    const start = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return start;
  });
  const entries = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}
