import { nextQuestion, scenarioMaterials } from './scenario.ts';
import { sampleItem, sampleMaterial } from './testing/sample-item.ts';

/** Who comes → (an agent: with or without notary); independent of it what kind of home. */
const ITEM = sampleItem({
  materials: ['form', 'identity', 'proxy', 'notary', 'lease', 'deed'].map((id) => sampleMaterial(id)),
  questions: [
    {
      id: 'who',
      text: '谁来办？',
      options: [
        { id: 'self', label: '本人', materialIds: ['identity'], next: 'home' },
        { id: 'agent', label: '他人代办', materialIds: ['proxy'], next: 'notarised' },
      ],
    },
    { id: 'notarised', text: '委托书经过公证吗？', options: [{ id: 'yes', label: '是', materialIds: ['notary'], next: 'home' }, { id: 'no', label: '否' }] },
    { id: 'home', text: '住在哪里？', options: [{ id: 'rent', label: '租房', materialIds: ['lease'] }, { id: 'own', label: '自有', materialIds: ['deed'] }] },
  ],
});

test.each([
  [{}, 'who', 'form identity? proxy? notary? lease? deed?'],
  [{ who: 'self' }, 'home', 'form identity lease? deed?'],
  [{ who: 'self', home: 'rent' }, null, 'form identity lease'],
  [{ who: 'agent' }, 'notarised', 'form proxy notary? lease? deed?'],
  [{ who: 'agent', notarised: 'no' }, null, 'form proxy'],
  [{ who: 'agent', notarised: 'yes', home: 'own' }, null, 'form proxy notary deed'],
  // An answer to a question that was never asked asks for nothing.
  [{ who: 'self', notarised: 'yes', home: 'own' }, null, 'form identity deed'],
  // An answer that is no option counts as none.
  [{ who: 'nobody' }, 'who', 'form identity? proxy? notary? lease? deed?'],
])('%j leads to question %s and asks for %s', (answers: Record<string, string>, question, materials) => {
  expect(nextQuestion(ITEM, answers)?.id ?? null).toBe(question);
  expect(scenarioMaterials(ITEM, answers).map(({ id, required }) => (required ? id : `${id}?`)).join(' ')).toBe(materials);
});

test('an item without questions asks for its list', () => {
  const item = sampleItem();
  expect(nextQuestion(item, {})).toBeNull();
  expect(scenarioMaterials(item, { who: 'self' })).toEqual(item.materials);
});

test('questions that lead back to themselves end', () => {
  const again = { id: 'again', label: '再来', next: 'a' };
  const item = sampleItem({ questions: [{ id: 'a', text: '？', options: [again, { id: 'out', label: '好' }] }] });
  expect(nextQuestion(item, { a: 'again' })).toBeNull();
});
