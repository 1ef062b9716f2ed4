import { LI_SI, LI_SI_SOCIAL, ZHANG_SAN } from '../../../test/helpers/fake-devices.ts';
import { codeOf, GENERAL, must } from '../../../test/helpers/queue.ts';
import { CLERKS, PIN } from '../../../test/helpers/test-hall.ts';
import { withHall, type CounterUnderTest, type HallUnderTest } from '../../../test/helpers/with-hall.ts';
import { CardPhotoId, ItemId, TicketId, WorkNo } from '../../../shared/basics/ids.ts';
import type { Signature } from '../../../shared/types/signature.ts';
import type { CaseDraft } from '../../../shared/contract/counter.ts';
import { HUB_DELAYS } from '../hub/hub-link.ts';
import { RATING_DELAYS } from '../ratings/rating-desk.ts';

const ONE = { kiosks: 1, counters: 1 };
const SECOND = 1_000;
const DRAFT: CaseDraft = { itemId: ItemId.parse('company-setup'), applicantName: '李四', phone: '', materials: [] };

function workNo(n: number): WorkNo {
  return WorkNo.parse(CLERKS[n - 1]?.workNo);
}

async function take(hall: HallUnderTest): Promise<void> {
  const kiosk = hall.kiosk();
  kiosk.reader.lay(LI_SI);
  must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }));
  await hall.advance(9 * SECOND);
}

/** `waiting` tickets in the hall, clerk n logged in, the window open. */
async function opened(hall: HallUnderTest, waiting = 1, n = 1): Promise<CounterUnderTest> {
  for (let i = 0; i < waiting; i += 1) await take(hall);
  const counter = hall.counter(n);
  must(await counter.page.login({ workNo: workNo(n), pin: PIN }));
  must(await counter.page.openWindow(hall.command()));
  await hall.advance(0);
  return counter;
}

async function serving(hall: HallUnderTest, waiting = 1): Promise<CounterUnderTest> {
  const counter = await opened(hall, waiting);
  must(await counter.page.next(hall.command()));
  must(await counter.page.start(hall.command()));
  await hall.advance(0);
  return counter;
}

test('one visit at the window: strip, display, voice, state', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await opened(hall);
    expect(must(await counter.page.next(hall.command()))).toMatchObject({ no: 'A001', state: 'CALLED', windowNo: '1' });
    await hall.advance(0);
    expect(counter.strip.texts).toEqual(['暂未开放', '欢迎光临', '请A001号到1号窗口']);
    expect(hall.display.voice.spoken).toEqual([expect.stringContaining('一号窗口')]);
    expect((await hall.display.state()).calls).toMatchObject([{ no: 'A001', windowNo: '1', nth: 1 }]);
    must(await counter.page.start(hall.command()));
    must(await counter.page.finish(hall.command()));
    await hall.advance(0);
    expect(counter.strip.texts.slice(3)).toEqual(['A001号正在办理', '欢迎光临']);
    expect(await counter.state()).toMatchObject({ current: null, rating: 'INVITED', window: { state: 'OPEN' } });
    expect(counter.pad.invitations).toBe(1);
  });
});

test('a snapshot from before the answer puts nothing back: not the strip, not the ticket, not the person', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await opened(hall);
    const arrive = counter.line.delayStreams();
    await take(hall);
    must(await counter.page.next(hall.command()));
    must(await counter.page.start(hall.command()));
    counter.reader.lay(LI_SI);
    must(await counter.page.saveDraft({ draft: DRAFT }));
    arrive();
    await hall.advance(0);
    expect(counter.strip.texts.slice(2)).toEqual(['请A001号到1号窗口', 'A001号正在办理']);
    expect(await counter.state()).toMatchObject({ current: { no: 'A001', state: 'SERVING' }, identity: { comparison: 'SAME' }, draft: DRAFT });
  });
});

