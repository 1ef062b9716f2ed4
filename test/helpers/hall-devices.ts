import { z } from 'zod';
import { until, type RunningHall } from '../scenario/running-hall.ts';

const PrinterSight = z.object({ slips: z.array(z.object({ lines: z.array(z.string()), qr: z.array(z.string()), cut: z.boolean() })) });
const StripSight = z.object({ text: z.string() });

export interface PrintedSlip {
  readonly no: string;
  readonly text: string;
}

/** The whole slips in the tray, read as a person reads them: a torn one lacks its code, which stands near the end. */
export async function printedSlips(hall: RunningHall, station: string): Promise<PrintedSlip[]> {
  const { slips } = PrinterSight.parse(await hall.see(`${station}/ticketPrinter`));
  return slips
    .filter(({ cut, qr }) => cut && qr.length === 1)
    .map(({ lines }) => {
      const text = lines.join('\n');
      return { no: text.match(/[A-Z]\d{3,4}/)?.[0] ?? '', text };
    });
}

/** Whether a printer, as `see` gives it, is at work on the slip of a number. */
export function hasBegun(sight: unknown, no: string): boolean {
  return PrinterSight.parse(sight).slips.some(({ cut, lines }) => !cut && lines.some((line) => line.includes(no)));
}

/** Waits until the strip over the window shows the text. */
export async function stripShows(hall: RunningHall, station: string, text: string, ms: number): Promise<void> {
  await until(`the strip of ${station} shows ${text}`, ms, async () => StripSight.parse(await hall.see(`${station}/callDisplay`)).text.includes(text));
}
