import { ManualClock } from '../../../shared/basics/clock.ts';
import { WorkNo } from '../../../shared/basics/ids.ts';
import { createNodeCrypto } from '../../crypto/crypto-port.ts';
import { codeOf } from '../../../test/helpers/queue.ts';
import { createLogLines } from '../../../test/helpers/log-lines.ts';
import { MONDAY_NINE } from '../../../test/helpers/store.ts';
import { PIN, testHall } from '../../../test/helpers/test-hall.ts';
import { createStaffLogin } from './staff-login.ts';

const WRONG = '000000';
const workNo = WorkNo.parse('1001');

async function setUp() {
  const clock = new ManualClock(MONDAY_NINE);
  const { log, lines } = createLogLines();
  const crypto = createNodeCrypto();
  const asked: string[] = [];
  const verifyPin = (pin: string, stored: string): Promise<boolean> => {
    asked.push(stored);
    return crypto.verifyPin(pin, stored.replace('scrypt$17$', 'scrypt$4$'));
  };
  const { login } = createStaffLogin({ hall: await testHall({ kiosks: 1, counters: 1 }), crypto: { ...crypto, verifyPin }, clock, log });
  return { login, clock, lines, asked };
}

test('wrong five times: 15 s, then 30 s, then 60 s; the right PIN ends it', async () => {
  const { login, clock } = await setUp();
  for (let n = 0; n < 5; n += 1) expect(codeOf(await login(workNo, WRONG))).toBe('WRONG_PIN');
  for (const seconds of [15, 30, 60]) {
    await clock.advance((seconds - 1) * 1000);
    expect(await login(workNo, PIN)).toMatchObject({ ok: false, error: { code: 'LOCKED', sentence: expect.stringContaining('1 秒后') } });
    await clock.advance(1000);
    if (seconds < 60) expect(codeOf(await login(workNo, WRONG))).toBe('WRONG_PIN');
  }
  expect(codeOf(await login(workNo, PIN))).toBe('ok');
  expect(codeOf(await login(workNo, WRONG))).toBe('WRONG_PIN');
  expect(codeOf(await login(workNo, PIN))).toBe('ok');
});

test('guesses sent all at once share no free tries', async () => {
  const { login, asked } = await setUp();
  const codes = (await Promise.all(Array.from({ length: 20 }, () => login(workNo, WRONG)))).map(codeOf);
  expect(codes.filter((code) => code === 'WRONG_PIN')).toHaveLength(5);
  expect(asked).toHaveLength(5);
});

test('a work number nobody has costs the same check and hears the same sentence', async () => {
  const { login, asked, lines } = await setUp();
  const known = await login(workNo, WRONG);
  const unknown = await login(WorkNo.parse('9999'), WRONG);
  expect(unknown).toEqual(known);
  expect(asked).toHaveLength(2);
  expect(asked[1]).toMatch(/^scrypt\$17\$8\$1\$/);
  expect(lines.join('')).not.toContain(WRONG);
});
