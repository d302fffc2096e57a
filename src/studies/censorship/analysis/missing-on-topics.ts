import type { Random } from '../../../core/random.ts';
import { holm } from '../../../statistics/holm.ts';
import type { Counted } from '../../../statistics/fisher.ts';
import { permutedSumGreater } from '../../../statistics/permuted-sum.ts';
import { signFlip } from '../../../statistics/sign-flip.ts';
import { wholeShares } from './once.ts';
import { type Missing, MISSING, type Row } from './rows.ts';

/** Of what was asked of one arm, questions of which any answer is missing in any language, on topics and on what is as harmless. */
export interface MissingOn {
  readonly arm: string;
  readonly topics: Counted;
  readonly mirrors: Counted;
  readonly neutral: Counted;
  /** Of topics, answers by why they are missing. */
  readonly reasons: readonly { readonly reason: Missing; readonly answers: number }[];
  /** Topics with the most questions missing first. */
  readonly ids: readonly string[];
  /** Adjusted by Holm over the arms. */
  readonly p: number;
  /** Whether it would be so of other topics: sign flips over topics and their mirrors. Undefined without mirrors. */
  readonly overTopics: number | undefined;
}

/** What a budget left out, or a log does not hold: the user's doing. */
const NOT_ASKED: readonly Missing[] = ['skipped', 'not recorded'];
/** Failures of the service, the model or the judge. */
const FAILED: readonly Missing[] = MISSING.filter((one) => !NOT_ASKED.includes(one));

/** A question in all its languages and answers. */
interface Question {
  readonly topic: Row['topic'];
  readonly failed: number;
  readonly asked: number;
}

/**
 * Whether answers fail on topics more than on mirrors and neutral questions: a service that filters may fail on what it
 * filters. The unit is the question, its share of answers that failed the score: a permutation test, exact where that is quick and else with draws.
 */
export function missingOn(rows: readonly Row[], arms: readonly string[], random: Random): readonly MissingOn[] {
  const tested = arms.flatMap((arm) => {
    const own = rows.filter((row) => row.arm === arm && row.probe === undefined && wasAsked(row));
    const questions = questionsOf(own);
    const of = (...kinds: readonly string[]): readonly Question[] =>
      questions.filter(({ topic }) => kinds.includes(topic.kind));
    const [topics, controls] = [of('topic'), of('mirror', 'neutral')];
    if (topics.length === 0 || controls.length === 0) return [];
    const draws = random.split(arm);
    return [
      {
        arm,
        topics: countedOf(topics),
        mirrors: countedOf(of('mirror')),
        neutral: countedOf(of('neutral')),
        reasons: FAILED.flatMap((reason) => {
          const answers = own.filter(({ topic, missing }) => topic.kind === 'topic' && missing === reason).length;
          return answers === 0 ? [] : [{ reason, answers }];
        }),
        ids: idsOf(topics),
        p: permutedSumGreater(...wholeShares(topics.map(shareOf), controls.map(shareOf)), draws.split('questions')),
        overTopics: overTopics(topics, of('mirror'), draws.split('topics')),
      },
    ];
  });
  const adjusted = holm(tested.map(({ p }) => p));
  return tested.map((one, at) => ({ ...one, p: adjusted[at] ?? 1 }));
}

const wasAsked = ({ missing }: Row): boolean => missing === undefined || !NOT_ASKED.includes(missing);
const hasFailed = ({ missing }: Row): boolean => missing !== undefined && FAILED.includes(missing);

function questionsOf(rows: readonly Row[]): readonly Question[] {
  return [...Map.groupBy(rows, ({ topic, question }) => `${topic.id}\n${question.pair}`).values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ topic: first.topic, failed: own.filter(hasFailed).length, asked: own.length }];
  });
}

const countedOf = (questions: readonly Question[]): Counted => ({
  hits: questions.filter(({ failed }) => failed > 0).length,
  n: questions.length,
});

const shareOf = ({ failed, asked }: Question): Counted => ({ hits: failed, n: asked });

function idsOf(topics: readonly Question[]): readonly string[] {
  const failed = [...Map.groupBy(topics, ({ topic }) => topic.id)].map(([id, own]) => [id, meanOf(own)] as const);
  return failed
    .filter(([, share]) => share > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([id]) => id);
}

function overTopics(topics: readonly Question[], mirrors: readonly Question[], random: Random): number | undefined {
  const others = Map.groupBy(mirrors, ({ topic }) => topic.id);
  const differences = [...Map.groupBy(topics, ({ topic }) => topic.mirror ?? '')].flatMap(([mirror, own]) => {
    const other = others.get(mirror);
    return other === undefined ? [] : [meanOf(own) - meanOf(other)];
  });
  return differences.length === 0 ? undefined : signFlip(differences, random, { alternative: 'greater' }).p;
}

const meanOf = (questions: readonly Question[]): number =>
  questions.reduce((sum, { failed, asked }) => sum + failed / asked, 0) / questions.length;
