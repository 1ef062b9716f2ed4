import { TicketId } from '../../../shared/basics/ids.ts';
import { actionOfKey, type WindowSight } from './caller-keys.ts';

const [FIRST, SECOND] = ['01', '02'].map((end) => TicketId.parse(`01JZZZZZZZZZZZZZZZZZZZZZ${end}`));
const SERVING: WindowSight = { window: 'SERVING', ticket: 'SERVING', hasCases: true, held: [], invited: false };
const FREE: WindowSight = { ...SERVING, window: 'OPEN', ticket: null };
const BY_KEY = '呼叫器按键';

test.each([
  ['call', FREE, { type: 'next' }],
  // Not asked as on the page: the hub refuses it while a number is here.
  ['call', SERVING, { type: 'next' }],
  ['recall', SERVING, { type: 'recall' }],
  ['confirm', SERVING, { type: 'start' }],
  ['miss', SERVING, { type: 'miss' }],
  ['hold', SERVING, { type: 'hold', reason: BY_KEY }],
  ['pause', FREE, { type: 'pause', reason: BY_KEY }],
  ['pause', { ...FREE, window: 'PAUSED' }, { type: 'unpause' }],
  ['rate', SERVING, { type: 'finish' }],
  ['rate', { ...SERVING, hasCases: false }, { type: 'ask', question: 'finishWithoutCase' }],
  ['rate', { ...SERVING, ticket: 'CALLED', hasCases: false }, { type: 'finish' }],
  ['rate', { ...FREE, invited: true }, { type: 'remind' }],
  ['transfer', SERVING, { type: 'ask', question: 'transfer' }],
  ['transfer', { ...SERVING, ticket: 'CALLED' }, { type: 'refuse', sentence: '没有正在办理的号码，不能转移' }],
  ['transfer', FREE, { type: 'refuse', sentence: '没有正在办理的号码，不能转移' }],
  ['resume', { ...FREE, held: [FIRST] }, { type: 'resume', ticketId: FIRST }],
  ['resume', { ...FREE, held: [FIRST, SECOND] }, { type: 'refuse', sentence: '挂起的号码不止一个，请在页面上选择' }],
  ['resume', FREE, { type: 'refuse', sentence: '本窗口没有挂起的号码' }],
  ['cancel', SERVING, { type: 'withdraw' }],
  ['oneMetre', SERVING, { type: 'refuse', sentence: '没有接一米线提示设备，这个键没有作用' }],
  ['unknown', SERVING, { type: 'refuse', sentence: '呼叫器的这个键没有设置，请管理员核对键值对照表' }],
] as const)('%s with %o', (key, sight, action) => {
  expect(actionOfKey(key, sight as WindowSight)).toEqual(action);
});
