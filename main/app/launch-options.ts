import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type LaunchOptions =
  | { readonly mode: 'demo'; readonly headless: boolean; readonly data: string }
  | { readonly mode: 'station'; readonly file: string }
  | { readonly mode: 'hash-pin' }
  | { readonly mode: 'help' }
  | { readonly mode: 'error'; readonly message: string };

export const HELP = `用法：
  npm start                         在本机打开示范大厅
  npm start -- --headless           不开窗口；全部就绪后在标准输出打印一行 JSON
  npm start -- --data <目录>         数据放在该目录（默认 data/demo）；再次启动接着用
  npm start -- --station <文件>      按 station.json 运行一台工作站
  npm start -- --hash-pin           从标准输入读入密码，打印可写入 hall.json 的 pinHash
`;

const DEFAULT_DATA = 'data/demo';

export function parseLaunchOptions(argv: readonly string[]): LaunchOptions {
  try {
    const { values } = parseArgs({
      args: [...argv],
      strict: true,
      options: {
        headless: { type: 'boolean', default: false },
        data: { type: 'string' },
        station: { type: 'string' },
        'hash-pin': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { mode: 'help' };
    if (values['hash-pin']) return { mode: 'hash-pin' };
    if (values.station === undefined) return { mode: 'demo', headless: values.headless, data: values.data ?? DEFAULT_DATA };
    if (values.data !== undefined) return { mode: 'error', message: '--station 与 --data 不能同时使用：数据目录写在 station.json 里' };
    return { mode: 'station', file: values.station };
  } catch (error) {
    return { mode: 'error', message: error instanceof Error ? error.message : String(error) };
  }
}
