import { OpenAPIHandler } from '@orpc/openapi/node';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createCentralServer } from '../../../central/http/server.ts';
import { implement } from '@orpc/server';
import { BusinessDate, BusinessId, CaseId, DocumentId, ItemId, StationId, TicketId, WindowId, WorkNo } from '../../../shared/basics/ids.ts';
import { centralContract } from '../../../shared/contract/central.ts';
import type { CentralCaseDetail, CentralCaseRow, TrailEntry } from '../../../shared/contract/central.ts';
import { CaseFile } from '../../../shared/types/case-file.ts';
import { NOW, ulid } from './counter-fixtures.ts';

const MINUTE = 60_000;

export interface FakeCentre {
  readonly origin: string;
  /** From now on every question for cases is answered with this status; null answers again. */
  failWith: number | null;
  close(): Promise<void>;
}

/** The centre's real HTTP server with its policy and its published routes; only its database is a list. */
export async function serveWorkbench(pagesDir: string, rows: readonly CentralCaseRow[]): Promise<FakeCentre> {
  const os = implement(centralContract);
  const router = {
    listCases: os.listCases.handler(({ input: { query = '', before, limit } }) => {
      const found = rows.filter((row) => [row.localNo, row.caseNo ?? '', row.itemName].some((text) => text.includes(query)));
      const from = before === undefined ? 0 : found.findIndex((row) => row.id === before) + 1;
      return { rows: found.slice(from, from + limit), total: found.length };
    }),
    getCase: os.getCase.handler(({ input }) => {
      const row = rows.find((listed) => listed.id === input.id);
      return row === undefined ? null : detailOf(row);
    }),
  };
  const server = createCentralServer({
    api: new OpenAPIHandler(router),
    auth: { identify: () => ({ kind: 'WORKBENCH' }), login: () => ({ cookie: 'session=1' }) },
    openApi: '{}',
    pagesDir,
    log: pino({ level: 'silent' }),
  });
  const centre: FakeCentre = {
    origin: '',
    failWith: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const [answer] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (centre.failWith !== null && request.url?.startsWith('/cases') === true) {
      response.writeHead(centre.failWith, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message: '数据库暂时不可用，请稍后再试。' }));
      return;
    }
    answer?.call(server, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return Object.assign(centre, { origin: `http://127.0.0.1:${address.port}` });
}

export function row(n: number, change: Partial<CentralCaseRow> = {}): CentralCaseRow {
  return {
    id: CaseId.parse(ulid(5000 + n)),
    siteId: 'linjiang',
    localNo: `C1-20260305-${String(n).padStart(4, '0')}`,
    caseNo: `12441500196720244T344219980600320260305${String(n).padStart(4, '0')}`,
    itemName: n % 3 === 0 ? '个体工商户设立登记' : '食品经营许可（新办）',
    departmentName: '市场监督管理局',
    stage: n % 5 === 0 ? 'CORRECTION' : 'ACCEPTED',
    applicantMasked: '李*',
    ticketNo: `A${String((n % 900) + 1).padStart(3, '0')}`,
    ratingLevel: n % 2 === 0 ? 1 : null,
    receivedAt: NOW - n * 4 * MINUTE,
    promisedDueOn: '2026-03-17',
    ...change,
  };
}

function entry(n: number, stream: string, text: string, actorKind: string, actorId: string): TrailEntry {
  return {
    id: ulid(7000 + n),
    nodeId: ulid(1),
    seq: n,
    at: NOW - (30 - n * 3) * MINUTE,
    stream: `${stream}:${ulid(7)}`,
    type: `${stream}.something`,
    actorKind,
    actorId,
    text,
    hash: `${n}f3a9c27d18e${'0'.repeat(52)}`,
  };
}

