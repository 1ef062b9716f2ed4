import { calmHall, troubledHall } from '../../../test/e2e/pages/console-fixtures.ts';
import { byNumber, devicesByStation, isCalm, waitsTooLong } from './plan.ts';

describe('waitsTooLong', () => {
  it.each([
    [1, 31, true],
    [1, 30, false],
    [0, 90, false],
  ])('%d waiting, longest %d min → %s', (waiting, longestMinutes, expected) => {
    expect(waitsTooLong({ waiting, longestMinutes })).toBe(expected);
  });
});

it('orders windows by number, not by letters', () => {
  expect(byNumber(calmHall().windows).map((window) => window.no)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
});

it('gives each station its own devices', () => {
  const kinds = devicesByStation(calmHall()).map(({ station, devices }) => [station.id, devices.map((device) => device.kind)]);
  expect(kinds).toEqual([
    ['kiosk-1', ['idCardReader', 'ticketPrinter']],
    ['counter-1', ['idCardReader', 'callDisplay', 'evaluationPad']],
    ['counter-2', ['idCardReader', 'callDisplay', 'evaluationPad']],
    ['display-1', []],
  ]);
});

describe('isCalm', () => {
  const calm = calmHall();
  const trouble = troubledHall();
  it('is so in a calm hall', () => {
    expect(isCalm(calm)).toBe(true);
  });
  it.each(['centreOnline', 'businesses', 'stations', 'devices', 'alarms', 'unproven', 'undecidedJobs'] as const)('is not so with trouble in %s', (key) => {
    expect(isCalm({ ...calm, [key]: trouble[key] })).toBe(false);
  });
  it('is not so with the hub away or a dead letter', () => {
    expect(isCalm({ ...calm, hubOnline: false })).toBe(false);
    expect(isCalm({ ...calm, sync: { ...calm.sync, deadLetters: 1 } })).toBe(false);
  });
});
