import type { Voice } from '../../../../devices/voice/types.ts';
import { failed, passed, unconfirmed, type Exercise } from './exercise.ts';

/** Calls nobody, and is made of words that recordings have too. */
const SENTENCE = '一、二、三、四、五';

/** The voice counts. */
export const testVoice: Exercise<Voice> = async (voice, desk) => {
  desk.working('正在播报测试语音');
  const spoken = await voice.speak(SENTENCE);
  if (!spoken.ok) return failed(spoken.error.sentence);
  const heard = await desk.ask('听到从一数到五了吗？');
  if (heard === null) return unconfirmed('语音模块说完了测试语音，没有人确认是否听到');
  return heard ? passed('语音播报正常') : failed('语音模块说完了，但没有声音，请检查音箱的电源、音量和音频线');
};
