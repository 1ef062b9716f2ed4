import type { BusinessView, WindowView } from '../../../shared/contract/common.ts';
import type { ConsoleState, StationView } from '../../../shared/contract/console.ts';
import type { DeviceSnapshot } from '../../../shared/types/device.ts';

/** Waiting longer than this wants a person's eye; the hall's own limit arrives with its figures. */
export const LONG_WAIT_MINUTES = 30;

export function waitsTooLong(business: Pick<BusinessView, 'waiting' | 'longestMinutes'>): boolean {
  return business.waiting > 0 && business.longestMinutes > LONG_WAIT_MINUTES;
}

/** Windows as they stand in the hall: by number, 2 before 10. */
export function byNumber(windows: readonly WindowView[]): WindowView[] {
  return windows.toSorted((a, b) => a.no.localeCompare(b.no, 'zh-CN', { numeric: true }));
}

export interface StationDevices {
  readonly station: StationView;
  readonly devices: readonly DeviceSnapshot[];
}

/** Each station with its devices; a device's id begins with its station's. */
export function devicesByStation(state: Pick<ConsoleState, 'stations' | 'devices'>): StationDevices[] {
  return state.stations.map((station) => ({
    station,
    devices: state.devices.filter((device) => device.id.startsWith(`${station.id}/`)),
  }));
}

/** Whether nothing needs a person; a device that cannot prove itself does not. */
export function isCalm(state: ConsoleState): boolean {
  return (
    state.hubOnline &&
    state.centreOnline &&
    state.alarms.length === 0 &&
    state.unproven.length === 0 &&
    state.undecidedJobs.length === 0 &&
    state.sync.deadLetters === 0 &&
    state.stations.every((station) => station.connected) &&
    state.devices.every(({ health }) => health === 'ready' || health === 'unknown') &&
    !state.businesses.some(waitsTooLong)
  );
}
