import type { Result } from '../../shared/basics/result.ts';
import type { BusinessDate } from '../../shared/basics/ids.ts';
import type { Refusal } from '../../shared/contract/outcome.ts';
import { refuse } from '../../shared/contract/outcome.ts';
import type { Lease } from '../../shared/sync/wire.ts';
import { createHub, type Hub, type HubDeps } from '../hub/hub.ts';
import { createInbound } from '../sync/inbound.ts';
import { createUplink, type Uplink } from '../sync/uplink.ts';
import { connectCentre, type CentreClient } from './centre-link.ts';
import { hubIdentityKey } from './identity-key.ts';
import { SOFTWARE } from './software.ts';
import { bugOf } from '../service/log.ts';
import type { StationParts } from './station-parts.ts';
import { syncView } from './sync-view.ts';

/** How many case numbers a hall asks the centre for at a time. */
const CASE_BLOCK = 100;

export interface HubRole {
  readonly hub: Hub;
  close(): Promise<void>;
}

/** The hub: queue authority, receiver of the stations' logs, and sender of everything to the centre. */
export function startHubRole(parts: StationParts): HubRole {
  const { store, clock, newUlid, crypto, setting, log } = parts;
  const centre = centreOf(parts);
  const hub = createHub({
    store,
    hall: setting.hall,
    clock,
    newUlid,
    inbound: createInbound({ store, clock }),
    centre: centre?.face ?? null,
    identityKey: hubIdentityKey(store, crypto),
    onTrouble: (error) => log.error({ event: 'hub-trouble', ...bugOf(error) }, '中枢后台工作没有完成，稍后自动重试'),
  });
  centre?.uplink.start();
  return {
    hub,
    async close() {
      hub.close();
      await centre?.uplink.stop();
    },
  };
}

function centreOf({ setting, store, clock }: StationParts): { uplink: Uplink; face: NonNullable<HubDeps['centre']> } | null {
  const { centre } = setting.hall;
  if (centre === null || setting.file.centreKey === undefined) return null;
  const client = connectCentre(centre.url, setting.file.centreKey);
  const uplink = createUplink({
    store,
    peer: 'centre',
    clock,
    software: SOFTWARE,
    transport: { hello: (hello) => client.syncHello(hello), push: (batch) => client.syncPush(batch) },
  });
  return {
    uplink,
    face: {
      status: () => ({ online: uplink.status().state !== 'offline', sync: syncView(uplink) }),
      onChange: (listener) => uplink.onChange(listener),
      leaseCaseNumbers: (date) => leaseCaseNumbers(client, date),
    },
  };
}

async function leaseCaseNumbers(client: CentreClient, date: BusinessDate): Promise<Result<Lease, Refusal>> {
  try {
    return { ok: true, value: await client.leaseCaseNumbers({ date, count: CASE_BLOCK }) };
  } catch {
    return refuse('CENTRE_AWAY', '中央系统暂时连不上，先用收件编号');
  }
}
