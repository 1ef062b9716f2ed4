import type { RpcRole } from './connect.ts';

/** Where another page of the same station is, in the shell that shows this one. */
export function pageAddress(role: RpcRole): string {
  return location.protocol === 'app:' ? `app://${role}/${role}/` : `/${role}/${location.search}`;
}

/** Leaves this page for another one of the station; nothing of this one stays in memory. */
export function goToPage(role: RpcRole): void {
  location.assign(pageAddress(role));
}
