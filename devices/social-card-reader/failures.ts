import type { ReadFailure } from './read-card.ts';
import type { SocialCardFailure } from './types.ts';

const SENTENCES: Readonly<Record<SocialCardFailure['code'], string>> = {
  NOT_A_SOCIAL_CARD: '这张卡不是社会保障卡，或者不能在这里读取，请改用身份证',
  NEEDS_PIN: '这张社保卡要输入密码才能读取，这里不能输入，请改用身份证或手工输入号码',
  READ_FAILED: '社保卡没有读出，请取出后重新插入，读完前不要拔出',
  NUMBER_INVALID: '卡里的社会保障号码不是公民身份号码，请改用身份证',
  CARD_REMOVED: '社保卡拔出得太早，请重新插入，看到提示后再取出',
  CARD_MUTE: '卡片没有反应，请确认芯片朝上、朝里，重新插入',
  CARD_SILENT: '读卡器没有响应，请取出社保卡，稍后重新插入，或改用身份证',
};

export function cardFailure(code: SocialCardFailure['code']): SocialCardFailure {
  return { code, sentence: SENTENCES[code] };
}

const CODES: Readonly<Record<ReadFailure, SocialCardFailure['code']>> = {
  'removed': 'CARD_REMOVED',
  'silent': 'CARD_SILENT',
  'broken': 'READ_FAILED',
  'refused': 'READ_FAILED',
  'needs-pin': 'NEEDS_PIN',
  'other-card': 'NOT_A_SOCIAL_CARD',
};

export function codeOf(failure: ReadFailure): SocialCardFailure['code'] {
  return CODES[failure];
}
