import { BusinessDate } from '../basics/ids.ts';
import { CasePower, ROLE_POWERS, Staff, StaffRole } from '../types/staff.ts';
import { actorOf } from './staff-powers.ts';

const TODAY = BusinessDate.parse('2026-03-05');

function staff(change: object) {
  return Staff.parse({ workNo: '1001', ...change });
}

/** Domain model §3.6, role by role; a new role or power has to be entered here too. */
test.each<[StaffRole, string]>([
  ['CLERK', 'RECEIVE ACCEPT'],
  ['OUTPUT_CLERK', 'OUTPUT'],
  ['CHIEF', 'RECEIVE ACCEPT APPROVE_REFUSAL DECIDE'],
  ['REVIEWER', 'REVIEW'],
  ['DECIDER', 'REVIEW APPROVE_REFUSAL DECIDE'],
  ['MANAGER', 'MANAGE APPROVE_REFUSAL'],
  ['SUPERVISOR', 'SUPERVISE'],
  ['ADMIN', ''],
  ['SYSTEM', ''],
])('%s may %s', (role, powers) => expect(ROLE_POWERS[role].join(' ')).toBe(powers));

test('every role stands in the table above, and every power belongs to somebody', () => {
  expect(Object.keys(ROLE_POWERS).sort()).toEqual([...StaffRole.options].sort());
  const given = new Set(Object.values(ROLE_POWERS).flatMap((powers) => [...powers]));
  expect(CasePower.options.filter((power) => !given.has(power))).toEqual([]);
});

test('somebody without roles in hall.json is a clerk for all items', () => {
  expect(actorOf(staff({}), TODAY)).toEqual({ workNo: '1001', staffType: 'PUBLIC_INSTITUTION', powers: ['RECEIVE', 'ACCEPT'], items: null });
});

const letter = { power: 'ACCEPT', itemIds: ['food-licence'], from: '2026-01-01', to: '2026-12-31', document: '授权书1号' };

test.each([
  ['in force', [letter], ['food-licence']],
  ['over', [{ ...letter, to: '2026-03-04' }], null],
  ['not yet', [{ ...letter, from: '2026-03-06' }], null],
  ['its first and last day', [{ ...letter, from: '2026-03-05', to: '2026-03-05' }], ['food-licence']],
  ['two of them', [letter, { ...letter, itemIds: ['shop-licence', 'food-licence'] }], ['food-licence', 'shop-licence']],
  ['one for everything', [letter, { ...letter, itemIds: null }], null],
])('an authorisation to accept, %s', (_name, authorisations, items) => {
  expect(actorOf(staff({ authorisations }), TODAY).items).toEqual(items);
});

test('an authorisation gives a power that the role has not', () => {
  const decide = { ...letter, power: 'DECIDE', itemIds: null };
  expect(actorOf(staff({ authorisations: [decide] }), TODAY).powers).toContain('DECIDE');
  expect(actorOf(staff({ authorisations: [{ ...decide, to: '2026-03-04' }] }), TODAY).powers).not.toContain('DECIDE');
});
