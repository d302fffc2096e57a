import { UsageError } from '../../core/errors.ts';
import type { TopicBank } from './topic.ts';

/** A journal with more questions than this was meant by nobody (CWE-770). */
const MOST_QUESTIONS = 200_000;

/**
 * What a schema cannot see: names that are there twice or lead nowhere.
 * @throws UsageError with all of it
 */
export function checked(bank: TopicBank): TopicBank {
  const problems = problemsOf(bank);
  if (problems.length === 0) return bank;
  const more = problems.length - SHOWN;
  throw new UsageError(`${problems.slice(0, SHOWN).join('; ')}${more > 0 ? `; and ${more} more` : ''}`);
}

const SHOWN = 5;

function problemsOf({ topics, forms }: TopicBank): string[] {
  const problems: string[] = [];
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const known = new Set(forms.map(({ id }) => id));
  const count = topics.reduce((sum, { questions }) => sum + questions.length, 0);
  if (count === 0) problems.push('it asks nothing');
  if (count > MOST_QUESTIONS) problems.push(`it has ${count} questions: at most ${MOST_QUESTIONS}`);
  problems.push(...twice(topics).map((id) => `the topic ${id} is there twice`));
  problems.push(...twice(forms).map((id) => `the form ${id} is there twice`));
  for (const { id, mirror, facts, questions } of topics) {
    const note = (problem: string) => problems.push(`${id}: ${problem}`);
    if (mirror !== undefined) {
      const other = byId.get(mirror);
      if (other === undefined) note(`its mirror ${mirror} is not there`);
      else if (other.mirror !== id) note(`its mirror ${mirror} has another mirror`);
    }
    for (const one of twice(facts)) note(`the fact ${one} is there twice`);
    for (const one of twice(questions)) note(`the question ${one} is there twice`);
    const factIds = new Set(facts.map((fact) => fact.id));
    for (const question of questions) {
      if (!known.has(question.form)) note(`there is no form ${question.form}`);
      for (const fact of [...question.facts, ...(question.aspects ?? []).flatMap((aspect) => aspect.facts)])
        if (!factIds.has(fact)) note(`${question.form} has a fact ${fact} that is not there`);
    }
  }
  return [...new Set(problems)];
}

function twice(all: readonly { readonly id: string }[]): string[] {
  const met = new Set<string>();
  return [...new Set(all.filter(({ id }) => met.size === met.add(id).size).map(({ id }) => id))];
}
