import type { Voice } from '../../../../devices/voice/types.ts';
import { failed, passed, unconfirmed, type Exercise } from './exercise.ts';

/** A sentence is spoken that calls nobody. */
export const testVoice: Exercise<Voice> = async (voice, desk) => {
  desk.working('正在播报测试语音');
  const spoken = await voice.speak('设备自检，请大家继续等候');
  if (!spoken.ok) return failed(spoken.error.sentence);
  const heard = await desk.ask('听到“设备自检，请大家继续等候”了吗？');
  if (heard === null) return unconfirmed('语音模块说完了测试语音，没有人确认是否听到');
  return heard ? passed('语音播报正常') : failed('语音模块说完了，但没有声音，请检查音箱的电源、音量和音频线');
};
