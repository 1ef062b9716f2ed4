import type { Clock } from '../../shared/basics/clock.ts';
import type { NewUlid } from '../../shared/basics/ids.ts';
import type { SyncView } from '../../shared/contract/common.ts';
import type { CalendarData } from '../../shared/rules/workdays.ts';
import type { Catalogue } from '../../shared/types/catalogue.ts';
import type { Hall, StationConfig } from '../../shared/types/hall.ts';
import type { CryptoPort } from '../crypto/crypto-port.ts';
import type { Store } from '../store/types.ts';
import type { JobLedger } from './devices/job-ledger.ts';
import type { HubLink } from './hub/hub-link.ts';
import type { Log } from './log.ts';

/** What every use-case of a station works with; put together in main/app. */
export interface StationContext {
  readonly hall: Hall;
  readonly station: StationConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly newUlid: NewUlid;
  readonly crypto: CryptoPort;
  readonly hub: HubLink;
  /** What the station's devices must not do twice by themselves. */
  readonly jobs: JobLedger;
  /** The station's own uplink to the hub. */
  readonly uplink: { view(): SyncView; onChange(listener: () => void): () => void };
  readonly catalogue: Catalogue;
  readonly calendar: CalendarData;
  /** Folder for finished documents. */
  readonly documentsDir: string;
  /** Hex key under which certificate numbers are recognised; null before the hub was ever reached. */
  readonly identityKey: () => string | null;
  readonly log: Log;
}
