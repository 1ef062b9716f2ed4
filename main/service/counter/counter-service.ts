import { implement } from '@orpc/server';
import type { CallDisplay } from '../../../devices/call-display/types.ts';
import type { DocumentPrinter } from '../../../devices/document-printer/types.ts';
import type { EvaluationPad } from '../../../devices/evaluation-pad/types.ts';
import type { SignaturePad } from '../../../devices/signature-pad/types.ts';
import type { IdCardReader } from '../../../devices/id-card-reader/types.ts';
import type { PhysicalCaller } from '../../../devices/physical-caller/types.ts';
import type { Scanner } from '../../../devices/scanner/types.ts';
import type { SocialCardReader } from '../../../devices/social-card-reader/types.ts';
import type { TicketId } from '../../../shared/basics/ids.ts';
import { liveValue } from '../../../shared/basics/live-value.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import type { CaseView, TicketView } from '../../../shared/contract/common.ts';
import { counterContract, type CaseInput, type CounterState } from '../../../shared/contract/counter.ts';
import { DONE, refuse, type Refusal } from '../../../shared/contract/outcome.ts';
import { ticketView } from '../../../shared/rules/hall-views.ts';
import { findItems } from '../../../shared/rules/item-search.ts';
import type { CaseFile } from '../../../shared/types/case-file.ts';
import type { WindowConfig } from '../../../shared/types/hall.ts';
import type { Ticket } from '../../../shared/types/ticket.ts';
import { createCaseIntake, type IntakeParty } from '../cases/case-intake.ts';
import { numberLateCases, refillCaseNumbers } from '../cases/case-numbers.ts';
import { caseView } from '../cases/case-view.ts';
import { findCases } from '../cases/find-cases.ts';
import type { DeviceKind } from '../../../shared/types/device.ts';
import { storeRefusals } from '../../store/store-refusals.ts';
import type { StationContext } from '../context.ts';
import type { DeviceMonitor } from '../devices/device-monitor.ts';
import type { PageCamera } from '../devices/page-camera.ts';
import { createSignatureDesk } from '../devices/signature-desk.ts';
import { workListeners, type StationWork } from '../devices/station-work.ts';
import type { HubClient } from '../hub/hub-link.ts';
import type { DocumentDesk } from '../documents/document-desk.ts';
import { createPrintDesk } from '../documents/print-desk.ts';
import { unattended } from '../log.ts';
import { createRatingDesk } from '../ratings/rating-desk.ts';
import type { StaffLogin } from '../staff/staff-login.ts';
import { createCaseOrders } from './case-orders.ts';
import { createCodeLookup } from './code-lookup.ts';
import { documentProcedures } from './document-procedures.ts';
import { createClerkSeat } from './clerk-seat.ts';
import { createCounterSession } from './counter-session.ts';
import { createWindowCaller, type WindowOperations } from './window-caller.ts';
import { createPadService } from './pad-service.ts';
import { createVisitCommands } from './visit-commands.ts';
import { createWindowStrip } from './window-strip.ts';

const REFRESH_MS = 15_000;
const WAITING_SHOWN = 50;
/** More than a window receives while one citizen sits there. */
const RECENT_CASES = 200;

export interface CounterDevices {
  readonly reader: IdCardReader | null;
  readonly socialCardReader: SocialCardReader | null;
  readonly strip: CallDisplay | null;
  readonly pad: EvaluationPad | null;
  readonly caller: PhysicalCaller | null;
  readonly scanner: Scanner | null;
  readonly signaturePad: SignaturePad | null;
  readonly documentPrinter: DocumentPrinter | null;
  readonly camera: PageCamera;
}

