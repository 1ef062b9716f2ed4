import { SAMPLE_CARDS, type SampleCardId } from './sample-cards.ts';
import { parseModuleAnswer, parseReadAnswer } from './service-protocol.ts';
import { serviceRecord } from './service-record.ts';

function record(id: SampleCardId, change: Record<string, unknown> = {}): string {
  return JSON.stringify({ ...serviceRecord(SAMPLE_CARDS[id]), ...change });
}

const FAILED = { ok: true, value: { type: 'failed', failure: { code: 'READ_FAILED', sentence: expect.any(String) } } };

/** The example of a resident card in the manual, with the published test person in it. */
const MANUAL = {
  code: '0', retcode: '0x90 0x1', retmsg: '操作成功||相片解码解码正确', errmsg: '', name: '李四', sex: '女', nation: '汉', born: '19491231',
  address: '北京市朝阳区某路1号', cardno: '11010519491231002X', userlifeb: '20200101', userlifee: '20400101', police: '北京市公安局朝阳分局',
  photobase64: '', FpDescribe: '', FpData: null, FpFingerName1: '', FpQuality1: '', FpRegResult1: '', FpFeature1: '', FpFingerName2: '',
  FpQuality2: '', FpRegResult2: '', FpFeature2: '', CardType: '0', EngName: '', CertVol: '01', PassID: '000000000', IssuesTimes: '01',
  frontImg: '', backImg: '',
};

test('a resident card as the manual shows it', () => {
  expect(parseReadAnswer(JSON.stringify(MANUAL))).toEqual({
    ok: true,
    value: {
      type: 'card',
      card: {
        certType: 'RESIDENT_ID', name: '李四', certNo: '11010519491231002X', sex: '2', birth: '19491231', nation: '汉',
        address: '北京市朝阳区某路1号', authority: '北京市公安局朝阳分局', validFrom: '20200101', validTo: '20400101', warnings: [],
      },
      photo: null,
    },
  });
});

test.each([
  ['chen-gangao', { certType: 'HK_MO_TW_RESIDENCE', name: '陈样本', nation: null, authority: '样例市公安局', warnings: [] }],
  ['zhengjian-yangben', { certType: 'FOREIGN_PERMANENT_RESIDENCE', name: '证件样本', nation: null, address: null, authority: '1500', warnings: [] }],
  ['long-name', { certType: 'FOREIGN_PERMANENT_RESIDENCE', name: 'SPECIMEN, EXAMPLE OF A VERY LONG X NAME', authority: '国家移民管理局', warnings: [] }],
  ['li-si', { validTo: '长期' }],
] as const)('%s', (id, card) => {
  expect(parseReadAnswer(record(id))).toMatchObject({ ok: true, value: { type: 'card', card } });
});

test.each([
  [{ cardno: '110105194912310029' }, ['证件号码校验位不符']],
  [{ born: '19491230' }, ['证件号码与出生日期不符']],
  [{ sex: '男' }, ['证件号码与性别不符']],
  [{ sex: '未知' }, []],
  [{ cardno: '1101051949' }, ['证件号码格式不符']],
])('contradictions are told as for any reader: %p', (change, warnings) => {
  expect(parseReadAnswer(record('li-si', change))).toMatchObject({ ok: true, value: { type: 'card', card: { warnings } } });
});

test.each([
  [{ name: '  ' }], [{ cardno: '' }], [{ cardno: '1'.repeat(19) }], [{ name: '一'.repeat(16) }], [{ born: '1949-12-31' }], [{ born: '1949123' }],
  [{ userlifee: '永久' }], [{ CardType: '4' }], [{ CardType: undefined }], [{ cardno: null }], [{ address: '路'.repeat(71) }],
])('a record that no card can hold is refused whole: %p', (change) => {
  expect(parseReadAnswer(record('li-si', change))).toEqual(FAILED);
});

