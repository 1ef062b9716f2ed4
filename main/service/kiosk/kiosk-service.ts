import { implement } from '@orpc/server';
import type { IdCardReader } from '../../../devices/id-card-reader/types.ts';
import type { Scanner } from '../../../devices/scanner/types.ts';
import type { SocialCardReader } from '../../../devices/social-card-reader/types.ts';
import type { TicketPrinter } from '../../../devices/ticket-printer/types.ts';
import type { BusinessView } from '../../../shared/contract/common.ts';
import { kioskContract, type KioskState } from '../../../shared/contract/kiosk.ts';
import { DONE, refuse } from '../../../shared/contract/outcome.ts';
import { liveValue } from '../../../shared/basics/live-value.ts';
import { isOpenAt } from '../../../shared/rules/business-date.ts';
import { mayDo } from '../../../shared/rules/ticket-actions.ts';
import { findItems } from '../../../shared/rules/item-search.ts';
import type { DeviceKind } from '../../../shared/types/device.ts';
import { storeRefusals } from '../../store/store-refusals.ts';
import type { StationContext } from '../context.ts';
import { anySimulated } from '../devices/device-monitor.ts';
import { workListeners, type StationWork } from '../devices/station-work.ts';
import { raiseAlarm } from '../hub/raise-alarm.ts';
import { unattended } from '../log.ts';
import { createTicketDesk } from '../tickets/ticket-desk.ts';
import { ticketStatus } from '../tickets/ticket-status.ts';
import { usable } from './citizen-words.ts';
import { createKioskSession } from './kiosk-session.ts';
import { createSlipScans, statusByCode } from './slip-scans.ts';

const REFRESH_MS = 15_000;

export interface KioskDevices {
  readonly reader: IdCardReader;
  readonly socialCardReader: SocialCardReader | null;
  readonly printer: TicketPrinter;
  readonly scanner: Scanner | null;
}

