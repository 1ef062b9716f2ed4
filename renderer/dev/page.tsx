import type { ReactNode } from 'react';
import { OfflineBand } from '../ui/offline-band.tsx';
import { DeviceCard } from './device-card.tsx';
import { TEXT } from './texts.ts';
import { useBench } from './use-bench.ts';

/** Every simulated device of the demonstration hall with all that can be done to it. */
export function BenchPage(): ReactNode {
  const bench = useBench();
  return (
    <div className="bench">
      <header className="bench__head">
        <h1>{TEXT.title}</h1>
        <p>{TEXT.hint}</p>
      </header>
      {bench === null && <p className="bench__loading" role="status">{TEXT.loading}</p>}
      {bench?.lost === true && <OfflineBand text={TEXT.lost} />}
      <main className="bench__devices">
        {bench?.devices.map((device) => (
          <DeviceCard key={device.path} device={device} sight={bench.sights[device.path]} />
        ))}
      </main>
    </div>
  );
}
