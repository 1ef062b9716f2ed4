import { parseCliArguments } from './cli-arguments.ts';

const TCP = 'tcp://10.0.3.7:9100';
const SERVICE = 'http://127.0.0.1:8989';

test.each([
  [[TCP, 'read'], { type: 'use', verb: 'read', kind: 'idCardReader', text: '', seconds: 30, options: {} }],
  [[TCP, 'print'], { verb: 'print', kind: 'ticketPrinter', text: '测试打印' }],
  [[TCP, 'print', 'A001', '--options', '{"columns":32}'], { text: 'A001', options: { columns: 32 } }],
  [[TCP, 'show', '请A001号'], { verb: 'show', kind: 'callDisplay', text: '请A001号' }],
  [[TCP, 'show', 'A001', '--protocol', 'lumen'], { kind: 'callDisplay', text: 'A001', options: { protocol: 'lumen' } }],
  [[TCP, 'show', '--options', '{"card":3}', '--protocol', 'lumen'], { options: { card: 3, protocol: 'lumen' } }],
  [[TCP, 'speak'], { verb: 'speak', kind: 'voice' }],
  [[TCP, 'invite'], { verb: 'invite', kind: 'evaluationPad' }],
  [[SERVICE, 'read'], { kind: 'idCardReader', address: SERVICE, place: { protocol: 'http', host: '127.0.0.1', port: 8989 } }],
  [['--kind', 'voice', TCP, 'status', '--seconds', '5'], { verb: 'status', kind: 'voice', seconds: 5 }],
  [[TCP, 'read', '--kind', 'scanner'], { verb: 'read', kind: 'scanner' }],
  [[TCP, 'open', 'A3', '--protocol', 'wkly'], { verb: 'open', kind: 'locker', text: 'A3', options: { protocol: 'wkly' } }],
  [['serial:///dev/ttyUSB0?baud=9600', 'dump'], { type: 'dump', address: 'serial:///dev/ttyUSB0?baud=9600', seconds: 30 }],
  [['--help'], { type: 'help' }],
])('%p', (argv, request) => expect(parseCliArguments(argv)).toMatchObject({ ok: true, value: request }));

test.each([
  [[], 'an address and a verb'],
  [[TCP], 'an address and a verb'],
  [['tcp://10.0.3.7', 'read'], '主机:端口'],
  [[SERVICE, 'print'], '不能用于这种设备'],
  [[SERVICE, 'dump'], 'no line to open'],
  [[TCP, 'open'], 'open needs a word behind it'],
  [[TCP, 'open', '3', '--kind', 'voice'], 'open goes with locker, not with voice'],
  [[TCP, 'reed'], 'unknown verb: reed'],
  [[TCP, 'toString'], 'unknown verb'],
  [[TCP, 'print', 'two', 'words'], 'too many words: words'],
  [[TCP, 'read', 'text'], 'read takes no text'],
  [[TCP, 'status'], 'status needs --kind'],
  [[TCP, 'status', '--kind', 'printer'], 'unknown kind: printer'],
  [[TCP, 'read', '--kind', 'voice'], 'read goes with idCardReader or socialCardReader or scanner, not with voice'],
  [[TCP, 'read', '--seconds', 'soon'], '--seconds'],
  [[TCP, 'read', '--seconds', '0'], '--seconds'],
  [[TCP, 'print', '--options', '{'], '--options is not JSON'],
  [[TCP, 'show', '--options', '3', '--protocol', 'lumen'], '--options is not an object'],
  [[TCP, 'read', '--baud', '9600'], '--baud'],
])('%p is refused: %s', (argv, part) => expect(parseCliArguments(argv)).toEqual({ ok: false, error: expect.stringContaining(part) }));
