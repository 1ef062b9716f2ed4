import { assertNever } from '../../shared/basics/assert-never.ts';
import type { SampleCard } from './sample-cards.ts';

/** A sample as the service's JSON tells it, with everything that was not asked for left empty. Written from the manual's examples. */
export function serviceRecord(card: SampleCard): Readonly<Record<string, string | null>> {
  const common = {
    code: '0', retcode: '0x90 0x1', retmsg: '操作成功||相片解码解码正确', errmsg: '', born: card.birth, cardno: card.number,
    sex: card.sex === '1' ? '男' : '女', userlifeb: card.validFrom, userlifee: card.validTo, photobase64: '', FpDescribe: '', FpData: null,
    frontImg: '', backImg: '',
  };
  switch (card.layout) {
    case 'resident':
    case 'J':
      return {
        ...common, name: card.name, EngName: '', nation: NATION_NAMES[card.nation] ?? '', address: card.address, police: card.authority,
        CardType: card.layout === 'J' ? '2' : '0', CertVol: '', PassID: card.permit?.[0] ?? '', IssuesTimes: card.permit?.[1] ?? '',
      };
    case 'I':
    case 'Y':
      return {
        ...common, name: card.chineseName, EngName: card.englishName, nation: `样例国/${card.nationality}`, address: '',
        police: card.layout === 'I' ? '1500' : '', CardType: card.layout === 'I' ? '1' : '3', CertVol: '', PassID: '', IssuesTimes: '00',
      };
    default:
      return assertNever(card);
  }
}

/** The nations of the samples; the service has a name for a code that is in no table. */
const NATION_NAMES: Readonly<Record<string, string>> = { '01': '汉', '05': '维吾尔', '63': '其他' };