test('numbers in place of texts do no harm', () => {
  expect(parseReadAnswer(record('li-si', { code: 0, CardType: 0 }))).toMatchObject({ ok: true, value: { type: 'card' } });
});

test.each([
  ['0x41', { type: 'failed', failure: { code: 'READ_FAILED' } }],
  ['0x41 0x0', { type: 'failed', failure: { code: 'READ_FAILED' } }],
  ['0x81', { type: 'failed', failure: { code: 'SELECT_FAILED' } }],
  ['0x31', { type: 'failed', failure: { code: 'AUTH_FAILED' } }],
  ['0X32', { type: 'failed', failure: { code: 'AUTH_FAILED' } }],
  ['0x80', { type: 'no-card' }],
  ['0x1', { type: 'reader-fault' }],
  ['0x60', { type: 'reader-fault' }],
  ['-1', { type: 'reader-fault' }],
  ['', { type: 'reader-fault' }],
])('retcode %p', (retcode, value) => {
  expect(parseReadAnswer(JSON.stringify({ code: '1', retcode, retmsg: '', errmsg: '' }))).toMatchObject({ ok: true, value });
});

test.each([{ code: '1' }, { retcode: '0x41 0x1' }, { code: undefined }])('a card beside a failure is no card: %p', (change) => {
  const answer = parseReadAnswer(record('li-si', change));
  expect(answer.ok && answer.value.type).not.toBe('card');
});

test('a busy service is known by its words', () => {
  for (const retmsg of ['读卡器正忙', '读卡中']) {
    const answer = JSON.stringify({ code: '1', retcode: '0x41', retmsg, errmsg: '' });
    expect(parseReadAnswer(answer)).toEqual({ ok: true, value: { type: 'busy' } });
    expect(parseModuleAnswer(answer)).toEqual({ ok: true, value: 'busy' });
  }
});

test.each(['', '{', '[]', 'null', '<html>', '{"code":"0"}', record('li-si').slice(0, 80)])('%p is no answer', (text) => {
  expect(parseReadAnswer(text)).toEqual({ ok: false, error: 'broken' });
  expect(parseModuleAnswer(text)).toEqual({ ok: false, error: 'broken' });
});

test.each([['0x90', 'working'], ['0', 'working'], ['0x1', 'faulty']])('GetSAMID with %s', (retcode, value) => {
  expect(parseModuleAnswer(JSON.stringify({ retcode, retmsg: '05.03', errmsg: '' }))).toEqual({ ok: true, value });
});

describe('the photo of a card', () => {
  const BMP = Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]);
  const PNG = Buffer.from('89504e470d0a1a0a00', 'hex');
  const JPEG = Buffer.from('ffd8ffe000', 'hex');

  test.each([
    ['a BMP', BMP.toString('base64'), { mime: 'image/bmp', bytes: Uint8Array.from(BMP) }],
    ['a data address', `data:image/png;base64,${PNG.toString('base64')}`, { mime: 'image/png', bytes: Uint8Array.from(PNG) }],
    ['a JPEG', JPEG.toString('base64'), { mime: 'image/jpeg', bytes: Uint8Array.from(JPEG) }],
    ['nothing', '', null],
    ['no picture', Buffer.from('<svg onload="x">').toString('base64'), null],
    ['no base64', '*'.repeat(100), null],
    ['far too much', Buffer.concat([BMP, Buffer.alloc(300_000)]).toString('base64'), null],
    ['a number', 7, null],
  ])('%s', (_name, photobase64, photo) => {
    const answer = parseReadAnswer(record('li-si', { photobase64 }));
    expect(answer).toMatchObject({ ok: true, value: { type: 'card', card: { name: '李四' } } });
    const read = answer.ok && answer.value.type === 'card' ? answer.value.photo : undefined;
    expect(read && { ...read, bytes: Uint8Array.from(read.bytes) }).toEqual(photo);
  });
});
