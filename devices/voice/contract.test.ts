import { systemClock } from '../../shared/basics/clock.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { openTransport } from '../transports/open-transport.ts';
import { createVoice, VoiceOptions } from './device.ts';
import { startVoiceSimulator } from './simulator.ts';
import { syn6288VoiceFaults } from './testing/faults.ts';

testFaults(syn6288VoiceFaults);

test('a control command that makes no sense is refused', async () => {
  const simulator = await startVoiceSimulator({ host: '127.0.0.1', port: 0 });
  expect(simulator.control({ type: 'fault', fault: 'hoarse' }).ok).toBe(false);
  await simulator.close();
});

const real = realDevice('voice');
if (real !== null) {
  const { address, options } = real;
  test('a real module: two sentences are spoken to their ends, for the ear', async () => {
    const voice = createVoice({ factory: openTransport(address), clock: systemClock, options: VoiceOptions.parse(options) });
    voice.start();
    try {
      await until('the module answers', () => voice.status().health === 'ready', 10_000);
      const spoken = await Promise.all([voice.speak('请A、零、零、一号，到三号窗口办理。'), voice.speak('请C、零、一、二号，到十一号窗口办理。')]);
      expect(spoken.map((result) => result.ok)).toEqual([true, true]);
    } finally {
      await voice.stop();
    }
  }, 60_000);
}
