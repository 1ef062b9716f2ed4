import type { AnyRouter } from '@orpc/server';
import type { StationOrder } from '../../shared/contract/hub.ts';
import type { StationRole } from '../../shared/types/hall.ts';
import { SYNC_PROTOCOL } from '../../shared/sync/wire.ts';
import { createConsoleService } from '../service/console/console-service.ts';
import type { StationContext } from '../service/context.ts';
import { createCounterService } from '../service/counter/counter-service.ts';
import { createDeviceMonitor, deviceIdAt } from '../service/devices/device-monitor.ts';
import { createDevicesService } from '../service/devices/devices-service.ts';
import { createLockerDesk } from '../service/devices/locker-desk.ts';
import { createDisplayService } from '../service/display/display-service.ts';
import { createPageCamera, type PageCamera } from '../service/devices/page-camera.ts';
import { NO_WORK, type StationWork } from '../service/devices/station-work.ts';
import { createTestLog } from '../service/devices/test-log.ts';
import { createDocumentDesk } from '../service/documents/document-desk.ts';
import { raiseAlarm } from '../service/hub/raise-alarm.ts';
import { unattended } from '../service/log.ts';
import { createHubLink, type HubClient, type HubConnection } from '../service/hub/hub-link.ts';
import { openJobLedger } from '../service/devices/job-ledger.ts';
import { createKioskService } from '../service/kiosk/kiosk-service.ts';
import { createStaffLogin, type StaffLogin } from '../service/staff/staff-login.ts';
import { createUplink, type SyncTransport } from '../sync/uplink.ts';
import { connectHub } from '../web/hub-client.ts';
import type { RoleRouters } from '../web/types.ts';
import { keepIdentityKey, keptIdentityKey } from './identity-key.ts';
import { liveness } from './liveness.ts';
import { SOFTWARE } from './software.ts';
import type { StationParts } from './station-parts.ts';
import { syncView } from './sync-view.ts';

export interface PageRoleService {
  readonly routers: RoleRouters;
  close(): Promise<void>;
}

interface Role {
  readonly name: Exclude<StationRole, 'hub'>;
  readonly work: StationWork;
  readonly routers: Readonly<Record<string, AnyRouter>>;
  /** The hub was (re)connected. */
  connected(): void;
  close(): void;
}

/** Opens this station's line to its hub. */
export type ConnectHub = (signal: AbortSignal) => Promise<HubConnection>;

/** The hub's address in hall.json, spoken to over a WebSocket. */
export function hubOfHall({ setting }: StationParts): ConnectHub {
  const { hall, file } = setting;
  const hub = hall.stations.find((station) => station.role === 'hub');
  if (!hub) throw new Error('hall.json has no hub');
  return (signal) => connectHub(`ws://${hub.listen.host}:${hub.listen.port}/hub`, file.key, signal);
}

/** A station with pages: its link to the hub, its uplink, its devices and the services of its role. */
export function startPageRole(parts: StationParts, connect: ConnectHub): PageRoleService {
  const { setting, store, clock, newUlid, crypto, assets, built, log } = parts;
  const { hall, station } = setting;
  const uplink = createUplink({ store, peer: 'hub', clock, software: SOFTWARE, transport: overHub(() => hubLink.client()) });
  const hubLink = createHubLink({
    connect,
    greet,
    watchReport: station.role === 'console',
    clock,
    log,
  });
  const jobs = openJobLedger({ store, clock, newUlid });
  const context: StationContext = {
    hall,
    station,
    store,
    clock,
    newUlid,
    crypto,
    hub: hubLink,
    jobs,
    uplink: { view: () => syncView(uplink), onChange: (listener) => uplink.onChange(listener) },
    catalogue: assets.catalogue,
    calendar: assets.calendar,
    documentsDir: parts.documentsDir,
    identityKey: () => keptIdentityKey(store),
    log,
  };
  const tests = createTestLog(store);
  const monitor = createDeviceMonitor(station.id, built.monitored, tests, log);
  const staff = createStaffLogin(context);
  const camera = createPageCamera(built.devices.documentCamera ?? null, clock, log);
  const { locker } = built.devices;
  const cabinet = locker === undefined ? null : createLockerDesk({ locker, deviceId: deviceIdAt(station.id, locker), jobs, store, log });
  const role = buildRole(context, parts, monitor, staff, camera);
  const devices = createDevicesService({ context, role: role.name, devices: built.devices, monitor, tests, work: role.work, staff, camera, cabinet });
  const stopReports = liveness(context, monitor);
  hubLink.onOrder((order) => settleAsOrdered(order, context));
  let wasOnline = false;
  hubLink.onChange(() => {
    const seen = hubLink.hall();
    // What this station records comes after what it has seen, whatever its clock says.
    if (seen) store.observe(seen.hlc);
    if (hubLink.online() && !wasOnline) role.connected();
    wasOnline = hubLink.online();
  });
  for (const { device } of built.monitored) device.start();
  uplink.start();

  async function greet(client: HubClient): Promise<void> {
    const welcome = await client.hello({ protocol: SYNC_PROTOCOL, nodeId: store.nodeId, epoch: store.epoch, software: SOFTWARE });
    keepIdentityKey(store, welcome.identityKey);
    uplink.retryNow();
  }

  return {
    routers: { ...role.routers, devices: devices.router },
    async close() {
      stopReports();
      devices.close();
      cabinet?.close();
      role.close();
      monitor.close();
      await uplink.stop();
      await hubLink.close();
      await Promise.all(built.monitored.map(({ device }) => device.stop()));
    },
  };
}

