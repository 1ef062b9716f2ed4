import type { CommandId, NewUlid, WorkNo } from '../../../shared/basics/ids.ts';
import { DONE, refuse, type Done } from '../../../shared/contract/outcome.ts';
import type { StaffLogin } from '../staff/staff-login.ts';
import type { Clerk, CounterSession } from './counter-session.ts';

export interface SeatParts {
  readonly session: CounterSession;
  readonly staff: StaffLogin;
  readonly newUlid: NewUlid;
  /** Somebody else sits down, or nobody: called before they are known. */
  changed(): void;
}

/** Who sits at the window: login and logout. */
export function createClerkSeat({ session, staff, newUlid, changed }: SeatParts) {
  async function login(workNo: WorkNo, pin: string): Promise<Done> {
    const account = await staff.login(workNo, pin);
    if (!account.ok) return account;
    const free = await relieve(account.value.workNo);
    if (!free.ok) return free;
    sit({ workNo: account.value.workNo, name: account.value.name });
    return DONE;
  }

  /** Closes the window of a colleague who left it open; whom they are serving they finish themselves. */
  async function relieve(workNo: WorkNo): Promise<Done> {
    const view = session.windowNow();
    if (view.workNo === null || view.workNo === workNo) return DONE;
    if (view.ticketId !== null) {
      return refuse('WINDOW_IN_USE', `窗口正由${view.clerkName ?? view.workNo}办理号码 ${view.ticketNo ?? ''}，办理完毕后才能换人`);
    }
    const closed = await session.commandAs(view.workNo, { type: 'close', commandId: newUlid() as CommandId });
    return closed.ok ? DONE : closed;
  }

  function logout(): Done {
    if (session.windowNow().state !== 'CLOSED') return refuse('WINDOW_OPEN', '请先关闭窗口，再退出登录');
    sit(null);
    return DONE;
  }

  function sit(clerk: Clerk | null): void {
    if (clerk?.workNo !== session.clerk()?.workNo) changed();
    session.setClerk(clerk);
  }

  return { login, logout };
}