function detailOf(listed: CentralCaseRow): CentralCaseDetail {
  const gap = listed.stage === 'CORRECTION' ? { problem: '已过有效期', demand: '请提供在有效期内的材料' } : null;
  const caseId = listed.id;
  return {
    row: listed,
    caseFile: CaseFile.parse({
      id: caseId,
      localNo: listed.localNo,
      caseNo: listed.caseNo,
      queryPin: '482913',
      stage: listed.stage === 'CORRECTION' ? 'CORRECTION' : 'ACCEPTED',
      item: {
        itemId: ItemId.parse('food-licence'),
        itemVersion: 1,
        taskCode: '12441500196720244T3442199806003',
        name: listed.itemName,
        departmentName: listed.departmentName,
        kind: 'PROMISED',
        promisedDays: 8,
        legalDays: 20, unified: false, tolerable: [], branches: [] },
      applicant: {
        kind: 'PERSON',
        name: '李四',
        certType: 'RESIDENT_ID',
        certNo: '11010519491231002X',
        certNoHash: 'a'.repeat(64),
        phone: null,
      },
      materials: [
        { materialId: 'form', name: '食品经营许可申请书', required: true, status: 'RECEIVED', originals: 1, copies: 0, gap: null },
        { materialId: 'plan', name: '经营场所平面图', required: true, status: gap === null ? 'RECEIVED' : 'REJECTED', originals: 1, copies: 2, gap },
        { materialId: 'proxy', name: '授权委托书', required: false, status: 'MISSING', originals: 0, copies: 0, gap: null },
      ],
      ticketId: null,
      windowId: WindowId.parse('w1'),
      stationId: StationId.parse('counter-1'),
      workNo: WorkNo.parse('1001'),
      receivedAt: listed.receivedAt,
      acceptedAt: gap === null ? listed.receivedAt : null,
      promisedDueOn: gap === null ? BusinessDate.parse('2026-03-17') : null,
      legalDueOn: gap === null ? BusinessDate.parse('2026-04-02') : null,
      correctionDueOn: gap === null ? null : BusinessDate.parse('2026-03-12'),
      dueProvisional: false,
      documents: [
        {
          id: DocumentId.parse(ulid(8800)),
          caseId,
          kind: gap === null ? 'ACCEPT' : 'CORRECTION',
          no: '受字〔2026〕第0001号',
          templateVersion: '1',
          sha256: 'b'.repeat(64),
          pages: 1,
          issuedAt: listed.receivedAt,
        },
      ],
    }),
    ticket: {
      id: TicketId.parse(ulid(77)),
      no: listed.ticketNo ?? 'A001',
      serial: 1,
      businessId: BusinessId.parse('general'),
      businessDate: BusinessDate.parse('2026-03-05'),
      kind: 'NORMAL',
      state: 'DONE',
      stationId: StationId.parse('kiosk-1'),
      identity: null,
      takenAt: NOW - 40 * MINUTE,
      queuedAt: NOW - 40 * MINUTE,
      issuedAt: NOW - 40 * MINUTE,
      offline: false,
      aheadAtIssue: 3,
      copies: 1,
      printFailure: null,
      windowId: WindowId.parse('w1'),
      callId: null,
      callCount: 2,
      missedCount: 0,
      calledAt: NOW - 20 * MINUTE,
      lastCalledAt: NOW - 20 * MINUTE,
      servedFrom: NOW - 19 * MINUTE,
      servedTo: NOW - 5 * MINUTE,
      caseIds: [caseId],
    },
    rating: listed.ratingLevel === null ? null : { level: listed.ratingLevel, channel: 'PAD_PAGE', workNo: '1001', at: NOW },
    trail: [
      entry(1, 'ticket', '取号 A012，前面等候 3 人', 'CITIZEN', 'kiosk-1'),
      entry(2, 'ticket', '1 号窗口叫号', 'CLERK', '1001'),
      entry(3, 'ticket', '1 号窗口开始办理，工号 1001', 'CLERK', '1001'),
      entry(4, 'case', `收件“${listed.itemName}”，受理编号 ${listed.localNo}，工号 1001`, 'CLERK', '1001'),
      entry(5, 'case', '予以受理，承诺 2026-03-17 前办结', 'CLERK', '1001'),
      entry(6, 'rating', '评价：非常满意', 'CITIZEN', 'pad-1'),
    ],
  };
}