function buildRole(context: StationContext, parts: StationParts, monitor: ReturnType<typeof createDeviceMonitor>, staff: StaffLogin, camera: PageCamera): Role {
  const { devices } = parts.built;
  const nothing = (): void => undefined;
  switch (context.station.role) {
    case 'kiosk': {
      const { idCardReader, socialCardReader, ticketPrinter, scanner } = devices;
      if (!idCardReader || !ticketPrinter) throw new Error(`自助机“${context.station.id}”需要配置 idCardReader 和 ticketPrinter`);
      const kiosk = createKioskService(context, { reader: idCardReader, socialCardReader: socialCardReader ?? null, printer: ticketPrinter, scanner: scanner ?? null });
      return { name: 'kiosk', routers: { kiosk: kiosk.router }, work: kiosk.work, connected: kiosk.connected, close: kiosk.close };
    }
    case 'counter': {
      const window = context.hall.windows.find((w) => w.stationId === context.station.id);
      if (!window) throw new Error(`窗口终端“${context.station.id}”没有对应的窗口`);
      const documents = createDocumentDesk(context, parts.assets.templates, parts.fonts);
      const counterDevices = {
        reader: devices.idCardReader ?? null,
        socialCardReader: devices.socialCardReader ?? null,
        strip: devices.callDisplay ?? null,
        pad: devices.evaluationPad ?? null,
        caller: devices.physicalCaller ?? null,
        scanner: devices.scanner ?? null,
        signaturePad: devices.signaturePad ?? null,
        documentPrinter: devices.documentPrinter ?? null,
        camera,
      };
      const counter = createCounterService(context, window, counterDevices, monitor, documents, staff);
      return { name: 'counter', routers: { counter: counter.router, pad: counter.padRouter }, work: counter.work, connected: counter.connected, close: counter.close };
    }
    case 'display': {
      const display = createDisplayService(context, devices.voice ?? null);
      return { name: 'display', routers: { display: display.router }, work: NO_WORK, connected: nothing, close: display.close };
    }
    case 'console': {
      const hallConsole = createConsoleService(context);
      return { name: 'console', routers: { console: hallConsole.router }, work: NO_WORK, connected: nothing, close: hallConsole.close };
    }
    case 'hub':
      throw new Error('the hub has no pages of its own');
  }
}

/** The manager at the console has seen what became of a job. Where another answer came first the console is told. */
function settleAsOrdered(order: StationOrder, context: StationContext): void {
  const { station, jobs, log } = context;
  if (order.type !== 'SETTLE_JOB') return;
  const settled = jobs.settle(order.jobId, order.verdict, order.workNo);
  log.info({ event: 'job-settled', jobId: order.jobId, verdict: order.verdict, workNo: order.workNo, ok: settled.ok }, '按管理台登记设备作业结果');
  if (!settled.ok) unattended(raiseAlarm(context, `job-not-settled:${order.jobId}`, `${station.name}：${settled.error.sentence}`), log, 'alarm-failed');
}

/** The uplink speaks through whatever connection the link has at the moment. */
function overHub(client: () => HubClient | null): SyncTransport {
  function connected(): HubClient {
    const now = client();
    if (!now) throw new Error('the hub is away');
    return now;
  }
  return {
    hello: async (hello) => connected().hello(hello),
    push: async (batch) => connected().push(batch),
  };
}
