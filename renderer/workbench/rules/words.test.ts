import { piecesOf, stationOfId, windowNoOfId } from './words.ts';

it.each([
  ['kiosk-1', { role: 'kiosk', n: '1' }],
  ['counter-12', { role: 'counter', n: '12' }],
  ['hub', { role: 'hub', n: '' }],
  ['1001', null],
  ['kiosk-left', null],
])('reads the station id %s', (id, expected) => {
  expect(stationOfId(id)).toEqual(expected);
});

it.each([
  ['w2', '2'],
  ['w012', '12'],
  ['north', null],
])('reads the window id %s', (id, expected) => {
  expect(windowNoOfId(id)).toBe(expected);
});

it('cuts dates and long numbers out of a sentence, and no date out of a number', () => {
  expect(piecesOf('予以受理，办件编号 11990101990000017G4990700100001202611220011，承诺 2026-11-22 前办结')).toEqual([
    { kind: 'text', text: '予以受理，办件编号 ' },
    { kind: 'number', text: '11990101990000017G4990700100001202611220011' },
    { kind: 'text', text: '，承诺 ' },
    { kind: 'date', text: '2026-11-22' },
    { kind: 'text', text: ' 前办结' },
  ]);
  expect(piecesOf('990101-COUNTER-2-2026-11-22')).toEqual([{ kind: 'number', text: '990101-COUNTER-2-2026-11-22' }]);
  expect(piecesOf('号票已打印')).toEqual([{ kind: 'text', text: '号票已打印' }]);
});
