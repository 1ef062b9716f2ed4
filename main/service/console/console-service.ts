import { implement } from '@orpc/server';
import { liveValue } from '../../../shared/basics/live-value.ts';
import { consoleContract, type ConsoleState } from '../../../shared/contract/console.ts';
import { refuse, type Done } from '../../../shared/contract/outcome.ts';
import { storeRefusals } from '../../store/store-refusals.ts';
import type { StationContext } from '../context.ts';
import { askHub } from '../hub/ask-hub.ts';
import { HUB_DELAYS, type HubClient } from '../hub/hub-link.ts';

const REFRESH_MS = 15_000;
const NOTHING: Pick<ConsoleState, 'centreOnline' | 'stations' | 'devices' | 'sync' | 'alarms' | 'unproven' | 'undecidedJobs' | 'today'> = {
  centreOnline: false,
  stations: [],
  devices: [],
  sync: { state: 'offline', backlog: 0, oldestSeconds: null, deadLetters: 0 },
  alarms: [],
  unproven: [],
  undecidedJobs: [],
  today: { issued: 0, waiting: 0, served: 0, averageWaitMinutes: null },
};

/** Everything behind the hall manager's console. */
export function createConsoleService(context: StationContext) {
  const { hall, hub, clock } = context;
  const state = liveValue<ConsoleState>(compute);
  const stopping = new AbortController();
  const stop = hub.onChange(() => state.invalidate());
  void refreshForEver();

  async function refreshForEver(): Promise<void> {
    while (!stopping.signal.aborted) {
      await clock.sleep(REFRESH_MS, stopping.signal);
      state.invalidate();
    }
  }

  function compute(): ConsoleState {
    const snapshot = hub.hall();
    return {
      hallName: hall.hall.name,
      hubOnline: hub.online(),
      windows: snapshot?.windows ?? [],
      businesses: snapshot?.businesses ?? [],
      calls: snapshot?.calls ?? [],
      ...(hub.report() ?? NOTHING),
      serverTime: clock.now(),
    };
  }

  async function ask(question: (client: HubClient, signal: AbortSignal) => Promise<Done>): Promise<Done> {
    const answer = await askHub(hub, clock, HUB_DELAYS.commandMs, question);
    return answer.ok ? answer.value : refuse(`HUB_${answer.error}`, '大厅中枢没有应答，请检查中枢是否开机、网线是否接好');
  }

  const os = implement(consoleContract).use(storeRefusals);
  return {
    router: os.router({
      watch: os.watch.handler(({ signal }) => state.watch(signal)),
      resolveTicket: os.resolveTicket.handler(({ input: { commandId, ticketId, action, stationId } }) => {
        if (action === 'REPRINT') {
          return ask((client, signal) => client.orderReprint({ commandId, ticketId, stationId }, { signal }));
        }
        const reason = action === 'VOID' ? '管理台确认无人持有小票' : '管理台确认群众持有小票';
        return ask((client, signal) => client.resolveTicket({ commandId, ticketId, action, reason }, { signal }));
      }),
      settleJob: os.settleJob.handler(({ input }) => ask((client, signal) => client.settleJob(input, { signal }))),
      dismissAlarm: os.dismissAlarm.handler(({ input }) => ask((client, signal) => client.dismissAlarm(input, { signal }))),
    }),
    close(): void {
      stopping.abort();
      stop();
    },
  };
}
