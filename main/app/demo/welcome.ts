import type { DemoReady } from './run-demo.ts';

const OPENED = {
  web: '一窗示范大厅已经打开（没有 Electron 程序文件或屏幕，使用网页外壳）。请用浏览器打开：',
  electron: '一窗示范大厅已经在 Electron 窗口中打开。同样的页面也可以用浏览器打开：',
} as const satisfies Record<DemoReady['shell'], string>;

/** What `npm start` tells whoever opened the hall: which shell, where the pages are, who can log in. */
export function welcome({ shell, urls, staff, simulators, bench }: DemoReady): string {
  return `
${OPENED[shell]}

  自助机      ${urls.kiosk}
  窗口终端    ${urls.counter.join('\n              ')}
  评价器      ${urls.pad.join('\n              ')}
  叫号大屏    ${urls.display}
  大厅管理台  ${urls.console}
  设备自检    ${urls.devices.join('\n              ')}
  中央工作台  ${urls.workbench}

  模拟设备台  ${bench}
  模拟设备    ${simulators}（例如放身份证：curl -X POST ${simulators}/kiosk-1/idCardReader -d '{"type":"insert-card","card":"li-si"}'）

工作人员登录：${staff.map((s) => `工号 ${s.workNo} 密码 ${s.pin}`).join('；')}
按 Ctrl+C 关闭大厅。
`;
}
