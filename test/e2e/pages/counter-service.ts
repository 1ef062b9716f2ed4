import { implement } from '@orpc/server';
import PDFDocument from 'pdfkit';
import type { TicketId } from '../../../shared/basics/ids.ts';
import { checkMaterials } from '../../../shared/rules/checklist.ts';
import { counterContract } from '../../../shared/contract/counter.ts';
import type { CaseInput, CounterState } from '../../../shared/contract/counter.ts';
import type { CaseView } from '../../../shared/contract/common.ts';
import type { TicketState, WindowState } from '../../../shared/types/ticket.ts';
import { LiveValue } from '../../helpers/live-value.ts';
import { CATALOGUE, NOW, caseView, ticket } from './counter-fixtures.ts';

const done = { ok: true as const, value: {} };

/** A counter's service with the queue and the store left out: it speaks the contract and keeps one window's state. */
export class CounterService {
  readonly live: LiveValue<CounterState>;
  /** Every call in order, as `name` and input. */
  readonly calls: { name: string; input: unknown }[] = [];
  today: CaseView[] = [];
  /** Data addresses of pictures by what the state calls them. */
  readonly photos = new Map<string, string>();
  /** Refuses the next command with this sentence. */
  refuseNext = '';

  constructor(state: CounterState) {
    this.live = new LiveValue(state);
  }

  get state(): CounterState {
    return this.live.value;
  }

  change(change: Partial<CounterState>): void {
    this.live.set({ ...this.state, ...change });
  }

