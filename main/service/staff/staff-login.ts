import type { WorkNo } from '../../../shared/basics/ids.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import { refuse, type Refusal } from '../../../shared/contract/outcome.ts';
import type { StaffAccount } from '../../../shared/types/hall.ts';
import type { StationContext } from '../context.ts';

/** Five wrong PINs close the door for 15 s, doubling up to an hour (reliability goal S14). */
const FREE_TRIES = 5;
const FIRST_LOCK_MS = 15_000;
const LONGEST_LOCK_MS = 3_600_000;

/** A hash no PIN has: an unknown work number must take as long as a wrong PIN. */
const NOBODY = `scrypt$17$8$1$${'0'.repeat(32)}$${'0'.repeat(64)}`;

/** One for a whole station: guesses at one of its pages count at the others. */
export function createStaffLogin(context: Pick<StationContext, 'hall' | 'crypto' | 'clock' | 'log'>) {
  const { hall, crypto, clock, log } = context;
  const failures = new Map<string, { count: number; lockedUntil: number }>();

  async function login(workNo: WorkNo, pin: string): Promise<Result<StaffAccount, Refusal>> {
    const record = failures.get(workNo) ?? { count: 0, lockedUntil: 0 };
    if (record.lockedUntil > clock.now()) {
      const seconds = Math.ceil((record.lockedUntil - clock.now()) / 1000);
      return refuse('LOCKED', `密码错误次数过多，请 ${seconds} 秒后再试，或请管理员协助`);
    }
    // Counted before the PIN is looked at: guesses sent all at once must not share one count.
    const count = record.count + 1;
    const lockMs = count < FREE_TRIES ? 0 : Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (count - FREE_TRIES));
    failures.set(workNo, { count, lockedUntil: clock.now() + lockMs });
    const account = hall.staff.find((staff) => staff.workNo === workNo);
    const right = await crypto.verifyPin(pin, account?.pinHash ?? NOBODY);
    if (account && right) {
      failures.delete(workNo);
      log.info({ event: 'staff-login', workNo }, '工作人员登录');
      return ok(account);
    }
    log.warn({ event: 'staff-login-failed', workNo, count }, '登录失败');
    return refuse('WRONG_PIN', '工号或密码不正确，请重新输入');
  }

  return { login };
}

export type StaffLogin = ReturnType<typeof createStaffLogin>;
