import { LI_SI } from '../../../test/helpers/fake-devices.ts';
import { GENERAL, must } from '../../../test/helpers/queue.ts';
import { CLERKS, PIN } from '../../../test/helpers/test-hall.ts';
import { withHall, type HallUnderTest } from '../../../test/helpers/with-hall.ts';
import { DeviceId, WorkNo } from '../../../shared/basics/ids.ts';
import { SCAN_TOLD_MS } from './slip-scans.ts';

const ONE = { kiosks: 1, counters: 1 };

/** The code on the slip of a number just taken. */
async function slipCode(hall: HallUnderTest): Promise<string> {
  const { page, reader } = hall.kiosk();
  reader.lay(LI_SI);
  const { ticketId } = must(await page.take({ ...hall.command(), businessId: GENERAL }));
  await hall.advance(9_000);
  return `yichuang:ticket:${ticketId}`;
}

async function scanned(hall: HallUnderTest) {
  await hall.advance(0);
  return (await hall.kiosk().state()).scanned;
}

test('a slip before the scanner: where its number stands, told for a moment and then forgotten', async () => {
  await withHall(ONE, async (hall) => {
    await slipCode(hall);
    const code = await slipCode(hall);
    hall.kiosk().scanner.scan(code);
    expect(await scanned(hall)).toMatchObject({ type: 'ticket', standing: { no: 'A002', ahead: 1, sentence: '“综合业务”前面还有 1 人' } });
    await hall.advance(SCAN_TOLD_MS);
    expect(await scanned(hall)).toBeNull();
  });
});

test('anything else is a sentence that shows no more than its beginning, and a newer code takes its place', async () => {
  await withHall(ONE, async (hall) => {
    const { scanner } = hall.kiosk();
    scanner.scan('https://example.com/a/person');
    expect(await scanned(hall)).toMatchObject({ type: 'nothing', sentence: '“https:…”不是本大厅的取号小票，请扫小票上的二维码' });
    await hall.advance(SCAN_TOLD_MS - 1_000);
    scanner.tell({ type: 'unreadable', problem: 'not-text', sentence: '没有读清，请再扫一次' });
    const second = await scanned(hall);
    expect(second).toMatchObject({ type: 'nothing', sentence: '没有读清，请再扫一次' });
    // The end of the first one's time is not the end of the second's.
    await hall.advance(2_000);
    expect(await scanned(hall)).toEqual(second);
  });
});

test('without the hub it says that it cannot look', async () => {
  await withHall(ONE, async (hall) => {
    const code = await slipCode(hall);
    hall.kiosk().line.cut();
    await hall.advance(1_000);
    hall.kiosk().scanner.scan(code);
    expect(await scanned(hall)).toMatchObject({ type: 'nothing', sentence: '暂时查不到，请看大厅叫号屏或咨询导办台' });
  });
});

test('in somebody\'s session and in a self-test the scanner tells nothing', async () => {
  await withHall(ONE, async (hall) => {
    const code = await slipCode(hall);
    const { page, reader, scanner, devicesPage } = hall.kiosk();
    reader.lay(LI_SI);
    await hall.advance(0);
    scanner.scan(code);
    expect(await scanned(hall)).toBeNull();
    must(await page.reset());
    must(await devicesPage.login({ workNo: WorkNo.parse(CLERKS[0].workNo), pin: PIN }));
    must(await devicesPage.start({ deviceId: DeviceId.parse('kiosk-1/scanner') }));
    await hall.advance(0);
    scanner.scan(code);
    expect(await scanned(hall)).toBeNull();
  });
});
