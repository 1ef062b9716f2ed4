import type { CardFailure } from './types.ts';

/** One SW3 code: what it means to an engineer and what a citizen is told. */
interface StatusWord {
  readonly meaning: string;
  readonly code: CardFailure['code'];
}

/** Every SW3 a reader is known to send as a failure (codes 01-09 exist only inside makers' libraries). */
export const STATUS_WORDS: ReadonlyMap<number, StatusWord> = new Map([
  [0x10, { meaning: 'checksum of the request wrong', code: 'BAD_FRAME' }],
  [0x11, { meaning: 'length of the request wrong', code: 'BAD_FRAME' }],
  [0x21, { meaning: 'unknown command or content', code: 'READER_FAULT' }],
  [0x23, { meaning: 'no authority', code: 'READER_FAULT' }],
  [0x24, { meaning: 'unrecognised error', code: 'READ_FAILED' }],
  [0x31, { meaning: 'card failed to authenticate SAM', code: 'AUTH_FAILED' }],
  [0x32, { meaning: 'SAM failed to authenticate card', code: 'AUTH_FAILED' }],
  [0x33, { meaning: 'information verification error', code: 'READ_FAILED' }],
  [0x37, { meaning: 'fingerprint verification error', code: 'READ_FAILED' }],
  [0x3f, { meaning: 'information length error', code: 'READ_FAILED' }],
  [0x40, { meaning: 'unrecognised card type', code: 'AUTH_FAILED' }],
  [0x41, { meaning: 'read failed', code: 'READ_FAILED' }],
  [0x47, { meaning: 'random number failed', code: 'READ_FAILED' }],
  [0x60, { meaning: 'SAM self-test failed', code: 'READER_FAULT' }],
  [0x66, { meaning: 'SAM not authorised', code: 'READER_FAULT' }],
  [0x80, { meaning: 'find failed, no card', code: 'CARD_REMOVED' }],
  [0x81, { meaning: 'select failed', code: 'SELECT_FAILED' }],
  [0x91, { meaning: 'item absent on the card', code: 'READ_FAILED' }],
]);

const SENTENCES: Record<CardFailure['code'], string> = {
  SELECT_FAILED: '没有读到身份证，请拿起后重新平放在读卡区',
  READ_FAILED: '身份证没有读出，请拿起后重新平放在读卡区，读完前不要移动',
  AUTH_FAILED: '这张证件无法识别，请确认是有效的居民身份证，或到窗口办理',
  CARD_REMOVED: '身份证移开得太早，请重新平放在读卡区，听到提示后再取走',
  BAD_FRAME: '读卡时受到干扰，请拿起身份证后重新平放在读卡区',
  READER_SILENT: '读卡器没有响应，请稍后再试，或手工输入身份证号码',
  READER_FAULT: '读卡器故障，请手工输入身份证号码，或联系工作人员',
};

export function cardFailure(code: CardFailure['code']): CardFailure {
  return { code, sentence: SENTENCES[code] };
}

/** The failure behind a reader's refusal; a code nobody has described counts as the reader's fault. */
export function failureOfStatusWord(sw3: number): CardFailure {
  return cardFailure(STATUS_WORDS.get(sw3)?.code ?? 'READER_FAULT');
}
