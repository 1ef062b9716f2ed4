import fc from 'fast-check';
import { ManualClock } from '../../shared/basics/clock.ts';
import { byteByByte, memoryFactory, type MemoryPair } from '../transports/memory.ts';
import { createIdCardReader } from './device.ts';
import { SAMPLE_CARDS, type SampleCardId } from './sample-cards.ts';
import { createSimulatedReader, type ReaderAction } from './simulated-reader.ts';
import type { CardEvent, CardFields } from './types.ts';

type FaultStep = Extract<ReaderAction, { type: 'set-fault' }>;

type Step = { readonly waitMs: number } & (
  | { readonly type: 'lay'; readonly card: SampleCardId }
  | { readonly type: 'fault'; readonly step: FaultStep['step']; readonly fault: FaultStep['fault'] }
  | { readonly type: 'refuse'; readonly step: FaultStep['step']; readonly sw3: number }
  /** `half-open`: nobody notices that the bytes vanish. `power-cut`: the module forgets that it read the card. */
  | { readonly type: 'lift' | 'unplug' | 'plug' | 'half-open' | 'power-cut' }
);

/** Longer than every time-out, every way back to the reader and every wait of the alarm together. */
const SETTLED_MS = 20_000;
const CARD_LEFT_MS = 10_000;

const waitMs = fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 0, max: 1_600 }) }, { weight: 1, arbitrary: fc.constant(SETTLED_MS) });
const card = fc.constantFrom<SampleCardId>('li-si', 'zhang-moni', 'wang-yangli', 'chen-gangao', 'zhengjian-yangben', 'long-name');
const step = fc.constantFrom<FaultStep['step']>('status', 'find', 'select', 'read', 'address');
const fault = fc.constantFrom<FaultStep['fault']>('wrong-checksum', 'silence', 'pulled-mid-answer', 'lying-length', 'glued', 'noise', 'timeout-frame');
/** Not `address`: its refusal is how the module says that the card is gone (device.test.ts has those). */
const refusable = fc.constantFrom<FaultStep['step']>('status', 'find', 'select', 'read');
const sw3 = fc.constantFrom(0x21, 0x31, 0x32, 0x41, 0x66, 0x80, 0x81, 0x91);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('lay' as const), card, waitMs }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('fault' as const), step, fault, waitMs }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('refuse' as const), step: refusable, sw3, waitMs }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('lift' as const, 'unplug' as const, 'plug' as const, 'half-open' as const, 'power-cut' as const), waitMs }) },
);

/** One card from its laying to its going. */
interface Laying {
  readonly id: SampleCardId;
  readonly told: CardEvent['type'][];
}

function bench(bytewise: boolean) {
  const clock = new ManualClock(1_000_000);
  const simulated = createSimulatedReader(clock);
  let pair: MemoryPair | null = null;
  let plugged = true;
  const factory = memoryFactory((next) => {
    if (!plugged) throw new Error('no cable');
    pair = next;
    simulated.attach(next.far);
  }, bytewise ? { chunk: byteByByte } : {});
  const reader = createIdCardReader({ factory, clock, options: { cardLeftMs: CARD_LEFT_MS } });
  const heard: CardEvent[] = [];
  let laying: Laying | null = null;

  reader.onCard((event) => {
    heard.push(event);
    laying?.told.push(event.type);
    if (event.type !== 'card-read') return;
    // Whoever is named lies there now, and every field is theirs.
    expect(simulated.observe().card).toBe(laying?.id);
    expect(personOf(event.card)).toEqual(laying === null ? null : PERSONS[laying.id]);
    expect(laying?.told.filter((type) => type === 'card-read')).toHaveLength(1);
  });

  function lay(id: SampleCardId): void {
    simulated.act({ type: 'insert-card', card: id });
    laying = { id, told: [] };
  }

  function act(next: Step): void {
    switch (next.type) {
      case 'lay':
        return lay(next.card);
      case 'lift':
        return simulated.act({ type: 'remove-card' });
      case 'fault':
        return simulated.act({ type: 'set-fault', step: next.step, fault: next.fault, times: 1 });
      case 'refuse':
        return simulated.act({ type: 'refuse', step: next.step, sw3: next.sw3, times: 1 });
      case 'unplug':
        plugged = false;
        return pair?.cut('cable pulled');
      case 'plug':
        plugged = true;
        return;
      case 'half-open':
        return pair?.drop();
      case 'power-cut': {
        const lying = simulated.observe().card;
        if (lying !== null) lay(lying);
        return pair?.cut('power');
      }
    }
  }

  /** After a rest: the console says how it is, and the citizen has heard what became of their card. */
  function judge(): void {
    const { health } = reader.status();
    if (!plugged) return expect(health).toBe('disconnected');
    expect(['ready', 'attention']).toContain(health);
    const lying = simulated.observe().card;
    if (lying === null) expect(health).toBe('ready');
    else expect(['card-read', 'card-left', 'card-failed']).toContain(heard.at(-1)?.type);
    expect(health === 'attention').toBe(heard.at(-1)?.type === 'card-left');
  }

  return { clock, reader, heard, simulated, act, judge, lay, plug: () => (plugged = true) };
}

