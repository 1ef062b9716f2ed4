/** Signing on a screen, at the counter and on the pad. */
export const signature = {
  here: '请在此处签名',
  paperHint: '不方便在屏幕上签名的，可以改在纸上签，不影响办理',
  paper: '改为纸质签名',
  undo: '撤销一笔',
  clear: '重签',
  confirm: '确认签名',
} as const;
