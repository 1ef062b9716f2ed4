/** Text of the bench. It stands here, not in renderer/i18n, because the delivered pages bring all of that with them. */
export const TEXT = {
  title: '模拟设备台',
  hint: '示范大厅的模拟设备：放卡、换纸、拔线，看它们显示、打印和播报了什么',
  crashed: '页面出错，正在重新打开',
  lost: '模拟设备没有应答，正在重新连接',
  loading: '正在读取模拟设备…',
  noCommands: '这种设备没有可做的操作',
  wrongField: (field: string) => `“${field}”填写有误`,
  everything: '全部状态',
  noCard: '没有放卡',
  lay: (card: string) => `放 ${card}`,
  paper: (lines: number) => (lines === 0 ? '没有纸' : `纸卷还有 ${lines} 行`),
  coverOpen: '纸盖开着',
  coverClosed: '纸盖关着',
  noSlip: '还没有打印过',
  slip: (n: number) => `第 ${n} 张`,
  dark: '（黑屏）',
  inviting: '亮灯：请评价',
  notInviting: '灯灭',
  nothingSpoken: '还没有播报过',
  doorOpen: '开',
  doorClosed: '关',
} as const;

const KINDS: Readonly<Record<string, string>> = {
  idCardReader: '身份证阅读器',
  socialCardReader: '社保卡读卡器',
  ticketPrinter: '小票打印机',
  documentPrinter: 'A4 打印机',
  callDisplay: '窗口屏',
  evaluationPad: '评价器',
  physicalCaller: '物理呼叫器',
  voice: '语音模块',
  scanner: '扫码器',
  locker: '文件柜',
  documentCamera: '高拍仪',
  signaturePad: '签名板',
};

const WORDS: Readonly<Record<string, string>> = {
  'insert-card': '放卡',
  'remove-card': '取卡',
  'unplug': '拔线',
  'plug': '插线',
  'power-off': '断电',
  'power-on': '上电',
  'lose-power': '断电一下',
  'reset-connection': '断开连接',
  'set-paper': '装纸',
  'open-cover': '打开纸盖',
  'close-cover': '关上纸盖',
  'jam-cutter': '卡住切刀',
  'free-cutter': '松开切刀',
  'press': '按键',
  'scan': '扫码',
  'sign': '签名',
  'confirm': '确认',
  'cancel': '取消',
  'clear-faults': '清除故障',
  'fault': '故障',
  'none': '无',
  'hang': '不应答',
  'silent': '不应答',
  'restart': '重启',
  'jam': '卡住',
  'open': '打开',
  'shut': '关上',
  'open-by-hand': '用钥匙开门',
  'close-door': '关门',
  'board': '锁控板通断电',
  'mute': '不应答',
  'bad-check': '校验错',
  'dead-coils': '锁不动作',
  'late': '迟答',
  'junk': '杂字节',
  'draw': '写一笔',
  'resign': '重签',
  'report': '原始报告',
  'answer': '应答方式',
};

export function kindName(kind: string): string {
  return KINDS[kind] ?? kind;
}

/** A command's words as a person says them; the simulator's own word where nobody has named it. */
export function commandName(words: readonly string[]): string {
  return words.map((word) => WORDS[word] ?? word).join(' · ');
}
