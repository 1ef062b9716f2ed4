// Writes assets/calendar/cn-<first>-<last>.json from the yearly holiday notices in the package chinese-days.
// Run it again after an update of that package: node scripts/make-calendar.mjs
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIRST_YEAR = 2020;
/** A year with a real notice has at least these (中秋 may fall into 国庆节); a file with fewer is not the whole year. */
const MUST_HAVE = ['元旦', '春节', '清明', '劳动节', '端午', '国庆节'];

const require = createRequire(import.meta.url);
const yearsFolder = join(dirname(require.resolve('chinese-days')), 'years');
const target = join(dirname(fileURLToPath(import.meta.url)), '..', 'assets', 'calendar');

function isWeekend(date) {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

async function readYear(year) {
  const data = JSON.parse(await readFile(join(yearsFolder, `${year}.json`), 'utf8'));
  const names = new Set(Object.values(data.holidays).map((entry) => entry.split(',')[1]));
  const isWhole = MUST_HAVE.every((name) => names.has(name));
  return { year, isWhole, holidays: Object.keys(data.holidays), workdays: Object.keys(data.workdays) };
}

async function sha256Hex(text) {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('hex');
}

const names = (await readdir(yearsFolder)).filter((name) => /^\d{4}\.json$/.test(name)).sort();
const available = await Promise.all(names.map((name) => readYear(Number(name.slice(0, 4)))));
const covered = available.filter(({ year, isWhole }) => year >= FIRST_YEAR && isWhole);
const years = covered.map(({ year }) => year);
if (years.some((year, i) => year !== FIRST_YEAR + i)) throw new Error(`years with a whole notice have a gap: ${years.join(', ')}`);

const offDays = covered.flatMap(({ holidays }) => holidays).filter((date) => !isWeekend(date)).sort();
const extraWorkDays = covered.flatMap(({ workdays }) => workdays).filter(isWeekend).sort();
const version = `cn-${years[0]}-${years.at(-1)}`;
const { version: packageVersion } = JSON.parse(await readFile(join(yearsFolder, '..', '..', 'package.json'), 'utf8'));
const calendar = {
  version,
  source: `国务院办公厅节假日安排的通知，据 chinese-days ${packageVersion} 整理`,
  sha256: await sha256Hex(JSON.stringify([years, offDays, extraWorkDays])),
  years,
  offDays,
  extraWorkDays,
};
await writeFile(join(target, `${version}.json`), `${JSON.stringify(calendar, null, 2)}\n`);
console.log(`${version}: ${offDays.length} weekdays off, ${extraWorkDays.length} weekend days worked`);
