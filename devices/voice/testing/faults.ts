import { systemClock } from '../../../shared/basics/clock.ts';
import type { FaultSuite, Wire } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { openTransport } from '../../transports/open-transport.ts';
import { createVoice } from '../device.ts';
import { MAX_TEXT_BYTES } from '../protocol.ts';
import { startVoiceSimulator, type VoiceControl, type VoiceSimulator } from '../simulator.ts';
import type { Voice } from '../types.ts';

const CALL = '请A、零、零、一号，到三号窗口办理。';
const NEXT = '请A、零、零、二号，到三号窗口办理。';

interface Bench {
  readonly voice: Voice;
  readonly simulator: VoiceSimulator;
  tell(command: VoiceControl): void;
}

async function withVoice(wire: Wire, run: (bench: Bench) => Promise<string>): Promise<string> {
  const simulator = await startVoiceSimulator(wire.simulator, { msPerByte: 5 });
  const voice = createVoice({ factory: openTransport(wire.driver ?? simulator.address), clock: systemClock, options: {} });
  voice.start();
  function tell(command: VoiceControl): void {
    const done = simulator.control(command);
    if (!done.ok) throw new Error(done.error);
  }
  try {
    await until('the voice is ready', () => voice.status().health === 'ready');
    return await run({ voice, simulator, tell });
  } finally {
    await voice.stop();
    await simulator.close();
  }
}

async function outcomeOf(voice: Voice, text: string): Promise<string> {
  const result = await voice.speak(text);
  return result.ok ? 'spoken' : result.error.cause;
}

/** What the hall heard: each sentence whole, or not. */
function heard({ simulator }: Bench): string {
  const { spoken, overlaps } = simulator.observe();
  const whole = spoken.filter(({ endedAt, cutOff }) => endedAt !== null && !cutOff).length;
  return `${whole} of ${spoken.length} whole, ${overlaps} overlaps`;
}

function isSpeaking({ simulator }: Bench): boolean {
  return simulator.observe().spoken.some(({ endedAt }) => endedAt === null);
}

async function twoAtOnce(bench: Bench): Promise<string> {
  const outcomes = await Promise.all([outcomeOf(bench.voice, CALL), outcomeOf(bench.voice, NEXT)]);
  const [first, second] = bench.simulator.observe().spoken;
  const inOrder = first?.text === CALL && second?.text === NEXT && second.startedAt >= (first.endedAt ?? Infinity);
  return `${outcomes.join()}, ${inOrder ? 'one after the other' : 'mixed up'}, ${heard(bench)}`;
}

/** Another program keeps the chip talking: 4E to every command. */
async function busyForAWhile(bench: Bench): Promise<string> {
  bench.tell({ type: 'fault', fault: 'busy' });
  const outcome = outcomeOf(bench.voice, CALL);
  await until('it was told busy', () => bench.simulator.observe().overlaps > 0);
  bench.tell({ type: 'fault', fault: 'none' });
  return `${await outcome}, ${bench.simulator.observe().spoken.length} sentence`;
}

async function spoilt(bench: Bench): Promise<string> {
  bench.tell({ type: 'fault', fault: 'not-recognised' });
  return `${await outcomeOf(bench.voice, CALL)} after ${bench.simulator.observe().refused} attempts, ${bench.voice.status().health}`;
}

async function tooLong(bench: Bench): Promise<string> {
  const sentence = '请到三号窗口办理，'.repeat(14);
  const outcome = await outcomeOf(bench.voice, sentence);
  const { spoken, refused } = bench.simulator.observe();
  const fits = spoken.every(({ text }) => 2 * text.length <= MAX_TEXT_BYTES);
  const complete = spoken.map(({ text }) => text).join('') === sentence;
  return `${outcome} in ${spoken.length} commands, ${complete && fits ? 'all of it' : 'not all of it'}, ${refused} refused`;
}

async function lostEnd(bench: Bench): Promise<string> {
  bench.tell({ type: 'fault', fault: 'no-finish' });
  return `${await outcomeOf(bench.voice, CALL)}, ${heard(bench)}`;
}

async function restarts(bench: Bench): Promise<string> {
  const outcome = outcomeOf(bench.voice, CALL);
  await until('it speaks', () => isSpeaking(bench));
  bench.tell({ type: 'restart' });
  return `${await outcome}, then ${await outcomeOf(bench.voice, NEXT)}, ${heard(bench)}`;
}

async function fallsSilent(bench: Bench): Promise<string> {
  bench.tell({ type: 'fault', fault: 'silent' });
  const outcomes = await Promise.all([outcomeOf(bench.voice, CALL), outcomeOf(bench.voice, NEXT)]);
  await until('red', () => bench.voice.status().health === 'disconnected');
  return `${outcomes.join()}, ${bench.simulator.observe().spoken.length} spoken`;
}

async function cablePulled(bench: Bench): Promise<string> {
  const outcomes = Promise.all([outcomeOf(bench.voice, CALL), outcomeOf(bench.voice, NEXT)]);
  await until('it speaks', () => isSpeaking(bench));
  bench.tell({ type: 'unplug' });
  const unspoken = (await outcomes).filter((outcome) => outcome !== 'spoken').length;
  await until('red', () => bench.voice.status().health === 'disconnected');
  bench.tell({ type: 'plug' });
  await until('ready again', () => bench.voice.status().health === 'ready');
  return `${unspoken} told as not spoken, then ${await outcomeOf(bench.voice, '请三号。')}, ${heard(bench)}`;
}

/** A SYN6288 chip, devices.md §3.7. */
export const syn6288VoiceFaults: FaultSuite = {
  name: 'voice/syn6288',
  transports: ['tcp', 'pty'],
  baudRate: 9_600,
  faults: [
    { fault: 'two calls in the same moment', expected: 'spoken,spoken, one after the other, 2 of 2 whole, 0 overlaps', run: (wire) => withVoice(wire, twoAtOnce) },
    { fault: 'busy with a sentence of another program', expected: 'spoken, 1 sentence', run: (wire) => withVoice(wire, busyForAWhile) },
    { fault: 'every command spoilt on the wire', expected: 'refused after 2 attempts, attention', run: (wire) => withVoice(wire, spoilt) },
    { fault: 'a text beyond 200 bytes', expected: 'spoken in 2 commands, all of it, 0 refused', run: (wire) => withVoice(wire, tooLong) },
    { fault: 'the end of a sentence is not told', expected: 'spoken, 1 of 1 whole, 0 overlaps', run: (wire) => withVoice(wire, lostEnd) },
    { fault: 'restarts in the middle of a sentence', expected: 'timeout, then spoken, 1 of 2 whole, 0 overlaps', run: (wire) => withVoice(wire, restarts) },
    { fault: 'falls silent', expected: 'timeout,disconnected, 0 spoken', run: (wire) => withVoice(wire, fallsSilent) },
    { fault: 'cable pulled in the middle of a sentence', expected: '2 told as not spoken, then spoken, 2 of 2 whole, 0 overlaps', run: (wire) => withVoice(wire, cablePulled) },
  ],
};