  /** The inputs with which a procedure was called. */
  inputs(name: string): unknown[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.input);
  }

  window(state: WindowState, pauseReason: string | null = null): void {
    this.change({ window: { ...this.state.window, state, pauseReason } });
  }

  /** The window calls or serves a ticket. */
  atWindow(state: Extract<TicketState, 'CALLED' | 'SERVING'>, n = 12): void {
    const current = { ...ticket(n, { state, callCount: 1 }), calledAt: NOW, servedFrom: state === 'SERVING' ? NOW : null };
    this.change({ current, window: { ...this.state.window, state: state === 'CALLED' ? 'CALLING' : 'SERVING' } });
  }

  free(): void {
    this.change({ current: null, identity: null, draft: null, cases: [], window: { ...this.state.window, state: 'OPEN' } });
  }

  router() {
    const os = implement(counterContract);
    const act = (name: string, input: unknown, effect: () => void) => {
      this.calls.push({ name, input });
      if (this.refuseNext !== '') {
        const sentence = this.refuseNext;
        this.refuseNext = '';
        return { ok: false as const, error: { code: 'refused', sentence } };
      }
      effect();
      return done;
    };
    const dropFrom = (list: 'held' | 'missed', ticketId: TicketId): void =>
      this.change({ [list]: this.state[list].filter((listed) => listed.id !== ticketId) });
    return {
      watch: os.watch.handler(({ signal }) => this.live.watch(signal)),
      login: os.login.handler(({ input }) => {
        if (input.pin !== '2580') return { ok: false, error: { code: 'wrong-pin', sentence: '工号或密码不对，请重新输入' } };
        return act('login', { workNo: input.workNo }, () => this.change({ clerk: { workNo: input.workNo, name: '王五' } }));
      }),
      logout: os.logout.handler(() => act('logout', undefined, () => this.change({ clerk: null }))),
      openWindow: os.openWindow.handler(({ input }) => act('openWindow', input, () => this.window('OPEN'))),
      closeWindow: os.closeWindow.handler(({ input }) => act('closeWindow', input, () => this.window('CLOSED'))),
      pause: os.pause.handler(({ input }) => act('pause', input, () => this.window('PAUSED', input.reason))),
      unpause: os.unpause.handler(({ input }) => act('unpause', input, () => this.window('OPEN'))),
      next: os.next.handler(({ input }) => {
        const n = this.inputs('next').length + 12;
        const answer = act('next', input, () => this.atWindow('CALLED', n));
        return answer.ok ? { ok: true, value: ticket(n, { state: 'CALLED', callCount: 1 }) } : answer;
      }),
      recall: os.recall.handler(({ input }) => act('recall', input, () => undefined)),
      miss: os.miss.handler(({ input }) => act('miss', input, () => this.free())),
      start: os.start.handler(({ input }) => act('start', input, () => this.atWindow('SERVING', Number(this.state.current?.no.slice(1))))),
      hold: os.hold.handler(({ input }) => act('hold', input, () => this.free())),
      resume: os.resume.handler(({ input }) =>
        act('resume', input, () => {
          dropFrom('held', input.ticketId);
          this.atWindow('SERVING', 5);
        }),
      ),
      transfer: os.transfer.handler(({ input }) => act('transfer', input, () => this.free())),
      reinstate: os.reinstate.handler(({ input }) => act('reinstate', input, () => dropFrom('missed', input.ticketId))),
      finish: os.finish.handler(({ input }) =>
        act('finish', input, () => {
          this.free();
          this.change({ rating: 'INVITED' });
        }),
      ),
      identify: os.identify.handler(({ input }) => act('identify', input, () => undefined)),
      readPhoto: os.readPhoto.handler(({ input }) => {
        this.calls.push({ name: 'readPhoto', input });
        return this.photos.get(input.id) ?? null;
      }),
      searchItems: os.searchItems.handler(({ input: { query } }) =>
        CATALOGUE.filter(({ initials, item }) => [initials, item.name, item.id].some((text) => text.includes(query))).map(
          ({ item, unavailable }) => ({ item, unavailable }),
        ),
      ),
      saveDraft: os.saveDraft.handler(({ input }) => act('saveDraft', input, () => this.change({ draft: input.draft }))),
      accept: os.accept.handler(({ input }) => this.receive('accept', input)),
      correct: os.correct.handler(({ input }) => this.receive('correct', input)),
      listCases: os.listCases.handler(({ input }) =>
        this.today.filter((listed) => [listed.localNo, listed.itemName].some((text) => text.includes(input.query))),
      ),
      lookUp: os.lookUp.handler(({ input }) =>
        act('lookUp', input, () => {
          const id = this.inputs('lookUp').length;
          this.change({ lookup: { type: 'ticket', id, ticket: ticket(13), sentence: '“企业开办”前面还有 1 人', holderHere: false } });
        }),
      ),
      putLookupAway: os.putLookupAway.handler(() => act('putLookupAway', undefined, () => this.change({ lookup: null }))),
      openDocument: os.openDocument.handler(async () => ({ ok: true, value: { fileName: 'a.pdf', pdfBase64: await samplePdf() } })),
      printDocument: os.printDocument.handler(({ input }) => act('printDocument', input, () => this.change({ prints: [{ ...input, state: 'printing', step: 'waiting', pagesDone: null, sentence: '' }] }))),
      cancelPrint: os.cancelPrint.handler(({ input }) => act('cancelPrint', input, () => undefined)),
      settlePrint: os.settlePrint.handler(({ input }) => act('settlePrint', input, () => undefined)),
      documentPrinted: os.documentPrinted.handler(({ input }) => act('documentPrinted', input, () => undefined)),
    };
  }

  /** The service's own rule, so that a page that lets too much through is noticed. */
  private receive(kind: 'accept' | 'correct', input: CaseInput) {
    this.calls.push({ name: kind, input });
    const check = checkMaterials(input.materials);
    const allowed = kind === 'accept' ? check.canAccept : check.gapsComplete;
    if (!allowed) return { ok: false as const, error: { code: 'materials', sentence: '材料没有核对完，请核对后再出具文书' } };
    const n = this.today.length + 1;
    const base = caseView(n, { receivedAt: NOW });
    const received: CaseView =
      kind === 'accept'
        ? base
        : {
            ...base,
            stage: 'CORRECTION',
            caseNo: null,
            promisedDueOn: null,
            queryPin: null,
            documents: base.documents.map((sheet) => ({ ...sheet, kind: 'CORRECTION' as const, no: `补字〔2026〕第${n}号` })),
          };
    this.today = [received, ...this.today];
    this.change({ draft: null, cases: [received, ...this.state.cases] });
    return { ok: true as const, value: received };
  }
}

function samplePdf(): Promise<string> {
  return new Promise((resolve) => {
    const sheet = new PDFDocument({ size: 'A4' });
    const chunks: Buffer[] = [];
    sheet.on('data', (chunk: Buffer) => chunks.push(chunk));
    sheet.on('end', () => resolve(Buffer.concat(chunks).toString('base64')));
    sheet.fontSize(28).text('Sample sheet', { align: 'center' });
    sheet.end();
  });
}
