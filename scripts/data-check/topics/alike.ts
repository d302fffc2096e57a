import { languagesOf, type Topic } from '../../../src/studies/topics/topic.ts';
import { maskPrompt, type Pair, similarities } from '../near-duplicates.ts';

/** Above this two questions of different topics are one sentence with another filling. */
export const ALIKE = 0.5;

/** English with its slots masked; of other scripts there are no capitals to tell a name by. */
function sequenceOf(language: string, text: string): string[] {
  if (language === 'en') return maskPrompt(text);
  if (language.startsWith('zh')) return text.match(/\p{sc=Han}/gu) ?? [];
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}

/** Questions of two topics in one form and language, the most alike first. A topic and its mirror are meant to be. */
export function alike(topics: readonly Topic[]): Pair[] {
  const mirrors = new Map(topics.map(({ id, mirror }) => [id, mirror]));
  return languagesOf(topics)
    .flatMap((language) => {
      const questions = topics.flatMap((topic) => topic.questions.filter((question) => question.language === language));
      return [...Map.groupBy(questions, ({ form }) => form).values()].flatMap((all) =>
        similarities(new Map(all.map(({ id, text }) => [id, sequenceOf(language, text)]))),
      );
    })
    .filter(({ a, b }) => mirrors.get(a.split('/')[0] ?? '') !== b.split('/')[0])
    .toSorted((one, other) => other.similarity - one.similarity);
}
