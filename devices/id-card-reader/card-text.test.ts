import { cardImage } from './card-image.ts';
import { decodeCardText, decodeNewAddress } from './card-text.ts';
import { SAMPLE_CARDS, type SampleCard } from './sample-cards.ts';

const LI_SI = SAMPLE_CARDS['li-si'];

function decode(card: SampleCard) {
  const decoded = decodeCardText(cardImage(card).text);
  if (!decoded.ok) throw new Error('unreadable');
  return decoded.value;
}

describe('the four layouts', () => {
  test('resident card', () => {
    expect(decode(LI_SI)).toEqual({
      certType: 'RESIDENT_ID', name: '李四', certNo: '11010519491231002X', sex: '2', birth: '19491231', nation: '汉',
      address: '北京市朝阳区某路1号', authority: '北京市公安局朝阳分局', validFrom: '20200101', validTo: '长期', warnings: [],
    });
  });

  test('residence permit (J) has no nation', () => {
    expect(decode(SAMPLE_CARDS['chen-gangao'])).toEqual({
      certType: 'HK_MO_TW_RESIDENCE', name: '陈样本', certNo: '810000199408230021', sex: '2', birth: '19940823', nation: null,
      address: '模拟省样例市测试区虚构路4号', authority: '样例市公安局', validFrom: '20230101', validTo: '20280101', warnings: [],
    });
  });

  test('foreign permanent resident 2017 (I)', () => {
    expect(decode(SAMPLE_CARDS['zhengjian-yangben'])).toEqual({
      certType: 'FOREIGN_PERMANENT_RESIDENCE', name: '证件样本', certNo: 'CAN110081080319', sex: '1', birth: '19810803', nation: null,
      address: null, authority: '1500', validFrom: '20151025', validTo: '20251024', warnings: [],
    });
    expect(decode({ ...SAMPLE_CARDS['zhengjian-yangben'], chineseName: '' }).name).toBe('ZHENGJIAN, YANGBEN');
  });

  test('foreign permanent resident 2023 (Y): the name goes on in a second field', () => {
    const card = SAMPLE_CARDS['long-name'];
    expect(card.englishName.slice(34, 36)).toBe(' N');
    expect(decode(card)).toEqual({
      certType: 'FOREIGN_PERMANENT_RESIDENCE', name: card.englishName, certNo: '931586198001010028', sex: '2', birth: '19800101', nation: null,
      address: null, authority: '国家移民管理局', validFrom: '20240101', validTo: '20340101', warnings: [],
    });
    expect(decode({ ...card, englishName: 'SPECIMEN' }).name).toBe('SPECIMEN');
  });
});

describe('nation', () => {
  test.each([['01', '汉'], ['45', '鄂温克'], ['57', '其他'], ['97', '其他'], ['63', '63'], ['', null]])('%p is shown as %p', (nation, shown) =>
    expect(decode({ ...LI_SI, nation }).nation).toBe(shown),
  );
});

describe('contradictions are shown, never corrected', () => {
  test.each([
    ['birth', { birth: '19491230' }, ['证件号码与出生日期不符']],
    ['sex', { sex: '1' }, ['证件号码与性别不符']],
    ['check digit', { number: '110105194912310021' }, ['证件号码校验位不符']],
    ['form', { number: '11010519491231' }, ['证件号码格式不符']],
    ['several', { number: '110105194912300021', sex: '1' }, ['证件号码校验位不符', '证件号码与出生日期不符', '证件号码与性别不符']],
    ['sex not stated is none', { sex: '9' }, []],
  ])('%s', (_name, change, warnings) => {
    const fields = decode({ ...LI_SI, ...change });
    expect(fields.warnings).toEqual(warnings);
    expect(fields.certNo).toBe('number' in change ? change.number : LI_SI.number);
  });

  test('a 2017 number of another form', () => {
    expect(decode({ ...SAMPLE_CARDS['zhengjian-yangben'], number: 'CAN1100' }).warnings).toEqual(['证件号码格式不符']);
  });
});

describe('refused whole', () => {
  test.each([
    ['too short', new Uint8Array(255)],
    ['blank', cardImage({ ...LI_SI, name: '', number: '' }).text],
    ['without name', cardImage({ ...LI_SI, name: '' }).text],
    ['without number', cardImage({ ...LI_SI, number: '' }).text],
    ['no UTF-16', cardImage(LI_SI).text.with(1, 0xd8)],
  ])('%s', (_name, block) => expect(decodeCardText(block)).toEqual({ ok: false, error: 'unreadable' }));
});

test('padding with NULs is trimmed', () => {
  const text = cardImage(LI_SI).text;
  for (let offset = 4; offset < 30; offset += 2) text[offset] = 0;
  expect(decodeCardText(text)).toMatchObject({ ok: true, value: { name: '李四' } });
});

test('of several added addresses the last that is not blank counts', () => {
  const block = (newAddress: string): Uint8Array => cardImage({ ...SAMPLE_CARDS['zhang-moni'], newAddress }).newAddress ?? new Uint8Array(70);
  const data = Uint8Array.from([...block('模拟路1号'), ...block('模拟路2号'), ...block(''), ...block('')]);
  expect(decodeNewAddress(data)).toBe('模拟路2号');
  expect(decodeNewAddress(block(''))).toBeNull();
  expect(decodeNewAddress(block('模拟路3号').with(1, 0xd8))).toBeNull();
});
