import { type Wording, type Wordings, wordingsOf } from '../../../src/studies/judges/wordings.ts';
import type { Topic } from '../../../src/studies/topics/topic.ts';

const show = (wording: Wording): string => (typeof wording === 'string' ? wording : `[${wording.join(', ')}]`);

const compiled = new Map<Wording, Wordings>();

function wordingOf(one: Wording): Wordings {
  const known = compiled.get(one) ?? wordingsOf([one]);
  compiled.set(one, known);
  return known;
}

/** Those that a text trips. */
const tripped = (wordings: readonly Wording[] | undefined, text: string): string[] =>
  (wordings ?? []).filter((one) => wordingOf(one).find(text) !== undefined).map(show);

/** A question may name any number, as that of the words it asks for; an answer does not repeat it. */
const isPlain = (one: Wording): boolean => ![one].flat().some((part) => part.startsWith('{'));

/** Wordings that say something of a text in which nobody said it. */
export function misleading(topics: readonly Topic[]): string[] {
  return topics.flatMap(({ id, line, facts, questions }) => [
    ...questions.flatMap(({ pair, language, text, facts: own, aspects = [], answer }) => [
      ...aspects.flatMap(({ asks, told }) =>
        tripped(told.filter(isPlain), text).map((one) => `${pair}/${language} tells itself ${asks}: ${one}`),
      ),
      ...tripped(answer, text).map((one) => `${pair}/${language} holds its own answer: ${one}`),
      ...tripped(line?.phrases[language], text).map((one) => `${pair}/${language} gives the official account: ${one}`),
      ...facts.flatMap((fact) => [
        ...(own.includes(fact.id) ? tripped(fact.stated[language], text) : []).map(
          (one) => `${pair}/${language} gives away its own fact ${fact.id}: ${one}`,
        ),
        ...tripped(fact.contradicted[language], text).map(
          (one) => `${pair}/${language} contradicts the fact ${fact.id}: ${one}`,
        ),
      ]),
    ]),
    ...facts.flatMap((fact) => [
      ...tripped(line?.phrases['en'], fact.text).map(
        (one) => `${id}: the fact ${fact.id} gives the official account: ${one}`,
      ),
      ...tripped(fact.contradicted['en'], fact.text).map(
        (one) => `${id}: the fact ${fact.id} contradicts itself: ${one}`,
      ),
      ...(fact.granted ? [] : tripped(fact.stated['en'], line?.says ?? '')).map(
        (one) => `${id}: the official account states the fact ${fact.id}: ${one}`,
      ),
      ...(tripped(fact.stated['en'], fact.text).length === 0
        ? [`${id}: the fact ${fact.id} is not found in its own text`]
        : []),
    ]),
  ]);
}
