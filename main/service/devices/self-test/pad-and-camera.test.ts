import { createDocumentCamera } from '../../../../devices/document-camera/device.ts';
import { createSignaturePad } from '../../../../devices/signature-pad/device.ts';
import { createVirtualSignaturePad, SAMPLE_STROKES } from '../../../../devices/signature-pad/virtual-pad.ts';
import { memoryFactory, type MemoryPair } from '../../../../devices/transports/memory.ts';
import { tunnelPackets } from '../../../../devices/transports/packet-tunnel.ts';
import { ManualClock } from '../../../../shared/basics/clock.ts';
import type { TestStep } from '../../../../shared/contract/devices.ts';
import { openDesk, TEST_DELAYS } from './desk.ts';
import { exercise } from './table.ts';

async function setUp() {
  const clock = new ManualClock(1_000_000);
  const virtual = createVirtualSignaturePad((ms) => clock.sleep(ms));
  let pair: MemoryPair | null = null;
  const cable = memoryFactory((next) => {
    pair = next;
    virtual.attach(tunnelPackets(next.far));
  });
  const signaturePad = createSignaturePad({ factory: { address: 'memory', open: async (signal) => tunnelPackets(await cable.open(signal)) }, clock });
  const documentCamera = createDocumentCamera({ address: 'page://', clock, options: {} });
  const steps: TestStep[] = [];
  const stopping = new AbortController();
  const { desk, answer } = openDesk({ clock, testId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', workNo: '1001', stationName: '1号窗口', attended: true, stopped: stopping.signal, show: (step) => steps.push(step) });
  signaturePad.start();
  documentCamera.start();
  await clock.advance(10);
  const begin = (kind: 'signaturePad' | 'documentCamera') => exercise(kind, { signaturePad, documentCamera }, desk);
  return { clock, virtual, documentCamera, steps, answer, stopping, begin, cut: () => pair?.cut('cable pulled') };
}

test('what was written and confirmed passes, with its strokes and pressure, and the pad is closed', async () => {
  const { clock, virtual, steps, begin } = await setUp();
  const testing = begin('signaturePad');
  await clock.advance(10);
  expect(steps).toEqual([{ type: 'act', sentence: expect.stringContaining('再按签名板上的“确认”') }]);
  SAMPLE_STROKES.forEach((stroke) => virtual.draw(stroke));
  virtual.press('confirm');
  await clock.advance(10);
  expect(await testing).toEqual({
    outcome: 'PASSED',
    sentence: expect.any(String),
    facts: [{ name: '笔画', value: '3 笔' }, { name: '压力', value: '50%–50%' }],
  });
  expect(virtual.see().open).toBe(false);
});

test('nobody writes: nothing is concluded, and the pad is closed', async () => {
  const { clock, virtual, begin } = await setUp();
  const testing = begin('signaturePad');
  await clock.advance(TEST_DELAYS.act + 10);
  expect(await testing).toMatchObject({ outcome: 'UNCONFIRMED' });
  expect(virtual.see().open).toBe(false);
});

test('a pad pulled out in the middle has failed', async () => {
  const { clock, begin, cut } = await setUp();
  const testing = begin('signaturePad');
  await clock.advance(10);
  cut();
  await clock.advance(10);
  expect(await testing).toMatchObject({ outcome: 'FAILED', sentence: '试写到一半签名板断开了，请检查连接线' });
});

test.each([
  ['yes', 'PASSED'],
  ['no', 'FAILED'],
])('the camera is what the person says of its picture: %s', async (said, outcome) => {
  const { clock, documentCamera, answer, begin } = await setUp();
  documentCamera.report({ present: true, state: 'ready', advice: '' });
  const testing = begin('documentCamera');
  await clock.advance(10);
  answer(said);
  await clock.advance(10);
  expect(await testing).toMatchObject({ outcome });
});

test('a camera that the page does not see has failed before anybody is asked', async () => {
  const { documentCamera, steps, begin } = await setUp();
  documentCamera.report({ present: false, state: 'absent', advice: '没有找到高拍仪' });
  expect(await begin('documentCamera')).toEqual({ outcome: 'FAILED', sentence: '没有找到高拍仪' });
  expect(steps).toEqual([]);
});
