import { implement } from '@orpc/server';
import { consoleContract } from '../../../shared/contract/console.ts';
import type { ConsoleState } from '../../../shared/contract/console.ts';
import { LiveValue } from '../../helpers/live-value.ts';

/** A console's service that keeps one hall's state and notes what it is told. */
export class ConsoleService {
  readonly live: LiveValue<ConsoleState>;
  readonly calls: { name: string; input: unknown }[] = [];

  constructor(state: ConsoleState) {
    this.live = new LiveValue(state);
  }

  router() {
    const os = implement(consoleContract);
    return {
      watch: os.watch.handler(({ signal }) => this.live.watch(signal)),
      resolveTicket: os.resolveTicket.handler(({ input }) => {
        this.calls.push({ name: 'resolveTicket', input });
        const unproven = this.live.value.unproven.filter((ticket) => ticket.ticketId !== input.ticketId);
        this.live.set({ ...this.live.value, unproven });
        return { ok: true, value: {} };
      }),
      settleJob: os.settleJob.handler(({ input }) => {
        this.calls.push({ name: 'settleJob', input });
        const undecidedJobs = this.live.value.undecidedJobs.filter(({ job }) => job.id !== input.jobId);
        this.live.set({ ...this.live.value, undecidedJobs });
        return { ok: true, value: {} };
      }),
      dismissAlarm: os.dismissAlarm.handler(({ input }) => {
        this.calls.push({ name: 'dismissAlarm', input });
        const alarms = this.live.value.alarms.filter((alarm) => alarm.id !== input.alarmId);
        this.live.set({ ...this.live.value, alarms });
        return { ok: true, value: {} };
      }),
    };
  }
}