test('taking up a missed number while another is served changes nothing here', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await opened(hall, 2);
    must(await counter.page.next(hall.command()));
    must(await counter.page.miss(hall.command()));
    must(await counter.page.next(hall.command()));
    must(await counter.page.start(hall.command()));
    counter.reader.lay(LI_SI);
    await hall.advance(0);
    const [missed] = (await counter.state()).missed;
    must(await counter.page.reinstate({ ...hall.command(), ticketId: missed?.id ?? TicketId.parse('') }));
    await hall.advance(0);
    expect(await counter.state()).toMatchObject({ current: { no: 'A002' }, identity: { comparison: 'SAME' }, missed: [] });
  });
});

test.each([
  ['the same card', LI_SI, 'SAME'],
  ['another card', ZHANG_SAN, 'DIFFERENT'],
] as const)('%s is compared with the ticket', async (_name, card, comparison) => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    counter.reader.lay(card);
    expect(await counter.state()).toMatchObject({ identity: { comparison, name: card.name, source: 'CARD' } });
    expect(JSON.stringify(await counter.state())).not.toContain(card.certNo);
    counter.reader.tell({ type: 'card-failed', failure: { code: 'READ_FAILED', sentence: '请重新放卡。' } });
    expect(await counter.state()).toMatchObject({ identity: null, readerSentence: '请重新放卡。' });
    must(await counter.page.identify({ certNo: card.certNo }));
    expect(await counter.state()).toMatchObject({ identity: { comparison, source: 'TYPED' } });
  });
});

test.each([
  ['of the person who took the ticket', LI_SI_SOCIAL, 'RESIDENT_ID', 'SAME'],
  ['of another person', { ...LI_SI_SOCIAL, name: '张三', number: ZHANG_SAN.certNo }, 'RESIDENT_ID', 'DIFFERENT'],
  ['of a holder of a residence permit', { ...LI_SI_SOCIAL, name: '张三', number: '810000199408230021' }, 'HK_MO_TW_RESIDENCE', 'DIFFERENT'],
] as const)('a 社保卡 %s identifies and is compared like a card', async (_name, card, certType, comparison) => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    counter.socialCards.tell({ type: 'card-read', card: { ...card, warnings: ['社保卡已过有效期'] } });
    const expected = { comparison, certType, name: card.name, source: 'SOCIAL_CARD', photo: null, warnings: ['社保卡已过有效期'] };
    expect(await counter.state()).toMatchObject({ identity: expected });
    expect(JSON.stringify(await counter.state())).not.toContain(card.number);
    counter.socialCards.tell({ type: 'card-failed', failure: { code: 'NEEDS_PIN', sentence: '请改用身份证。' } });
    expect(await counter.state()).toMatchObject({ identity: null, readerSentence: '请改用身份证。' });
  });
});

test('the photo of a card is fetched while its person is served, is gone with them, and stands in no state, log or record', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    counter.reader.lay(LI_SI, { mime: 'image/bmp', bytes: Uint8Array.of(0x42, 0x4d, 1, 2, 3) });
    const id = CardPhotoId.parse((await counter.state()).identity?.photo);
    expect(await counter.page.readPhoto({ id })).toBe('data:image/bmp;base64,Qk0BAgM=');
    expect(JSON.stringify(await counter.state())).not.toContain('Qk0BAgM');
    const kept = hall.logLines.join('') + JSON.stringify(hall.hubStore.sync.listAfter(0, 1_000)) + JSON.stringify(counter.store.sync.listAfter(0, 1_000));
    expect(kept).not.toContain('Qk0BAgM');
    counter.reader.lay(ZHANG_SAN);
    expect(await counter.state()).toMatchObject({ identity: { name: ZHANG_SAN.name, photo: null } });
    expect(await counter.page.readPhoto({ id })).toBeNull();
    counter.reader.lay(LI_SI, { mime: 'image/bmp', bytes: Uint8Array.of(0x42, 0x4d, 1, 2, 3) });
    const again = CardPhotoId.parse((await counter.state()).identity?.photo);
    expect(again).not.toBe(id);
    must(await counter.page.finish(hall.command()));
    expect(await counter.page.readPhoto({ id: again })).toBeNull();
  });
});

