import { TicketNo } from '../types/ticket.ts';
import { callSentence } from './call-text.ts';
import { CLIPS, speechParts, type SpeechPart } from './speech-clips.ts';

function names(parts: readonly SpeechPart[]): string {
  return parts.map((part) => ('clip' in part ? part.clip : `(${part.pauseMs})`)).join(' ');
}

function spoken(sentence: string): string {
  const parts = speechParts(sentence);
  if (!parts.ok) throw new Error(parts.error.join());
  return names(parts.value);
}

const ONCE = 'please letter-a (90) digit-0 (90) digit-1 (90) digit-2 number (300) to digit-3 at-window (600)';

test.each([
  [{ no: 'A012', windowNo: '3', nth: 1 }, `${ONCE} ${ONCE}`],
  [{ no: 'A012', windowNo: '03', nth: 2 }, `nth digit-2 nth-call (300) ${ONCE} ${ONCE}`],
])('a call %j', (call, expected) => {
  expect(spoken(callSentence(call))).toBe(expected);
});

test.each([
  ['到十号窗口办理', 'to ten at-window'],
  ['到一百零一号窗口办理', 'to digit-1 hundred digit-0 digit-1 at-window'],
  ['号，号窗口办理', 'number (300) at-window'],
  ['', ''],
])('%j', (sentence, expected) => {
  expect(spoken(sentence)).toBe(expected);
});

test('every number that can stand on a ticket and every window can be spoken', () => {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').filter((letter) => TicketNo.safeParse(`${letter}000`).success);
  expect(letters).toHaveLength(21);
  const tickets = letters.flatMap((letter) => [`${letter}012`, `${letter}3456`, `${letter}789`]);
  const windows = Array.from({ length: 1_000 }, (_, no) => String(no));
  const silent = [
    ...tickets.filter((no) => !speechParts(callSentence({ no, windowNo: '1', nth: 1 })).ok),
    ...windows.filter((windowNo) => !speechParts(callSentence({ no: 'A001', windowNo, nth: 3 })).ok),
  ];
  expect(silent).toEqual([]);
});

test('a sentence with a word that no clip says is refused with its characters', () => {
  expect(speechParts('请李四到三号窗口办理。')).toEqual({ ok: false, error: ['李'] });
  expect(speechParts('请S001')).toEqual({ ok: false, error: ['S', '0', '1'] });
});

test('names and words stand once in the table', () => {
  expect(new Set(CLIPS.map((clip) => clip.name)).size).toBe(CLIPS.length);
  expect(new Set(CLIPS.map((clip) => clip.text)).size).toBe(CLIPS.length);
});
