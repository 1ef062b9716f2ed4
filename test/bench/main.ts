import { parseArgs } from 'node:util';
import { benchAppend } from './append.ts';
import { benchCalls } from './calls.ts';
import { benchCentralSync } from './central-sync.ts';
import { benchDevices } from './devices.ts';
import { benchItems } from './items.ts';
import type { BenchFigure } from './statistics.ts';
import { benchTickets } from './tickets.ts';

const BENCHES: Readonly<Record<string, () => Promise<BenchFigure[]>>> = {
  append: benchAppend,
  tickets: benchTickets,
  calls: benchCalls,
  sync: benchCentralSync,
  devices: benchDevices,
  items: benchItems,
};

await main();

/**
 * `npm run bench -- [--json] [name…]`: the figures, one after another so that none disturbs the next. With --json the
 * last line of standard output is one list. Exit 1 when a target is missed.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) {
    process.stderr.write(`没有“${unknown}”；可用：${Object.keys(BENCHES).join('、')}\n`);
    process.exit(2);
  }
  const figures: BenchFigure[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    process.stderr.write(`${name}…\n`);
    figures.push(...(await bench()));
  }
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : table(figures));
  process.exit(figures.every(({ ok }) => ok) ? 0 : 1);
}

function table(figures: readonly BenchFigure[]): string {
  return figures
    .map(({ name, value, unit, target, ok }) => `${ok ? '✓' : '✗'} ${String(value).padStart(9)} ${unit.padEnd(10)} ${name}${target === 0 ? '' : `（目标 ${target}）`}\n`)
    .join('');
}
