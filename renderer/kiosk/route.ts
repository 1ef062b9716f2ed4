import type { ScannedSlip } from '../../shared/contract/kiosk.ts';
import type { ServiceItem } from '../../shared/types/catalogue.ts';

/** Where the person is while the service has no session: pages that hold nothing of them beyond what is typed. */
export type Route =
  | { page: 'start' }
  | { page: 'lay-card' }
  | { page: 'type-number' }
  /** `scanned`: came here by a slip before the scanner. */
  | { page: 'ticket-status'; scanned: ScannedSlip | null }
  | { page: 'guide' }
  | { page: 'guide-item'; item: ServiceItem };

export const START: Route = { page: 'start' };

/** One step back of each page. */
export function before(route: Route): Route {
  switch (route.page) {
    case 'start':
    case 'lay-card':
    case 'ticket-status':
    case 'guide':
      return START;
    case 'type-number':
      return { page: 'lay-card' };
    case 'guide-item':
      return { page: 'guide' };
  }
}
