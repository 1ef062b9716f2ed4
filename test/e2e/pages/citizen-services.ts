import { TicketNo } from '../../../shared/types/ticket.ts';
import { implement } from '@orpc/server';
import type { Voice } from '../../../devices/voice/types.ts';
import { createPageSpeech } from '../../../main/service/display/page-speech.ts';
import { liveValue } from '../../../shared/basics/live-value.ts';
import { displayContract } from '../../../shared/contract/display.ts';
import type { DisplayState } from '../../../shared/contract/display.ts';
import { kioskContract } from '../../../shared/contract/kiosk.ts';
import type { KioskState } from '../../../shared/contract/kiosk.ts';
import { DONE, refuse } from '../../../shared/contract/outcome.ts';
import { padContract } from '../../../shared/contract/pad.ts';
import type { PadState } from '../../../shared/contract/pad.ts';
import { sampleItem, sampleTicket } from './samples.ts';

/** A state the test sets and the page follows. */
function held<State>(first: State) {
  let state = first;
  const live = liveValue(() => state);
  return {
    watch: (signal: AbortSignal | undefined) => live.watch(signal),
    show(next: State): void {
      state = next;
      live.invalidate();
    },
  };
}

/** With a voice whose pages speak, the page under test is one of them. */
export function createDisplayService(first: DisplayState, voice: Voice | null = null) {
  const { watch, show } = held(first);
  const os = implement(displayContract);
  const speech = createPageSpeech(voice?.pages ?? null);
  const router = os.router({
    watch: os.watch.handler(({ signal }) => watch(signal)),
    announcements: os.announcements.handler(({ input, signal }) => speech.listen(input.page, input.sound, signal)),
    reportSound: os.reportSound.handler(({ input }) => {
      speech.report(input.page, input.sound);
      return DONE;
    }),
    announced: os.announced.handler(({ input }) => {
      speech.announced(input.page, input.id, input.outcome);
      return DONE;
    }),
    clips: os.clips.handler(() => [...(voice?.pages?.recordings ?? [])]),
  });
  return { show, router };
}

/** Answers ratings as told and writes them down. */
export function createPadService(first: PadState) {
  const { watch, show } = held(first);
  const rated: number[] = [];
  const signed: unknown[] = [];
  let closed = false;
  const os = implement(padContract);
  return {
    show,
    rated,
    /** Signatures in their order, and `paper` for each that goes there. */
    signed,
    /** From now on the time for rating is over. */
    closeInvitation(): void {
      closed = true;
    },
    router: os.router({
      watch: os.watch.handler(({ signal }) => watch(signal)),
      sign: os.sign.handler(({ input }) => {
        signed.push(input.signature);
        return DONE;
      }),
      signOnPaper: os.signOnPaper.handler(() => {
        signed.push('paper');
        return DONE;
      }),
      rate: os.rate.handler(({ input }) => {
        rated.push(input.level);
        return closed ? refuse('INVITATION_GONE', '评价时间已过，谢谢您') : DONE;
      }),
    }),
  };
}

export const FULL_SENTENCE = '这项业务今天的号码已取完，请明天上午再来，或到导办台咨询';

/** Writes down what the page asks for; what follows from it the test shows itself. */
export function createKioskService(first: KioskState) {
  const { watch, show } = held(first);
  const asked: string[] = [];
  const commands: string[] = [];
  const items = [
    sampleItem('residence-permit', '居住证申领', 5),
    sampleItem('residence-permit-renewal', '居住证签注', 1),
    sampleItem('business-licence', '企业营业执照设立登记（含名称自主申报、经营范围登记、住所登记）', 8),
    ...Array.from({ length: 9 }, (_, at) => sampleItem(`subsidy-${at}`, `困难残疾人生活补贴申请第${at + 1}类`, 3)),
  ];
  const os = implement(kioskContract);
  function done(what: string) {
    asked.push(what);
    return DONE;
  }
  return {
    show,
    asked,
    commands,
    router: os.router({
      watch: os.watch.handler(({ signal }) => watch(signal)),
      identify: os.identify.handler(({ input }) => done(`identify ${input.certNo}`)),
      take: os.take.handler(({ input }) => {
        asked.push(`take ${input.businessId}`);
        commands.push(input.commandId);
        if (input.businessId === 'business-2') return refuse('FULL', FULL_SENTENCE);
        return { ok: true, value: sampleTicket() };
      }),
      answerPaper: os.answerPaper.handler(({ input }) => done(`paper ${input.got}`)),
      retryPrint: os.retryPrint.handler(() => done('retry')),
      extend: os.extend.handler(() => done('extend')),
      reset: os.reset.handler(() => done('reset')),
      callStaff: os.callStaff.handler(() => done('staff')),
      codeStatus: os.codeStatus.handler(({ input: { code } }) => {
        if (code.startsWith('yichuang:ticket:')) return { ok: true as const, value: { no: TicketNo.parse('A012'), sentence: '“综合受理”前面还有 3 人', ahead: 3 } };
        return { ok: false as const, error: { code: 'UNKNOWN_CODE', sentence: '不是本大厅的取号小票，请扫小票上的二维码' } };
      }),
      ticketStatus: os.ticketStatus.handler(({ input }) => {
        asked.push(`status ${input.no}`);
        if (input.no !== 'A012') return refuse('UNKNOWN', `今天没有 ${input.no} 这个号码，请看小票再输一次`);
        return { ok: true, value: { no: input.no, sentence: '正在等候，请留意叫号屏', ahead: 3 } };
      }),
      searchItems: os.searchItems.handler(({ input }) =>
        items.filter((item) => input.query === '' || (input.query === 'JZZ' && item.id.startsWith('residence'))),
      ),
    }),
  };
}
