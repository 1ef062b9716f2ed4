import { useMemo, useState, type ReactNode } from 'react';
import { act, type BenchDevice } from './bench-client.ts';
import { CommandRow } from './command-row.tsx';
import { commandsOf } from './commands.ts';
import { DevicePicture } from './device-picture.tsx';
import { kindName, TEXT } from './texts.ts';

/** One device: what a person in front of it sees, what can be done to it, and everything else it tells. */
export function DeviceCard({ device, sight }: { device: BenchDevice; sight: unknown }): ReactNode {
  const commands = useMemo(() => (device.control === null ? [] : commandsOf(device.control)), [device.control]);
  const [problem, setProblem] = useState('');
  const station = device.path.split('/')[1] ?? '';

  function perform(body: object): void {
    void act(device.path, body).then(setProblem, () => setProblem(TEXT.lost));
  }

  return (
    <article className="bench-card" aria-label={`${kindName(device.kind)} ${station}`}>
      <h2>
        {kindName(device.kind)}
        <span>{station}</span>
      </h2>
      <DevicePicture device={device} sight={sight} onAct={perform} />
      {problem !== '' && <p className="bench-card__problem" role="alert">{problem}</p>}
      <div className="bench-card__commands">
        {commands.length === 0 && <p className="bench-card__none">{TEXT.noCommands}</p>}
        {commands.map((command) => (
          <CommandRow key={command.words.join(' ')} command={command} onAct={perform} onProblem={setProblem} />
        ))}
      </div>
      <details>
        <summary>{TEXT.everything}</summary>
        <pre>{JSON.stringify(sight, null, 1)}</pre>
      </details>
    </article>
  );
}
