import { z } from 'zod';
import { bodyOf, commandsOf, type Schema } from './commands.ts';

const Control = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['unplug', 'plug']) }),
  z.strictObject({ type: z.literal('insert-card'), card: z.enum(['li-si', 'zhang-san']) }),
  z.strictObject({ type: z.literal('set-paper'), lines: z.number().int() }),
  z.strictObject({
    type: z.literal('fault'),
    fault: z.discriminatedUnion('type', [
      z.strictObject({ type: z.enum(['none', 'hang']) }),
      z.strictObject({ type: z.literal('nack'), error: z.number().int() }),
    ]),
  }),
  z.strictObject({ type: z.literal('press'), value: z.number().int(), damage: z.enum(['none', 'bad-sum']).default('none'), times: z.number().optional() }),
  z.strictObject({ type: z.literal('stroke'), points: z.array(z.number()) }),
]);
const commands = commandsOf(z.toJSONSchema(Control, { io: 'input' }) as Schema);

function commandOf(words: string) {
  const command = commands.find((each) => each.words.join(' ') === words);
  if (command === undefined) throw new Error(`no ${words} in ${commands.map((each) => each.words.join(' ')).join(', ')}`);
  return command;
}

test('each variant is a command of its own, also within a part', () => {
  expect(commands.map(({ words }) => words.join(' '))).toEqual([
    'unplug', 'plug', 'insert-card', 'set-paper', 'fault none', 'fault hang', 'fault nack', 'press', 'stroke',
  ]);
});

test.each([
  ['unplug', [], { type: 'unplug' }],
  ['insert-card', ['li-si'], { type: 'insert-card', card: 'li-si' }],
  ['set-paper', ['12'], { type: 'set-paper', lines: 12 }],
  ['fault hang', [], { type: 'fault', fault: { type: 'hang' } }],
  ['fault nack', ['3'], { type: 'fault', fault: { type: 'nack', error: 3 } }],
  ['press', ['5', 'none', ''], { type: 'press', value: 5, damage: 'none' }],
  ['stroke', ['[0.1, 0.2]'], { type: 'stroke', points: [0.1, 0.2] }],
])('%s with %j is a command the simulator takes', (words, typed, body) => {
  const made = bodyOf(commandOf(words), typed);
  expect(made).toEqual({ body });
  expect(Control.safeParse('body' in made ? made.body : null).success).toBe(true);
});

test.each([
  ['set-paper', [''], 'lines'],
  ['set-paper', ['many'], 'lines'],
  ['fault nack', ['"3"'], 'fault.error'],
])('%s with %j names the field that cannot be read', (words, typed, wrong) => {
  expect(bodyOf(commandOf(words), typed)).toEqual({ wrong });
});

test('fields begin with their defaults and name their choices', () => {
  expect(commandOf('press').fields.map(({ first, optional }) => ({ first, optional }))).toEqual([
    { first: '', optional: false },
    { first: 'none', optional: true },
    { first: '', optional: true },
  ]);
  expect(commandOf('insert-card').fields[0]).toMatchObject({ kind: 'choice', choices: ['li-si', 'zhang-san'], first: 'li-si' });
});
