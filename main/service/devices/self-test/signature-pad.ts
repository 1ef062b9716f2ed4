import type { SignatureEvent, SignaturePad } from '../../../../devices/signature-pad/types.ts';
import type { Signature } from '../../../../shared/types/signature.ts';
import { failed, passed, unconfirmed, type Exercise, type TestResult } from './exercise.ts';

type Ending = Extract<SignatureEvent, { type: 'confirmed' | 'cancelled' | 'incomplete' }>;

/** Somebody signs on the pad; the strokes are counted and forgotten. */
export const testSignaturePad: Exercise<SignaturePad> = async (pad, desk) => {
  const opened = await pad.begin();
  if (!opened.ok) return failed(opened.error.sentence);
  const ending = await desk.act<Ending>('请在签名板上随意写几笔，再按签名板上的“确认”', (heard) =>
    pad.onEvent((event) => {
      if (event.type === 'confirmed' || event.type === 'cancelled' || event.type === 'incomplete') heard(event);
    }),
  );
  if (ending === null) await pad.cancel();
  return ending === null ? unconfirmed('没有收到“确认”，不能确认签名板正常') : resultOf(ending);
};

function resultOf(ending: Ending): TestResult {
  switch (ending.type) {
    case 'confirmed':
      return passed('签名板正常，试写的笔迹不保存', factsOf(ending.signature));
    case 'cancelled':
      return unconfirmed('试写被取消，不能确认签名板正常');
    case 'incomplete':
      return failed('试写到一半签名板断开了，请检查连接线');
  }
}

function factsOf({ strokes }: Signature): { name: string; value: string }[] {
  const pressures = strokes.flat().map((point) => point[2]);
  const least = pressures.reduce((a, b) => Math.min(a, b), 1_000);
  const most = pressures.reduce((a, b) => Math.max(a, b), 0);
  return [
    { name: '笔画', value: `${strokes.length} 笔` },
    { name: '压力', value: `${Math.round(least / 10)}%–${Math.round(most / 10)}%` },
  ];
}