/** Whose card it is, as far as the samples say: number, name, birth and the address that holds now. */
function personOf({ certNo, name, birth, address }: CardFields): object {
  return { certNo, name, birth, address };
}

const PERSONS: Readonly<Record<SampleCardId, object>> = {
  'li-si': { certNo: '11010519491231002X', name: '李四', birth: '19491231', address: '北京市朝阳区某路1号' },
  'zhang-moni': { certNo: '100100199003070021', name: '张模拟', birth: '19900307', address: '模拟省样例市测试区搬迁路2号' },
  'wang-yangli': { certNo: '10010020000229001X', name: '王样例', birth: '20000229', address: '模拟省样例市测试区虚构路3号' },
  'chen-gangao': { certNo: '810000199408230021', name: '陈样本', birth: '19940823', address: '模拟省样例市测试区虚构路4号' },
  'zhengjian-yangben': { certNo: SAMPLE_CARDS['zhengjian-yangben'].number, name: '证件样本', birth: '19810803', address: null },
  'long-name': { certNo: '931586198001010028', name: 'SPECIMEN, EXAMPLE OF A VERY LONG X NAME', birth: '19800101', address: null },
};

// F15: 5,000 sequences. The real driver and the simulated module, every wait of both in virtual time.
test('whatever happens to reader and cards: nobody is taken for another, no card is read twice, the status is true, and the next card is read', async () => {
  const seen = { read: 0, failed: 0, left: 0, removed: 0, disconnected: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 8 }), fc.integer({ min: 0, max: 29 }), async (steps, chunking) => {
      const { clock, reader, heard, simulated, act, judge, lay, plug } = bench(chunking === 0);
      reader.onStatus(({ health }) => (seen.disconnected += health === 'disconnected' ? 1 : 0));
      reader.start();
      await clock.advance(10);
      for (const next of steps) {
        act(next);
        await clock.advance(next.waitMs);
        if (next.waitMs === SETTLED_MS) judge();
      }
      plug();
      simulated.act({ type: 'clear-faults' });
      simulated.act({ type: 'remove-card' });
      await clock.advance(6_000);
      expect(reader.status().health).toBe('ready');
      for (const { type } of heard) {
        if (type === 'card-read') seen.read += 1;
        if (type === 'card-failed') seen.failed += 1;
        if (type === 'card-left') seen.left += 1;
        if (type === 'card-removed') seen.removed += 1;
      }
      heard.length = 0;
      lay('li-si');
      await clock.advance(1_500);
      expect(heard).toMatchObject([{ type: 'card-read', card: { name: '李四' } }]);
      await reader.stop();
    }),
    { numRuns: 5_000, seed: 20261121 },
  );
  // The misfortunes really happened.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(500);
}, 60_000);