test('a ticket that was taken without a card has nothing to compare', async () => {
  await withHall(ONE, async (hall) => {
    const direct = await hall.kiosk().line.connect();
    const taken = must(await direct.client.takeTicket({ ...hall.command(), businessId: GENERAL, kind: 'NORMAL', identity: null }));
    await hall.advance(0);
    const request = { ...hall.command(), ticketId: taken.ticket.id, action: 'CONFIRM', stationId: null } as const;
    must(await hall.console.page.resolveTicket(request));
    const counter = await opened(hall, 0);
    must(await counter.page.next(hall.command()));
    counter.reader.lay(LI_SI);
    expect((await counter.state()).identity).toMatchObject({ comparison: 'NO_TICKET_IDENTITY' });
  });
});

test('a counter that restarts in the middle finds clerk, ticket and draft again; the next citizen’s window is clean', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall, 2);
    must(await counter.page.saveDraft({ draft: DRAFT }));
    await counter.restart();
    await hall.advance(SECOND);
    expect(await counter.state()).toMatchObject({
      clerk: { workNo: '1001', name: '王一' },
      current: { no: 'A001', state: 'SERVING' },
      draft: DRAFT,
      identity: null,
    });
    must(await counter.page.finish(hall.command()));
    must(await counter.page.next(hall.command()));
    expect(await counter.state()).toMatchObject({ current: { no: 'A002' }, draft: null });
    expect(counter.store.findNote('draft:w1')).toBeNull();
  });
});

test('the hub’s answer to 办理完毕 is lost: the window follows the hub and the rating is invited all the same', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    counter.line.loseAnswers('command');
    const asked = counter.page.finish(hall.command());
    await hall.advance(HUB_DELAYS.commandMs + SECOND);
    expect(codeOf(await asked)).toBe('HUB_UNKNOWN');
    expect(await counter.state()).toMatchObject({ current: null, rating: 'INVITED', window: { state: 'OPEN' } });
    expect(counter.pad.invitations).toBe(1);
  });
});

test('without the hub nothing is called, and the page says why', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await opened(hall);
    counter.line.cut();
    await hall.advance(SECOND);
    expect(codeOf(await counter.page.next(hall.command()))).toBe('HUB_AWAY');
    expect(await counter.state()).toMatchObject({ hubOnline: false });
  });
});

test('a window left open is handed over at login, one that serves is not', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall);
    expect(codeOf(await counter.page.logout())).toBe('WINDOW_OPEN');
    expect(codeOf(await counter.page.login({ workNo: workNo(2), pin: PIN }))).toBe('WINDOW_IN_USE');
    expect((await counter.state()).clerk).toMatchObject({ workNo: '1001' });
    must(await counter.page.finish(hall.command()));
    must(await counter.page.login({ workNo: workNo(2), pin: PIN }));
    expect(await counter.state()).toMatchObject({ clerk: { workNo: '1002' }, window: { state: 'CLOSED' } });
    must(await counter.page.openWindow(hall.command()));
    must(await counter.page.closeWindow(hall.command()));
    must(await counter.page.logout());
    await hall.advance(SECOND);
    expect(await counter.state()).toMatchObject({ clerk: null, window: { state: 'CLOSED' } });
    expect(codeOf(await counter.page.next(hall.command()))).toBe('NOT_LOGGED_IN');
  });
});

test('two pages on one counter show the same, and one press of two calls once', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await opened(hall, 2);
    const pressed = await Promise.all([counter.page.next(hall.command()), counter.page.next(hall.command())]);
    expect(pressed.map(codeOf)).toEqual(['ok', 'WINDOW_CALLING']);
    expect(await counter.state()).toEqual(await counter.state());
  });
});

