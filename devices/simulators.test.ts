import { z } from 'zod';
import { CONTROLS, SIMULATORS } from './simulators.ts';

test('every simulator tells the commands it takes', () => {
  expect(Object.keys(CONTROLS).toSorted()).toEqual(Object.keys(SIMULATORS).toSorted());
});

test.each(Object.entries(CONTROLS))('the commands of %s can be offered by a page: each has a name', (_kind, control) => {
  const schema = z.object({ oneOf: z.array(z.object({ properties: z.object({ type: z.looseObject({}) }) })).min(2) });
  expect(schema.safeParse(z.toJSONSchema(control, { io: 'input', unrepresentable: 'any' })).error).toBeUndefined();
});
