import type { MaterialDef, ScenarioAnswers, ScenarioOption, ScenarioQuestion, ServiceItem } from '../types/catalogue.ts';

type Asked = Pick<ServiceItem, 'questions' | 'materials'>;

interface Walk {
  /** What the answers so far chose, in the order of the questions. */
  readonly chosen: readonly ScenarioOption[];
  /** The question that waits for an answer; null when all that matter are answered. */
  readonly open: ScenarioQuestion | null;
}

/** From the first question along the answers. An answer that is no option of its question counts as none. */
function walk(questions: readonly ScenarioQuestion[], answers: ScenarioAnswers): Walk {
  const chosen: ScenarioOption[] = [];
  const seen = new Set<string>();
  let question = questions[0] ?? null;
  while (question !== null && !seen.has(question.id)) {
    const { id, options }: ScenarioQuestion = question;
    seen.add(id);
    const option = options.find((candidate) => candidate.id === answers[id]);
    if (!option) return { chosen, open: question };
    chosen.push(option);
    question = questions.find((candidate) => candidate.id === option.next) ?? null;
  }
  return { chosen, open: null };
}

/** Every option that can still be chosen from this question on. */
function optionsFrom(questions: readonly ScenarioQuestion[], first: ScenarioQuestion | null): ScenarioOption[] {
  const ahead = first === null ? [] : [first];
  for (const question of ahead) {
    for (const { next } of question.options) {
      const following = questions.find((candidate) => candidate.id === next);
      if (following && !ahead.includes(following)) ahead.push(following);
    }
  }
  return ahead.flatMap(({ options }) => options);
}

/** 情形引导: the question to ask next; null when all that matter are answered. */
export function nextQuestion(item: Pick<ServiceItem, 'questions'>, answers: ScenarioAnswers): ScenarioQuestion | null {
  return walk(item.questions, answers).open;
}

/**
 * The materials of this 情形 in the order of the list: those no question speaks of and those the answers ask for. While
 * questions are open, what they may still ask for is listed too, but is not required yet.
 */
export function scenarioMaterials(item: Asked, answers: ScenarioAnswers): MaterialDef[] {
  const { questions, materials } = item;
  const { chosen, open } = walk(questions, answers);
  const conditional = idsOf(questions.flatMap(({ options }) => options));
  const asked = idsOf(chosen);
  const possible = idsOf(optionsFrom(questions, open));
  return materials
    .filter(({ id }) => !conditional.has(id) || asked.has(id) || possible.has(id))
    .map((material) => (conditional.has(material.id) && !asked.has(material.id) ? { ...material, required: false } : material));
}

function idsOf(options: readonly ScenarioOption[]): ReadonlySet<string> {
  return new Set(options.flatMap(({ materialIds }) => materialIds));
}
