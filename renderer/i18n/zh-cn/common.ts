/** Sentences every page may need. */
export const common = {
  productName: '一窗',
  noAnswer: '没有收到回应，可能已经办成。请再按一次，不会重复办理',
  connecting: '正在连接…',
  noAnswerToQuestion: '没有收到回应，请再试一次',
  offline: '连接中断，正在重新连接',
  offlineShort: '离线',
  simulated: '模拟设备',
} as const;
