import type { CallDisplay } from '../../../../devices/call-display/types.ts';
import { failed, passed, unconfirmed, type Exercise } from './exercise.ts';

/** Wide strokes and every segment of a digit. */
const TEXT = '自检8888';

/** The strip shows a text that is no call; what it showed before comes back with the end of the test. */
export const testCallDisplay: Exercise<CallDisplay> = async (strip, desk) => {
  desk.working('正在显示测试文字');
  const shown = await strip.show(TEXT);
  if (!shown.ok) return failed(shown.error.sentence);
  const seen = await desk.ask(`请看窗口屏：看到“${TEXT}”，字迹完整、没有缺点吗？`);
  if (seen === null) return unconfirmed('窗口屏收到了测试文字，没有人确认是否看到');
  return seen ? passed('窗口屏显示正常') : failed('窗口屏收到了文字，但没有正确显示，请检查屏体和电源');
};
