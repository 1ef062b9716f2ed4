import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ReadyChild {
  readonly child: ChildProcess;
  /** What the child's first line of output says. */
  readonly ready: { readonly url: string };
  /** Sends the signal and waits for the end; resolves with the exit code, null after a deadly signal. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Runs a script of the project with this Node and waits for its line `{"ready":true,"url":…}`. */
export async function startReadyChild(script: string, args: readonly string[]): Promise<ReadyChild> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then((code) => {
      throw new Error(`${script} ended with ${code}: ${said}`);
    }),
  ]);
  return {
    child,
    ready: JSON.parse(first),
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
