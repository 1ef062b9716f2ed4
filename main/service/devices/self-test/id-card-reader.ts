import type { CardEvent, IdCardReader } from '../../../../devices/id-card-reader/types.ts';
import { mask } from '../../../../shared/rules/masking.ts';
import { failed, passed, unconfirmed, type Exercise } from './exercise.ts';

/** A card is read; of it only masked fields are shown, and nothing of it is recorded. */
export const testIdCardReader: Exercise<IdCardReader> = async (reader, desk) => {
  const event = await desk.act<ReadOrFailed>('请把一张身份证放到读卡区', (heard) =>
    reader.onCard((happened) => {
      if (happened.type === 'card-read' || happened.type === 'card-failed') heard(happened);
    }),
  );
  const samId = reader.samId();
  /** Of the device, not of a person; only readers that tell it. */
  const module = samId === null ? [] : [{ name: '安全模块号', value: samId }];
  if (event === null) return unconfirmed('没有放卡，只确认了阅读器在线', module);
  if (event.type === 'card-failed') return failed(event.failure.sentence);
  const { name, certNo, validTo, warnings } = event.card;
  return passed('身份证读取正常，请取走身份证', [
    { name: '姓名', value: mask('name', name, 'public') },
    { name: '证件号码', value: mask('certNo', certNo, 'public') },
    { name: '有效期至', value: validTo },
    ...warnings.map((value) => ({ name: '提示', value })),
    ...module,
  ]);
};

type ReadOrFailed = Extract<CardEvent, { type: 'card-read' | 'card-failed' }>;
