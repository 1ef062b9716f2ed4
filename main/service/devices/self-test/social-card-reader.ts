import type { SocialCardEvent, SocialCardReader } from '../../../../devices/social-card-reader/types.ts';
import { mask } from '../../../../shared/rules/masking.ts';
import { failed, passed, unconfirmed, type Exercise } from './exercise.ts';

type ReadOrFailed = Extract<SocialCardEvent, { type: 'card-read' | 'card-failed' }>;

/** A card is put in; of it only masked fields are shown, and nothing of it is recorded. */
export const testSocialCardReader: Exercise<SocialCardReader> = async (reader, desk) => {
  const event = await desk.act<ReadOrFailed>('请把一张社保卡插入卡槽，芯片朝里', (heard) =>
    reader.onCard((happened) => {
      if (happened.type === 'card-read' || happened.type === 'card-failed') heard(happened);
    }),
  );
  if (event === null) return unconfirmed('没有插卡，只确认了读卡器在线');
  if (event.type === 'card-failed') return failed(event.failure.sentence);
  const { name, number, warnings } = event.card;
  return passed('社保卡读取正常，请取走社保卡', [
    { name: '姓名', value: mask('name', name, 'public') },
    { name: '社会保障号码', value: mask('certNo', number, 'public') },
    ...warnings.map((value) => ({ name: '提示', value })),
  ]);
};
