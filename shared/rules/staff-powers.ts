import type { BusinessDate, ItemId } from '../basics/ids.ts';
import { ROLE_POWERS, type Actor, type Authorisation, type CasePower, type Staff } from '../types/staff.ts';

/** What this person may do today: the powers of the roles, and those of every authorisation in force. */
export function actorOf(staff: Staff, today: BusinessDate): Actor {
  const inForce = staff.authorisations.filter(({ from, to }) => from <= today && today <= to);
  const powers = new Set<CasePower>([...staff.roles.flatMap((role) => [...ROLE_POWERS[role]]), ...inForce.map(({ power }) => power)]);
  return { workNo: staff.workNo, staffType: staff.staffType, powers: [...powers], items: acceptedItems(inForce) };
}

/** Null: no authorisation narrows it, or one of them is for every item. */
function acceptedItems(inForce: readonly Authorisation[]): ItemId[] | null {
  const scopes = inForce.filter(({ power }) => power === 'ACCEPT').map(({ itemIds }) => itemIds);
  if (scopes.length === 0) return null;
  const items: ItemId[] = [];
  for (const scope of scopes) {
    if (scope === null) return null;
    items.push(...scope);
  }
  return [...new Set(items)];
}
