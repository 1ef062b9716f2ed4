/** The content of a card as its chip holds it. Text fields follow GA/T 490 and are padded by the encoder. */
export type SampleCard =
  | {
      readonly layout: 'resident' | 'J';
      readonly name: string;
      readonly sex: string;
      /** Two digits; blank on a residence permit. */
      readonly nation: string;
      readonly birth: string;
      readonly address: string;
      readonly number: string;
      readonly authority: string;
      readonly validFrom: string;
      readonly validTo: string;
      /** Address block written after the card was made. */
      readonly newAddress?: string;
      /** Only J: number and issue count of the travel permit. */
      readonly permit?: readonly [number: string, count: string];
    }
  | {
      readonly layout: 'I' | 'Y';
      readonly chineseName: string;
      readonly englishName: string;
      readonly sex: string;
      readonly nationality: string;
      readonly birth: string;
      readonly number: string;
      readonly validFrom: string;
      readonly validTo: string;
    };

/** Evidently invented people: the published test numbers, or a region code (100100) that was never given out. */
export const SAMPLE_CARDS = {
  'li-si': {
    layout: 'resident', name: '李四', sex: '2', nation: '01', birth: '19491231', address: '北京市朝阳区某路1号',
    number: '11010519491231002X', authority: '北京市公安局朝阳分局', validFrom: '20200101', validTo: '长期',
  },
  'zhang-moni': {
    layout: 'resident', name: '张模拟', sex: '2', nation: '05', birth: '19900307', address: '模拟省样例市测试区虚构路1号',
    number: '100100199003070021', authority: '样例市公安局测试分局', validFrom: '20210101', validTo: '20410101',
    newAddress: '模拟省样例市测试区搬迁路2号',
  },
  'wang-yangli': {
    layout: 'resident', name: '王样例', sex: '1', nation: '63', birth: '20000229', address: '模拟省样例市测试区虚构路3号',
    number: '10010020000229001X', authority: '样例市公安局测试分局', validFrom: '20220101', validTo: '20320101',
  },
  'chen-gangao': {
    layout: 'J', name: '陈样本', sex: '2', nation: '', birth: '19940823', address: '模拟省样例市测试区虚构路4号',
    number: '810000199408230021', authority: '样例市公安局', validFrom: '20230101', validTo: '20280101', permit: ['H00000000', '01'],
  },
  'zhengjian-yangben': {
    layout: 'I', chineseName: '证件样本', englishName: 'ZHENGJIAN, YANGBEN', sex: '1', nationality: 'CAN', birth: '19810803',
    number: 'CAN110081080319', validFrom: '20151025', validTo: '20251024',
  },
  'long-name': {
    layout: 'Y', chineseName: '', englishName: 'SPECIMEN, EXAMPLE OF A VERY LONG X NAME', sex: '2', nationality: 'PAK', birth: '19800101',
    number: '931586198001010028', validFrom: '20240101', validTo: '20340101',
  },
} as const satisfies Record<string, SampleCard>;

export type SampleCardId = keyof typeof SAMPLE_CARDS;