describe('rating', () => {
  async function invited(hall: HallUnderTest): Promise<{ counter: CounterUnderTest; invitationId: string }> {
    const counter = await serving(hall, 2);
    must(await counter.page.finish(hall.command()));
    const { invitation } = await counter.padState();
    return { counter, invitationId: invitation?.invitationId ?? '' };
  }
  function ratings(counter: CounterUnderTest): unknown[] {
    return counter.store.sync.listAfter(0, 1_000).filter(({ record }) => JSON.stringify(record).includes('rating.given'));
  }

  test('once, by page or key, whichever comes first', async () => {
    await withHall(ONE, async (hall) => {
      const { counter, invitationId } = await invited(hall);
      counter.pad.press(2);
      expect(codeOf(await counter.padPage.rate({ invitationId, level: 5 }))).toBe('NO_INVITATION');
      counter.pad.press(5);
      expect(ratings(counter)).toHaveLength(1);
      expect(JSON.stringify(ratings(counter))).toContain('PAD_KEYS');
      expect(await counter.padState()).toMatchObject({ invitation: null, thanks: true });
      await hall.advance(RATING_DELAYS.thanksMs);
      expect(await counter.padState()).toMatchObject({ thanks: false });
      expect((await counter.state()).rating).toBe('GIVEN');
    });
  });

  test('not with another invitation, not after its time, not when the next citizen has come', async () => {
    await withHall(ONE, async (hall) => {
      const { counter, invitationId } = await invited(hall);
      expect(codeOf(await counter.padPage.rate({ invitationId: hall.newUlid(), level: 1 }))).toBe('NO_INVITATION');
      await hall.advance(RATING_DELAYS.invitationMs);
      expect((await counter.state()).rating).toBe('EXPIRED');
      expect(codeOf(await counter.padPage.rate({ invitationId, level: 1 }))).toBe('NO_INVITATION');
      must(await counter.page.next(hall.command()));
      counter.pad.press(1);
      expect((await counter.state()).rating).toBe('NONE');
      expect(ratings(counter)).toEqual([]);
    });
  });

  test('a rating that cannot be saved is asked for again', async () => {
    await withHall(ONE, async (hall) => {
      const { counter, invitationId } = await invited(hall);
      hall.fullDisks.add('counter-1');
      counter.pad.press(1);
      expect(codeOf(await counter.padPage.rate({ invitationId, level: 1 }))).toBe('STORE_DISK_FULL');
      hall.fullDisks.clear();
      expect(codeOf(await counter.padPage.rate({ invitationId, level: 1 }))).toBe('ok');
      expect(ratings(counter)).toHaveLength(1);
    });
  });
});

test('a signature is asked for on the page of the pad when it is open, and belongs to this visit only', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await serving(hall, 2);
    const subject = { purpose: '材料交接', reference: '1001-20260315-0001' };
    expect(codeOf(await counter.page.askSignature(subject))).toBe('NOTHING_TO_SIGN_ON');
    const closing = new AbortController();
    const pad = await counter.padPage.watch(undefined, { signal: closing.signal });
    await pad.next();
    const { id } = must(await counter.page.askSignature(subject));
    expect((await counter.padState()).signing).toMatchObject({ ...subject, id });
    const signature: Signature = { width: 2_000, height: 800, strokes: [[[100, 100, 500, 0], [900, 100, 500, 50]]] };
    must(await counter.padPage.sign({ id, signature }));
    expect((await counter.state()).signature).toMatchObject({ id, via: 'PAGE', outcome: 'SIGNED', strokes: 1 });
    expect(await counter.page.readSignature({ id })).toEqual(signature);
    must(await counter.page.finish(hall.command()));
    must(await counter.page.next(hall.command()));
    expect((await counter.state()).signature).toBeNull();
    expect(await counter.page.readSignature({ id })).toBeNull();
    closing.abort();
  });
});