/** Everything behind the kiosk's page. */
export function createKioskService(context: StationContext, { reader, socialCardReader, printer, scanner }: KioskDevices) {
  const { hall, station, hub, clock, log } = context;
  const desk = createTicketDesk(context, printer);
  const state = liveValue<KioskState>(compute);
  const working = workListeners();
  const sessions = createKioskSession(context, desk, printer, () => {
    state.invalidate();
    working.tell();
  });
  /** Cards laid for a self-test begin no session. */
  const lent = new Set<DeviceKind>();
  const scans = createSlipScans(context, scanner, () => sessions.session().step === 'idle' && !lent.has('scanner'), () => state.invalidate());
  const stopping = new AbortController();
  const stops = [
    reader.onCard((event) => {
      if (!lent.has('idCardReader')) sessions.onCard(event);
    }),
    socialCardReader?.onCard((event) => {
      if (!lent.has('socialCardReader')) sessions.onSocialCard(event);
    }),
    reader.onStatus(() => state.invalidate()),
    socialCardReader?.onStatus(() => state.invalidate()),
    printer.onStatus(() => state.invalidate()),
    hub.onChange(() => state.invalidate()),
    hub.onOrder((order) => {
      if (order.type === 'REPRINT') unattended(reprint(order.ticketId), log, 'reprint-failed');
    }),
  ];
  desk.doubtUnfinished();
  unattended(refreshForEver(), log, 'refresh-failed');

  async function refreshForEver(): Promise<void> {
    while (!stopping.signal.aborted) {
      await clock.sleep(REFRESH_MS, stopping.signal);
      state.invalidate();
      refill();
    }
  }

  /** Numbers run short, or the hub was just reached. */
  function refill(): void {
    const client = hub.client();
    if (client) unattended(desk.refillLeases(client), log, 'lease-failed');
  }

  function compute(): KioskState {
    return {
      hallName: hall.hall.name,
      stationName: station.name,
      hubOnline: hub.online(),
      businesses: businesses(),
      printer: usable(printer),
      reader: usable(reader),
      socialCards: socialCardReader !== null && usable(socialCardReader).ready,
      simulated: anySimulated(station.devices),
      scanned: scans.told(),
      session: sessions.session(),
      sessionEndsAt: sessions.endsAt(),
      serverTime: clock.now(),
    };
  }

  function businesses(): BusinessView[] {
    return hub.hall()?.businesses ?? hall.businesses.map(withoutHub);
  }

  /** What a kiosk can say of a business before it ever heard the hub. */
  function withoutHub(business: (typeof hall.businesses)[number]): BusinessView {
    const open = isOpenAt(business.openHours, clock.now());
    return {
      id: business.id,
      name: business.name,
      zoneName: hall.zones.find((zone) => zone.id === business.zoneId)?.name ?? '',
      prefix: business.prefix,
      waiting: 0,
      expectedMinutes: 0,
      longestMinutes: 0,
      windowNos: hall.windows.filter((w) => w.businessIds.includes(business.id)).map((w) => w.no),
      open,
      closedReason: open ? '' : '不在办理时间',
    };
  }

  /**
   * Ordered by staff at the console: the same number again, marked 重打. Not while the printer is stopped: the slip that is
   * already in its buffer comes out when it goes on, and the staff have to look again before there is a second one.
   */
  async function reprint(ticketId: Parameters<typeof desk.find>[0]): Promise<void> {
    const ticket = await desk.find(ticketId);
    if (!ticket) {
      log.warn({ event: 'reprint-unknown' }, '要补打的号码不存在');
      return;
    }
    if (!mayDo(ticket.state, 'print')) {
      log.warn({ event: 'reprint-refused', no: ticket.no, state: ticket.state }, '号码已经不在排队，不再补打');
      return;
    }
    const ready = await printer.checkReady();
    if (!ready.ok) {
      const text = `${station.name}的打印机没有就绪，号码 ${ticket.no} 没有补打。处理好打印机后，请先看出纸口有没有这张票，没有再补打`;
      unattended(raiseAlarm(context, `reprint-refused:${ticket.id}`, text), log, 'alarm-failed');
      return;
    }
    const expectedMinutes = businesses().find((b) => b.id === ticket.businessId)?.expectedMinutes ?? 0;
    const result = await desk.print({ ticket, expectedMinutes }, Math.max(1, ticket.copies) + 1);
    log.info({ event: 'reprint', no: ticket.no, ok: result.ok }, '按管理台要求补打');
  }

  const work: StationWork = {
    inUse: () => (sessions.session().step === 'idle' ? '' : '有群众正在使用这台自助机，请等这次办理结束再测'),
    lend(kind) {
      lent.add(kind);
      return () => void lent.delete(kind);
    },
    onChange: working.onChange,
  };

  const os = implement(kioskContract).use(storeRefusals);
  const router = os.router({
    watch: os.watch.handler(({ signal }) => state.watch(signal)),
    identify: os.identify.handler(({ input }) => sessions.identify(input.certNo)),
    take: os.take.handler(({ input }) => sessions.take(input.commandId, input.businessId)),
    answerPaper: os.answerPaper.handler(({ input }) => sessions.answerPaper(input.ticketId, input.got)),
    retryPrint: os.retryPrint.handler(({ input }) => sessions.retryPrint(input.ticketId)),
    extend: os.extend.handler(() => sessions.extend()),
    reset: os.reset.handler(() => sessions.reset()),
    callStaff: os.callStaff.handler(async () => {
      const called = await raiseAlarm(context, `staff-called:${station.id}`, `${station.name}有群众需要帮助`);
      return called.ok ? DONE : refuse('NOT_CALLED', '暂时呼叫不到工作人员，请到导办台');
    }),
    ticketStatus: os.ticketStatus.handler(({ input }) => ticketStatus(context, { type: 'ticket-no', no: input.no })),
    codeStatus: os.codeStatus.handler(({ input }) => statusByCode(context, input.code)),
    searchItems: os.searchItems.handler(({ input }) =>
      findItems(context.catalogue.items, input.query, context.catalogue.themes)
        .filter((found) => found.unavailable === null)
        .map((found) => found.item),
    ),
  });

  return {
    router,
    work,
    connected: refill,
    close(): void {
      stopping.abort();
      sessions.close();
      scans.close();
      for (const stop of stops) stop?.();
    },
  };
}