/** Everything behind the counter's page and its pad. */
export function createCounterService(
  context: StationContext,
  window: WindowConfig,
  devices: CounterDevices,
  monitor: DeviceMonitor,
  documents: DocumentDesk,
  staff: StaffLogin,
) {
  const { hall, station, store, hub, clock, newUlid, log } = context;
  const state = liveValue<CounterState>(compute);
  const session = createCounterSession(context, window, changed);
  const intake = createCaseIntake(context);
  const ratings = createRatingDesk(context, devices.pad, changed);
  const signatures = createSignatureDesk({ pad: devices.signaturePad, pageIsOpen: () => padPage.isOpen(), clock, newUlid, log, changed });
  const padPage = createPadService({ ratings, signatures, frame: padFrame });
  const strip = createWindowStrip(devices.strip, log);
  const caller = createWindowCaller(context, devices.caller, { isLoggedIn: () => session.clerk() !== null && !lent.has('physicalCaller'), sight, perform: (action) => visit.perform(action) }, changed);
  const lookup = createCodeLookup(context, devices.scanner, { isLoggedIn: () => session.clerk() !== null && !lent.has('scanner'), ticketId: () => session.ticket()?.id ?? null }, changed);
  const working = workListeners();
  const visit = createVisitCommands({ context, window, session, ratings, filesOf, ended: () => caller.clear(), newVisit: forgetWhatWasShown });
  const orders = createCaseOrders(context, session, documents);
  const seat = createClerkSeat({ session, staff, newUlid, changed: forgetWhatWasShown });
  const prints = createPrintDesk(context, devices.documentPrinter, documents, changed);
  /** Under a self-test: what comes from these is nobody's at the window. */
  const lent = new Set<DeviceKind>();
  const stopping = new AbortController();
  /** The cases of the ticket at the window, until the next commit. */
  let casesAtHand: { readonly ticketId: TicketId; readonly files: readonly CaseFile[] } | null = null;
  const stops = [
    devices.reader?.onCard((event) => {
      if (!lent.has('idCardReader')) session.onCard(event);
    }),
    devices.socialCardReader?.onCard((event) => {
      if (!lent.has('socialCardReader')) session.onSocialCard(event);
    }),
    monitor.onChange(changed),
    context.uplink.onChange(changed),
    hub.onChange(() => {
      changed();
      unattended(session.follow().then(visit.settleFinish), log, 'follow-failed');
    }),
    store.onCommit(() => {
      casesAtHand = null;
      changed();
    }),
  ];
  unattended(refreshForEver(), log, 'refresh-failed');

  function changed(): void {
    state.invalidate();
    padPage.changed();
    strip.update(session.windowNow());
    caller.update(session.windowNow(), waitingTotal());
    working.tell();
  }

  async function refreshForEver(): Promise<void> {
    while (!stopping.signal.aborted) {
      changed();
      refill();
      orders.acceptUnanswered();
      unattended(documents.issueOwed(), log, 'document-failed');
      await clock.sleep(REFRESH_MS, stopping.signal);
    }
  }

  /** Numbers run short, or the hub was just reached. */
  function refill(): void {
    const client = hub.client();
    if (client) unattended(renewNumbers(client), log, 'lease-failed');
  }

  async function renewNumbers(client: HubClient): Promise<void> {
    await refillCaseNumbers(store, client, clock.now());
    await numberLateCases(store, client, station.id);
  }

  function compute(): CounterState {
    const snapshot = hub.hall();
    const mine = snapshot?.waiting.filter((t) => window.businessIds.includes(t.businessId)) ?? [];
    const ticket = session.ticket();
    return {
      hallName: hall.hall.name,
      stationName: station.name,
      window: session.windowNow(),
      clerk: session.clerk(),
      hubOnline: hub.online(),
      current: ticket === null ? null : { ...ticketView(ticket, hall), calledAt: ticket.calledAt, servedFrom: ticket.servedFrom },
      identity: session.identityView(),
      readerSentence: session.readerSentence(),
      waiting: mine.slice(0, WAITING_SHOWN),
      waitingTotal: waitingTotal(),
      held: heldHere(),
      missed: snapshot?.missed.filter((t) => window.businessIds.includes(t.businessId)) ?? [],
      businesses: snapshot?.businesses ?? [],
      draft: session.draft(),
      cases: ticket === null ? [] : filesOf(ticket).map(caseView),
      rating: ratings.state(),
      callerNotice: caller.notice(),
      signature: signatures.view(),
      prints: prints.views(),
      documentCamera: devices.camera.setting,
      lookup: lookup.view(),
      devices: monitor.snapshots(),
      sync: context.uplink.view(),
      serverTime: clock.now(),
    };
  }

  function waitingTotal(): number {
    const mine = hub.hall()?.businesses.filter((b) => window.businessIds.includes(b.id)) ?? [];
    return mine.reduce((sum, b) => sum + b.waiting, 0);
  }

  function heldHere(): TicketView[] {
    return hub.hall()?.held.filter((t) => t.windowNo === window.no) ?? [];
  }

  function sight(): ReturnType<WindowOperations['sight']> {
    const ticket = session.ticket();
    return {
      window: session.windowNow().state,
      ticket: ticket?.state ?? null,
      hasCases: ticket !== null && filesOf(ticket).length > 0,
      held: heldHere().map(({ id }) => id),
      invited: ratings.invitation() !== null,
    };
  }

  function filesOf(ticket: Ticket): readonly CaseFile[] {
    if (casesAtHand?.ticketId !== ticket.id) {
      const files = store.listCases({ limit: RECENT_CASES }).filter((file) => file.ticketId === ticket.id);
      casesAtHand = { ticketId: ticket.id, files };
    }
    return casesAtHand.files;
  }

  function padFrame() {
    return { hallName: hall.hall.name, windowNo: window.no, windowName: window.name, clerk: session.clerk(), serverTime: clock.now() };
  }

  /** A colleague, and the next citizen, find nothing of what was looked up or signed before. */
  function forgetWhatWasShown(): void {
    lookup.putAway();
    signatures.forget();
  }

  async function intakeWith(
    input: CaseInput,
    make: (input: CaseInput, party: IntakeParty) => Result<CaseFile, Refusal>,
  ): Promise<Result<CaseView, Refusal>> {
    const party = session.party();
    if (!party.ok) return party;
    const made = make(input, party.value);
    if (!made.ok) return made;
    session.forgetDraft();
    refill();
    return ok(caseView(await documents.issueOrLater(made.value)));
  }

  const work: StationWork = {
    inUse(kind) {
      const { state: windowState, ticketNo } = session.windowNow();
      if (kind === 'callDisplay') return windowState === 'CALLING' ? `窗口正在呼叫 ${ticketNo ?? ''}，请等群众到窗口后再测` : '';
      if (kind === 'evaluationPad' && ratings.state() === 'INVITED') return '群众正在评价，请等评价结束再测';
      if (kind === 'signaturePad' && signatures.view()?.outcome === null) return '群众正在签名，请等签名结束再测';
      return ticketNo === null ? '' : `窗口正在办理 ${ticketNo}，请办完后再测`;
    },
    lend(kind) {
      lent.add(kind);
      return () => {
        lent.delete(kind);
        if (kind === 'callDisplay') strip.again();
        if (kind === 'physicalCaller') caller.again();
      };
    },
    onChange: working.onChange,
  };

  const os = implement(counterContract).use(storeRefusals);
  const router = os.router({
    watch: os.watch.handler(({ signal }) => {
      devices.camera.opened(signal);
      return state.watch(signal);
    }),
    login: os.login.handler(({ input }) => seat.login(input.workNo, input.pin)),
    logout: os.logout.handler(() => seat.logout()),
    openWindow: os.openWindow.handler(({ input }) => visit.run({ type: 'open', ...input, clerkName: session.clerk()?.name ?? '' })),
    closeWindow: os.closeWindow.handler(({ input }) => visit.run({ type: 'close', ...input })),
    pause: os.pause.handler(({ input }) => visit.run({ type: 'pause', ...input })),
    unpause: os.unpause.handler(({ input }) => visit.run({ type: 'unpause', ...input })),
    next: os.next.handler(({ input }) => visit.next({ type: 'next', ...input })),
    recall: os.recall.handler(({ input }) => visit.run({ type: 'recall', ...input })),
    miss: os.miss.handler(({ input }) => visit.run({ type: 'miss', ...input })),
    start: os.start.handler(({ input }) => visit.run({ type: 'start', ...input })),
    hold: os.hold.handler(({ input }) => visit.run({ type: 'hold', ...input })),
    resume: os.resume.handler(({ input }) => visit.run({ type: 'resume', ...input })),
    transfer: os.transfer.handler(({ input }) => visit.run({ type: 'transfer', ...input })),
    reinstate: os.reinstate.handler(({ input }) => visit.run({ type: 'reinstate', ...input })),
    finish: os.finish.handler(({ input }) => visit.finish({ type: 'finish', ...input, caseIds: [] })),
    identify: os.identify.handler(({ input }) => session.identify(input.certNo)),
    readPhoto: os.readPhoto.handler(({ input }) => session.photoOf(input.id)),
    searchItems: os.searchItems.handler(({ input }) => findItems(context.catalogue.items, input.query, context.catalogue.themes)),
    saveDraft: os.saveDraft.handler(({ input }) => session.saveDraft(input.draft)),
    receive: os.receive.handler(({ input }) => intakeWith(input, intake.receive)),
    accept: os.accept.handler(({ input }) => intakeWith(input, intake.accept)),
    correct: os.correct.handler(({ input }) => intakeWith(input, intake.correct)),
    orderCase: os.orderCase.handler(({ input }) => orders.order(input)),
    listCases: os.listCases.handler(({ input }) => findCases(store, input.query, input.limit)),
    lookUp: os.lookUp.handler(async ({ input }) => {
      if (session.clerk() === null) return refuse('NOT_LOGGED_IN', '请先登录');
      await lookup.lookUp(input.text);
      return DONE;
    }),
    putLookupAway: os.putLookupAway.handler(() => {
      lookup.putAway();
      return DONE;
    }),
    ...documentProcedures(documents, prints, () => session.clerk()?.workNo ?? null),
    askSignature: os.askSignature.handler(async ({ input }) => {
      const asked = await signatures.ask(input);
      return asked.ok ? ok({ id: asked.value.id }) : asked;
    }),
    cancelSignature: os.cancelSignature.handler(() => signatures.cancel()),
    readSignature: os.readSignature.handler(({ input }) => signatures.strokesOf(input.id)),
    reportCamera: os.reportCamera.handler(({ input }) => devices.camera.report(input)),
  });

  return {
    router,
    padRouter: padPage.router,
    work,
    connected: refill,
    close(): void {
      stopping.abort();
      ratings.close();
      prints.close();
      signatures.close();
      caller.close();
      lookup.close();
      for (const stop of stops) stop?.();
    },
  };
}
