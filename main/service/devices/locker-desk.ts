import type { DoorView, Locker, LockerFailure, OpenOutcome } from '../../../devices/locker/types.ts';
import type { CommandId, DeviceId, WorkNo } from '../../../shared/basics/ids.ts';
import type { Result } from '../../../shared/basics/result.ts';
import { DONE, refuse, type Done } from '../../../shared/contract/outcome.ts';
import type { DeviceJob, JobVerdict } from '../../../shared/types/device-job.ts';
import type { Store } from '../../store/types.ts';
import { unattended, type Log } from '../log.ts';
import type { JobEnd, JobLedger } from './job-ledger.ts';

/** Doors that are opened on somebody's order, each order once. */
export interface LockerDesk {
  /** As in the device's snapshot. */
  readonly deviceId: DeviceId;
  doors(): readonly DoorView[];
  /**
   * Opens a door for the purpose that is written down with it: a case's number, or a manager's reason. The same command
   * again gets the outcome of the first, also after a restart. Refused while nobody knows what an earlier command did to
   * this door, and when it did not open.
   */
  openDoor(door: string, purpose: string, commandId: CommandId): Promise<Done>;
  /** Openings of this cabinet of which nobody knows what they did, oldest first. */
  undecided(): DeviceJob[];
  /** A person has looked at the door. */
  settle(jobId: string, verdict: JobVerdict, workNo: WorkNo): Done;
  /** A door opened, closed or was left open, or an opening waits for a person or does so no longer. */
  onChange(listener: () => void): () => void;
  close(): void;
}

const OPENED: Readonly<Record<OpenOutcome, string>> = { 'opened': '柜门已打开', 'already-open': '柜门原来就开着' };

function jobEnd(result: Result<OpenOutcome, LockerFailure>): JobEnd {
  if (result.ok) return { state: 'done', sentence: OPENED[result.value] };
  return { state: result.error.cause === 'unknown' ? 'unknown' : 'failed', sentence: result.error.sentence };
}

function told(end: Pick<DeviceJob, 'state' | 'sentence'>): Done {
  return end.state === 'done' ? DONE : refuse(end.state === 'failed' ? 'DOOR_NOT_OPENED' : 'DOOR_UNKNOWN', end.sentence || '还不知道柜门有没有打开，请到柜前查看');
}

export function createLockerDesk(dependencies: {
  readonly locker: Locker;
  readonly deviceId: DeviceId;
  readonly jobs: JobLedger;
  readonly store: Pick<Store, 'findDeviceJob'>;
  readonly log: Log;
}): LockerDesk {
  const { locker, deviceId, jobs, store, log } = dependencies;
  /** Commands under way: a second click waits for the first. */
  const underWay = new Map<CommandId, Promise<Done>>();
  const stop = locker.onDoor((event) => {
    if (event.type === 'left-open') log.warn({ event: 'door-left-open', door: event.door }, '柜门没有关');
    else log.info({ event: `door-${event.type}`, door: event.door, by: event.type === 'opened' ? event.by : null }, '柜门状态变化');
  });

  async function carryOut(door: string, purpose: string, commandId: CommandId): Promise<Done> {
    const job = { id: commandId, kind: 'lock-open', deviceId, reference: `${deviceId}/${door}`, title: `打开柜门“${door}”：${purpose}` } as const;
    const end = await jobs.run(job, async () => jobEnd(await locker.open(door)));
    if (!end.ok) return end;
    log.info({ event: 'door-command', door, commandId, state: end.value.state }, '按指令开柜门');
    return told(end.value);
  }

  async function openDoor(door: string, purpose: string, commandId: CommandId): Promise<Done> {
    const running = underWay.get(commandId);
    if (running !== undefined) return running;
    const before = store.findDeviceJob(commandId);
    if (before !== null) return told(before);
    const opening = carryOut(door, purpose, commandId);
    underWay.set(commandId, opening);
    unattended(opening.finally(() => underWay.delete(commandId)), log, 'door-failed');
    return opening;
  }

  function settle(jobId: string, verdict: JobVerdict, workNo: WorkNo): Done {
    if (store.findDeviceJob(jobId)?.deviceId !== deviceId) return refuse('UNKNOWN_JOB', '本机的文件柜没有这条开门记录');
    const settled = jobs.settle(jobId, verdict, workNo);
    log.info({ event: 'job-settled', jobId, verdict, workNo, ok: settled.ok }, '登记柜门是否打开过');
    return settled.ok ? DONE : settled;
  }

  return {
    deviceId,
    doors: () => locker.doors(),
    openDoor,
    undecided: () => jobs.undecided().filter((job) => job.deviceId === deviceId),
    settle,
    onChange(listener) {
      const stops = [locker.onDoor(listener), jobs.onChange(listener)];
      return () => {
        for (const end of stops) end();
      };
    },
    close: stop,
  };
}
