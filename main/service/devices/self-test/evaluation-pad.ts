import type { EvaluationPad } from '../../../../devices/evaluation-pad/types.ts';
import type { RatingLevel } from '../../../../shared/types/case-file.ts';
import { failed, passed, unconfirmed, type Exercise } from './exercise.ts';

const LEVELS = { 1: '非常满意', 2: '满意', 3: '基本满意', 4: '不满意', 5: '非常不满意' } as const satisfies Record<RatingLevel, string>;

/** The pad lights up and a key is pressed; nobody has been served, so it is no rating. */
export const testEvaluationPad: Exercise<EvaluationPad> = async (pad, desk) => {
  const invited = await pad.invite();
  if (!invited.ok) return failed(invited.error.sentence);
  const level = await desk.act<RatingLevel>('评价器应当亮灯并请您评价，请按任意一个评价键', pad.onPress);
  if (level === null) return unconfirmed('没有收到按键，不能确认评价器正常');
  return passed('评价器按键正常，这次按键不计入评价', [{ name: '按键', value: LEVELS[level] }]);
};
