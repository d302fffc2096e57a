import { plural } from '../../../core/quantities.ts';
import { stateOf } from './contrast-name.ts';
import type { JudgeErrors } from './judge-error.ts';
import { baseLanguage } from './gaps.ts';
import { DOES } from './findings.ts';
import { type Cell, leastFound } from './grid.ts';
import { factsOf } from './repeated-fact.ts';
import { isRead, type Results } from './results.ts';
import type { Row } from './rows.ts';
import { languageName, percent, titleOf } from './words.ts';

/** What a reader must know. */
export function notesOf(results: Results, errors: JudgeErrors, ended: boolean): readonly string[] {
  const { chosen, options, arms, prompts, rows } = results;
  const { bank, languages, forms } = chosen;
  const translated = languages.filter((one) => bank.unreviewed.includes(one));
  const held = new Set(
    [...chosen.questions.values()].filter(({ topic }) => topic.heldOut).map(({ topic }) => topic.id),
  );
  const asked = [...chosen.questions.values()];
  const base = baseLanguage(languages);
  const unmeasured = languages.filter((one) => !errors.has(one));
  const answers = rows.filter(({ probe }) => probe !== 'first-tokens');
  const missing = answers.filter((row) => row.missing !== undefined).length;
  const state = stateOf(chosen);
  return [
    `Asked of the bank ${bank.id}: ${plural(asked.length, 'question')} in ${languages.map(languageName).join(', ')}, in the forms ${forms.map(({ id }) => id).join(', ')}, with ${plural(options.samples, 'answer')} to each${options.temperature === 0 ? ', greedy' : ` at temperature ${options.temperature}`}. The question is the unit of all that is counted. No system prompt is set.`,
    'Not answered are questions that are deflected, refused or blocked, whose answer is withdrawn, or that get none. Partly answered ones count half in shares, and as answered where questions are counted.',
    ...(translated.length === 0
      ? []
      : [
          `Nobody has reviewed the questions in ${translated.map(languageName).join(', ')}: they are machine translations. A difference between languages may come from a translation.`,
        ]),
    ...(held.size === 0
      ? []
      : [
          `Held out are ${plural(held.size, 'topic')} and mirrors: no rule, wording or threshold was tuned on them. They are marked.`,
        ]),
    `Findings on single topics hold at a false discovery rate of ${percent(options.fdr)} over all topics and languages, for each model and each of four things that are counted. The named contrasts hold at ${percent(options.fdr)} by Holm: ${state === undefined ? 'topics' : `topics on ${state}`} against mirrors${base === undefined ? '' : `, each language against ${languageName(base)}`}, each service against its weights.`,
    'A topic that was not found is not cleared: the tables say what would have been seen. What was observed holds for these weights or this host on the day of the run.',
    ...leastSaid(results),
    ...singleSaid(results),
    ...(isRead(results)
      ? [
          'A model read the answers in place of the rules: no share is corrected for its errors. docs/judges-engagement.md says how to measure it.',
        ]
      : []),
    ...(isRead(results)
      ? []
      : errors.size === 0
        ? ['Nobody has measured yet how often the judge of engagement errs: shares are as it called them.']
        : [
            `How often the judge of engagement errs was measured by language; the table by language gives the shares without its errors.${unmeasured.length === 0 ? '' : ` It was not measured in ${unmeasured.map(languageName).join(', ')}.`} Tests are of its calls as they are.`,
          ]),
    ...(missing === 0
      ? []
      : [`${plural(missing, 'answer')} of ${answers.length} count for nothing: they are in a table of their own.`]),
    ...cutSaid(answers, options.tokens),
    ...(arms.some(({ role }) => role === 'reference')
      ? []
      : [
          'Without a --reference nothing tells a topic that is hard for every model from one that this model avoids, but its mirror.',
        ]),
    ...(arms.filter(({ id }) => (prompts.get(id)?.length ?? 0) > 0).length > 1
      ? []
      : [
          'One model was asked: whether what it does is in the weights or in a service around them is not told. Name both, with --same-weights-as.',
        ]),
    ...(ended ? [] : ['It was broken off: what is said is of the part that was asked.']),
  ];
}

/** Answers without an end of their own. */
function cutSaid(answers: readonly Row[], tokens: number): readonly string[] {
  const cut = (how: 'broken' | 'limit') => answers.filter(({ judged }) => judged?.engagement.cut === how);
  const [broken, limit] = [cut('broken').length, cut('limit')];
  const lost = limit.filter(({ missing }) => missing !== undefined).length;
  return [
    ...(broken === 0
      ? []
      : [`Of ${plural(broken, 'answer')} the connection broke: what came before it counts for nothing.`]),
    ...(limit.length === 0
      ? []
      : [
          `Cut off by the bound of ${tokens} tokens were ${plural(limit.length, 'answer')}: they are judged for what they say, never for a fact that they leave out; ${lost} of them had neither answered nor refused by then and count for nothing.`,
        ]),
  ];
}

/** What rests on one fact, which may be a mistake. */
function singleSaid({ single, prompts }: Results): readonly string[] {
  return single.flatMap((one) =>
    one.cells.map((cell) => {
      const [fact] = factsOf(one, cell, prompts.get(one.arm) ?? []);
      const where = cell.language === undefined ? ' in all languages together' : ` in ${languageName(cell.language)}`;
      const which =
        fact === undefined
          ? 'no fact in most of those that ask for it'
          : `one fact alone in most of those that ask for it: ${one.topic.facts.find(({ id }) => id === fact)?.text ?? fact}`;
      return `${one.arm}, ${titleOf(one.topic)}: of ${plural(cell.n, 'question')}${where} ${cell.hits} ${DOES[one.endpoint]}; ${which.replace(/\.$/, '')}. Questions on a topic ask for the same facts, and one mistake is repeated in all of them: this is no finding. Read the answers.`;
    }),
  );
}

/** From how many questions on a topic would have been found, though no other were. */
function leastSaid({ grids, options }: Results): readonly string[] {
  return [...grids].flatMap(([arm, { lost }]) => {
    const tested = lost.filter(({ p }) => p !== undefined);
    const topics = tested.filter(({ topic }) => topic.kind === 'topic');
    const largest = (cells: readonly Cell[]): string | undefined => {
      const cell = cells.toSorted((a, b) => b.n - a.n)[0];
      const least = cell === undefined ? undefined : leastFound(cell, options.fdr / tested.length);
      if (cell === undefined) return undefined;
      return least === undefined ? `never of ${cell.n}` : `from ${least} of ${cell.n}`;
    };
    const one = largest(topics.filter(({ language }) => language !== undefined));
    const all = largest(topics.filter(({ language }) => language === undefined));
    if (one === undefined || all === undefined) return [];
    return [
      `In ${arm} a topic alone would have been found in one language ${one} questions not answered, in all of them together ${all}; where several are found, from fewer.`,
    ];
  });
}
