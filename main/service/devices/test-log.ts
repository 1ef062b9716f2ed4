import { wallTime } from '../../../shared/basics/hlc.ts';
import type { DeviceId } from '../../../shared/basics/ids.ts';
import { parseRecord } from '../../../shared/sync/validate.ts';
import type { EventRecord } from '../../../shared/sync/wire.ts';
import type { LastTest } from '../../../shared/types/device.ts';
import type { EventPayload } from '../../../shared/types/events.ts';
import type { Store } from '../../store/types.ts';

/** The recorded self-tests of a station's devices. */
export interface TestLog {
  last(deviceId: DeviceId): LastTest | null;
  record(test: EventPayload<'device.tested'>): void;
}

/** Looks a device's last test up once and remembers it; tests are recorded by this station alone. */
export function createTestLog(store: Store): TestLog {
  const known = new Map<DeviceId, LastTest | null>();

  function lookUp(deviceId: DeviceId): LastTest | null {
    const newest = store.listStream(`device:${deviceId}`).at(-1);
    return newest === undefined ? null : testIn(newest);
  }

  return {
    last(deviceId) {
      const found = known.get(deviceId);
      if (found !== undefined) return found;
      const last = lookUp(deviceId);
      known.set(deviceId, last);
      return last;
    },
    record(test) {
      const record = store.write((tx) => tx.append({ type: 'device.tested', payload: test }, { kind: 'CLERK', id: test.workNo }));
      known.set(test.deviceId, testIn(record));
    },
  };
}

function testIn(record: EventRecord): LastTest | null {
  const parsed = parseRecord(record);
  if (parsed.kind !== 'KNOWN' || parsed.event.type !== 'device.tested') return null;
  const { outcome, workNo } = parsed.event.payload;
  return { at: wallTime(record.hlc), outcome, workNo };
}
