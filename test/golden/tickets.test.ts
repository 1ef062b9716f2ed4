import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slipsOf } from '../../devices/ticket-printer/decode.ts';
import { encodeSlip } from '../../devices/ticket-printer/encoder.ts';
import { fontGlyphs } from '../../devices/ticket-printer/glyphs.ts';
import { createPrinterMachine } from '../../devices/ticket-printer/machine.ts';
import { renderSlip } from '../../devices/ticket-printer/render.ts';
import { documentFonts } from '../../main/service/documents/fonts.ts';
import { ticketSlip, type TicketSlipData } from '../../main/service/tickets/ticket-slip.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { settled } from '../helpers/with-hall.ts';

/*
 * Tickets as the simulated printer puts them on paper from the bytes that a real one gets. A picture that is meant to
 * change is renewed with YICHUANG_RENEW_PICTURES=1 before the test's command, looked at and committed.
 */

const TICKET: TicketSlipData = {
  hallName: '云山县政务服务中心',
  no: 'A012',
  businessName: '不动产登记',
  ahead: 7,
  minutes: 25,
  windowNos: ['3', '4', '5'],
  takenAt: Date.UTC(2026, 2, 5, 6, 30),
  tail: '002X',
  qrPayload: 'yichuang:ticket:01JQ5ZK8V7N4M2R3T6W9XYABCD',
  offline: false,
  reprint: false,
  missedAdvice: '过号请到导办台或任一窗口重新排队',
};

const FONT = documentFonts(join(import.meta.dirname, '..', '..')).body;
const RENEW = process.env['YICHUANG_RENEW_PICTURES'] === '1';

async function picture(change: Partial<TicketSlipData>, columns: 32 | 48): Promise<string> {
  const encoded = encodeSlip(ticketSlip({ ...TICKET, ...change }), { columns }, fontGlyphs(FONT));
  if (!encoded.ok) throw new Error('not encodable');
  const machine = createPrinterMachine({ columns, chineseAtPowerOn: false, msPerLine: 0, bufferBytes: 1_000_000, paperLines: 10_000 }, systemClock);
  for (const part of encoded.value.parts) machine.receive(part);
  await settled();
  const [slip, ...others] = slipsOf(machine.printed().map(({ item }) => item));
  if (slip === undefined || others.length > 0) throw new Error('one slip was expected');
  return renderSlip(slip, columns);
}

test.each<[string, Partial<TicketSlipData>, 32 | 48]>([
  ['normal-80', {}, 48],
  ['normal-58', {}, 32],
  ['offline-80', { offline: true, minutes: null, no: 'A507' }, 48],
  ['reprint-80', { reprint: true }, 48],
  ['offline-reprint-58', { offline: true, reprint: true, no: 'A507' }, 32],
  // A ticket bears no person's name; a hall or a business may be called by characters that no printer knows.
  ['rare-characters-80', { hallName: '㑇𬭚县政务服务中心', businessName: '𰻝𰻝面馆开办' }, 48],
  ['rare-characters-58', { hallName: '㑇𬭚县政务服务中心', businessName: '𰻝𰻝面馆开办' }, 32],
  ['long-words-58', { businessName: '不动产登记（含房屋交易与税费申报）', windowNos: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'], tail: null }, 32],
])('%s', async (name, change, columns) => {
  const file = join(import.meta.dirname, `ticket-${name}.svg`);
  const drawn = `${await picture(change, columns)}\n`;
  if (RENEW) await writeFile(file, drawn);
  expect(await readFile(file, 'utf8')).toBe(drawn);
});
