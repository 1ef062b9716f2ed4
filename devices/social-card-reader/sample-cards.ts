/** What a card's chip holds. Texts are written as GBK, dates as BCD. */
export interface SampleSocialCard {
  readonly number: string;
  readonly name: string;
  readonly sex: string;
  readonly birth: string;
  readonly validTo: string;
}

/** Evidently invented people: the published test numbers, or the region code 100100, which was never given out. */
export const SAMPLE_SOCIAL_CARDS = {
  'li-si': { number: '11010519491231002X', name: '李四', sex: '2', birth: '19491231', validTo: '20991231' },
  'zhang-moni': { number: '100100199003070021', name: '张模拟', sex: '2', birth: '19900307', validTo: '20991231' },
  'gu-li': { number: '10010020000229001X', name: '古丽·样例', sex: '1', birth: '20000229', validTo: '20991231' },
  /** A residence permit's number. */
  'chen-gangao': { number: '810000199408230021', name: '陈样本', sex: '2', birth: '19940823', validTo: '20991231' },
  'expired': { number: '110101199003070011', name: '张三', sex: '1', birth: '19900307', validTo: '20200101' },
  /** A number whose last digit does not fit. */
  'wrong-number': { number: '110101199003070012', name: '王样例', sex: '1', birth: '19900307', validTo: '20991231' },
} as const satisfies Record<string, SampleSocialCard>;

export type SampleSocialCardId = keyof typeof SAMPLE_SOCIAL_CARDS;
