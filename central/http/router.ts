import { implement, ORPCError } from '@orpc/server';
import type { Clock } from '../../shared/basics/clock.ts';
import { NodeId } from '../../shared/basics/ids.ts';
import { centralContract } from '../../shared/contract/central.ts';
import { SYNC_PROTOCOL } from '../../shared/sync/wire.ts';
import type { CentralStore } from '../store/central-store.ts';
import { isDatabaseAway } from '../store/database.ts';
import type { Caller } from './auth.ts';

export interface RouterDeps {
  readonly store: CentralStore;
  readonly clock: Clock;
  readonly version: string;
}

interface CallContext {
  readonly caller: Caller;
}

/** Every procedure of the contract; who may call it is decided before its input is looked at. */
export function createCentralRouter({ store, clock, version }: RouterDeps) {
  const base = implement(centralContract).$context<CallContext>().use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      if (isDatabaseAway(error)) throw new ORPCError('SERVICE_UNAVAILABLE', { message: '数据库正在恢复，刚才的请求是否完成尚不确定。请稍后重试。', cause: error });
      throw error;
    }
  });
  const hall = base.use(({ context, next }) => {
    if (context.caller.kind !== 'HALL') throw new ORPCError('FORBIDDEN', { message: '此接口只供大厅使用，请使用大厅的密钥。' });
    return next({ context: { siteId: context.caller.siteId } });
  });
  const workbench = base.use(({ context, next }) => {
    if (context.caller.kind !== 'WORKBENCH') throw new ORPCError('FORBIDDEN', { message: '此接口只供工作台使用，请从工作台的链接登录。' });
    return next();
  });
  return base.router({
    health: base.health.handler(async () => ({ ok: await store.isDurable(), version, serverTime: clock.now() })),
    syncHello: hall.syncHello.handler(async ({ input, context }) => {
      if (input.protocol !== SYNC_PROTOCOL) {
        throw new ORPCError('CONFLICT', { message: `中心使用同步协议 ${SYNC_PROTOCOL}，大厅使用 ${input.protocol}。请升级较旧的一方。` });
      }
      const vector = await store.loadVector(context.siteId);
      return { protocol: SYNC_PROTOCOL, nodeId: NodeId.parse(store.nodeId), vector, serverTime: clock.now() };
    }),
    syncPush: hall.syncPush.handler(async ({ input, context }) => ({ verdicts: await store.ingest(context.siteId, input.records) })),
    leaseCaseNumbers: hall.leaseCaseNumbers.handler(({ input, context }) => store.leaseCaseNumbers(context.siteId, input.date, input.count)),
    listCases: workbench.listCases.handler(({ input }) => store.listCases(input)),
    getCase: workbench.getCase.handler(({ input }) => store.getCase(input.id)),
  });
}

export type CentralRouter = ReturnType<typeof createCentralRouter>;
