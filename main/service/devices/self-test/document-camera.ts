import type { DocumentCamera } from '../../../../devices/document-camera/device.ts';
import { failed, passed, unconfirmed, type Exercise } from './exercise.ts';

/** The page shows the camera's picture while this is asked; only a person can say whether it is fit to read. */
export const testDocumentCamera: Exercise<DocumentCamera> = async (_camera, desk) => {
  const readable = await desk.ask('请在高拍仪下放一张有字的纸，画面端正、字迹清楚吗？');
  if (readable === null) return unconfirmed('没有人确认画面');
  return readable ? passed('高拍仪画面清楚，试拍的页不保存') : failed('高拍仪画面不清楚，请擦拭镜头、打开补光灯，或按说明设置分辨率和旋转');
};
