import { withHall } from '../../test/helpers/with-hall.ts';
import { LI_SI } from '../../test/helpers/fake-devices.ts';
import { BusinessId } from '../../shared/basics/ids.ts';

const general = BusinessId.parse('general');

test('a citizen takes a number', async () => {
  await withHall({ kiosks: 1, counters: 1 }, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.reader.lay(LI_SI);
    const taken = await kiosk.page.take({ ...hall.command(), businessId: general });
    expect(taken).toMatchObject({ ok: true, value: { no: 'A001', offline: false } });
    await hall.advance(1000);
    expect(hall.hubStore.findTicketByNo('2026-11-23' as never, 'A001')?.state).toBe('WAITING');
    expect(await kiosk.state()).toMatchObject({ session: { step: 'printed' } });
  });
});
