import { StandInContents } from '../../test/helpers/electron-stand-in.ts';
import { ManualClock } from '../../shared/basics/clock.ts';
import { guardPage } from './page-guard.ts';

const URL = 'app://kiosk/kiosk/';
const REASONS = ['clean-exit', 'abnormal-exit', 'killed', 'crashed', 'oom', 'launch-failed', 'integrity-failure', 'memory-eviction'];

function guarded(): { page: StandInContents; clock: ManualClock } {
  const clock = new ManualClock(0);
  const page = new StandInContents();
  guardPage(page, URL, clock);
  return { page, clock };
}

test.each(REASONS)('gone by %s: back within 3 s', async (reason) => {
  const { page, clock } = guarded();
  page.emit('render-process-gone', {}, { reason, exitCode: 1 });
  await clock.advance(3000);
  expect(page.loaded).toEqual([URL]);
});

test('the third crash within a minute shows the safe page, the third in a longer time does not', async () => {
  for (const [pauseMs, last] of [[20_000, 'app://safe/'], [31_000, URL]] as const) {
    const { page, clock } = guarded();
    for (let crash = 0; crash < 3; crash += 1) {
      page.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
      await clock.advance(pauseMs);
    }
    expect(page.loaded).toEqual([URL, URL, last]);
  }
});

test('an endless loop is ended', () => {
  const { page } = guarded();
  page.emit('unresponsive');
  expect(page.crashed).toBe(1);
});

test('a page that could not be loaded is loaded again; one replaced by another load is not', async () => {
  const { page, clock } = guarded();
  page.emit('did-fail-load', {}, -6, 'FILE_NOT_FOUND', URL, true);
  page.emit('did-fail-load', {}, -3, 'ABORTED', URL, true);
  page.emit('did-fail-load', {}, -6, 'FILE_NOT_FOUND', 'blob:x', false);
  await clock.advance(3000);
  expect(page.loaded).toEqual([URL]);
});
