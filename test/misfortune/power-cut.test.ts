import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { seededRandom } from '../../shared/basics/seeded-random.ts';
import { acknowledgements, lostOf, numberFaults } from '../helpers/acknowledged.ts';
import { CUT_STYLES, CuttableDisk, traceProcess } from '../helpers/power-cut.ts';
import { freshStorePath, openTestStore } from '../helpers/store.ts';

const CUTS = 150;
const WEAK_CUTS = 40;
const VISITS = 50;
const HELPERS = join(process.cwd(), 'test/helpers');
const RAM_FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

interface Outcome {
  readonly images: number;
  /** Images in which something acknowledged was missing. */
  readonly losing: number;
  /** Images with a number twice, a number skipped or a broken chain. */
  readonly faulty: number;
  readonly acknowledged: number;
}

/** Lets the worker write on a disk whose power is cut at random points, and opens what is left of each. */
function cutPower(preload: readonly string[], count: number): Outcome {
  const random = seededRandom(7);
  const path = freshStorePath();
  const steps = traceProcess([...preload, join(HELPERS, 'store-worker.ts'), path, String(VISITS)], path);
  rmSync(dirname(path), { recursive: true });

  const ready = steps.findIndex((step) => step.kind === 'say' && step.text === 'ready\n');
  const cuts = Array.from({ length: count }, () => ready + 1 + Math.floor(random() * (steps.length - ready - 1)));
  const folder = mkdtempSync(join(RAM_FOLDER, 'yichuang-cut-'));
  const disk = new CuttableDisk();
  const outcome = { images: 0, losing: 0, faulty: 0, acknowledged: 0 };
  let said = '';
  for (const [index, step] of steps.entries()) {
    for (let left = cuts.filter((cut) => cut === index).length; left > 0; left -= 1) {
      const image = join(folder, `${outcome.images}.sqlite`);
      disk.cut(image, CUT_STYLES[outcome.images % CUT_STYLES.length] ?? 'none-kept', random);
      const { store } = openTestStore(image);
      if (lostOf(store, acknowledgements(said)).length > 0) outcome.losing += 1;
      if (numberFaults(store).length > 0 || store.audit.findChainFaults().length > 0) outcome.faulty += 1;
      store.close();
      outcome.images += 1;
    }
    disk.apply(step);
    if (step.kind === 'say') said += step.text;
  }
  outcome.acknowledged = acknowledgements(said).length;
  rmSync(folder, { recursive: true });
  return outcome;
}

test('a power cut at any point loses nothing that was acknowledged', () => {
  expect(cutPower([], CUTS)).toEqual({ images: CUTS, losing: 0, faulty: 0, acknowledged: 2 * VISITS });
}, 120_000);

test('the same with synchronous=NORMAL loses acknowledged records: the test can see it', () => {
  const weak = cutPower(['--import', join(HELPERS, 'weaken-sqlite.ts')], WEAK_CUTS);
  expect(weak).toMatchObject({ images: WEAK_CUTS, acknowledged: 2 * VISITS });
  expect(weak.losing).toBeGreaterThan(WEAK_CUTS / 2);
}, 120_000);
