import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createNodeCrypto } from '../crypto/crypto-port.ts';
import { lockFolder } from '../store/lock-folder.ts';
import { startDemo } from './demo/run-demo.ts';
import { welcome } from './demo/welcome.ts';
import { endSignal } from './end-signal.ts';
import { HELP, parseLaunchOptions } from './launch-options.ts';
import { runStation } from './station-main.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

await main();

/** Entry of `npm start`. */
async function main(): Promise<void> {
  const options = parseLaunchOptions(process.argv.slice(2));
  switch (options.mode) {
    case 'help':
      process.stdout.write(HELP);
      return;
    case 'error':
      process.stderr.write(`${options.message}\n\n${HELP}`);
      process.exitCode = EXIT_USAGE;
      return;
    case 'hash-pin':
      return hashPin();
    case 'station':
      return runStation(options.file);
    case 'demo':
      return runDemo(options.data, options.headless);
  }
}

async function hashPin(): Promise<void> {
  process.stderr.write('请输入密码，回车结束：\n');
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${await createNodeCrypto().hashPin(line.trim())}\n`);
    return;
  }
}

async function runDemo(data: string, headless: boolean): Promise<void> {
  const ending = endSignal();
  await mkdir(data, { recursive: true });
  const lock = lockFolder(data);
  if (!lock.ok) {
    const inUse = `数据目录 ${resolve(data)} 正由另一个大厅使用。请先关闭它，或用 --data 换一个目录。`;
    process.stderr.write(`大厅没有打开：${lock.error.code === 'IN_USE' ? inUse : lock.error.message}\n`);
    process.exitCode = EXIT_FAILED;
    return;
  }
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const started = startDemo({ root, data, headless, tell: (line) => process.stderr.write(`${line}\n`) });
  try {
    const demo = await Promise.race([started, ending]);
    if (demo) {
      process.stdout.write(headless ? `${JSON.stringify(demo.ready())}\n` : welcome(demo.ready()));
      await ending;
    }
    await (await started).stop();
    lock.value.release();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`大厅没有打开：${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(EXIT_FAILED);
  }
}
