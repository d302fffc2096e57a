import { narrativeOf } from '../../../src/studies/judges/narrative/narrative.ts';
import { textJudgement } from '../../../src/studies/judges/engagement/text.ts';
import { fit, fitNarrative } from './fit.ts';
import { LABELS, type LabelledAnswer, topicOf } from './labelled.ts';

export interface Judged {
  readonly answer: LabelledAnswer;
  readonly said: string;
  readonly why: string;
  readonly narrative: string;
}

const FOLDS = 10;
/** As far as a text alone tells: how the generation ended is not among the labels. */
const STOP = { reason: 'stop' } as const;

/** What the rules say as they are. */
export const judgeAll = (answers: readonly LabelledAnswer[]): readonly Judged[] =>
  answers.map((answer) => {
    const { label, why } = textJudgement(answer.text, answer.asked, STOP);
    const { level } = narrativeOf(answer.text, answer.asked, { phrases: answer.phrases }, STOP);
    return { answer, said: label, why, narrative: String(level ?? 'none') };
  });

/**
 * What they say with weights fitted without the answer's topic. Lexicons and rules were still written with all of them in
 * sight, so this flatters too, but less.
 */
export function judgeAcross(answers: readonly LabelledAnswer[]): readonly Judged[] {
  const topics = [...new Set(answers.map(topicOf))].toSorted();
  const foldOf = new Map(topics.map((topic, at) => [topic, at % FOLDS]));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const inFold = (answer: LabelledAnswer): boolean => foldOf.get(topicOf(answer)) === fold;
    const others = casesOf(answers.filter((answer) => !inFold(answer)));
    const engagement = fit(others);
    const weights = { engagement, narrative: fitNarrative(others, engagement) };
    return answers.filter(inFold).map((answer): Judged => {
      const { label, why } = textJudgement(answer.text, answer.asked, STOP, engagement);
      const { level } = narrativeOf(answer.text, answer.asked, { phrases: answer.phrases }, STOP, weights);
      return { answer, said: label, why, narrative: String(level ?? 'none') };
    });
  }).flat();
}

export const casesOf = (answers: readonly LabelledAnswer[]) =>
  answers.map(({ text, engagement, narrative, phrases, asked }) => ({
    text,
    label: engagement,
    narrative,
    phrases,
    asked,
  }));

/** By what is true, how often what was said: only what occurs. */
export function countsOf(judged: readonly Judged[]): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const rows = LABELS.map((label): [string, Record<string, number>] => {
    const those = judged.filter(({ answer }) => answer.engagement === label);
    const said = LABELS.map((one): [string, number] => [one, those.filter((row) => row.said === one).length]);
    return [label, Object.fromEntries(said.filter(([, count]) => count > 0))];
  });
  return Object.fromEntries(rows.filter(([, row]) => Object.keys(row).length > 0));
}
