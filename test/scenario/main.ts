import { parseArgs } from 'node:util';
import { devices } from './devices.ts';
import { visit } from './visit.ts';

const SCENARIOS = { visit, devices } as const;

await main();

/** `npm run scenario -- <name> [--json] [--pictures <folder>]`: the last line of standard output is one JSON object with `ok`. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, pictures: { type: 'string' } },
  });
  const name = positionals[0] ?? '';
  if (!isScenario(name)) {
    process.stderr.write(`用法：npm run scenario -- <${Object.keys(SCENARIOS).join('|')}> --json\n`);
    process.exit(2);
  }
  try {
    const report = { ok: true, scenario: name, ...(await SCENARIOS[name]({ pictures: values.pictures ?? null })) };
    print(report, values.json);
    process.exit(report.ok ? 0 : 1);
  } catch (error) {
    print({ ok: false, scenario: name, error: error instanceof Error ? error.message : String(error) }, values.json);
    process.exit(1);
  }
}

function isScenario(name: string): name is keyof typeof SCENARIOS {
  return Object.hasOwn(SCENARIOS, name);
}

function print(report: object, compact: boolean): void {
  process.stdout.write(`${JSON.stringify(report, null, compact ? 0 : 2)}\n`);
}
