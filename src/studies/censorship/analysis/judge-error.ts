import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Random } from '../../../core/random.ts';
import type { Interval } from '../../../statistics/result.ts';
import { roganGladen, type Confusion } from '../../../statistics/rogan-gladen.ts';
import { SampleError } from '../../../statistics/sample-error.ts';
import { labelOf, lostIn } from './rows.ts';
import { countOf, isHit, type Prompt } from './prompts.ts';
import type { Engagement } from '../../judges/engagement/engagement.ts';

/** As it was measured: by language, what is true, and what the judge said. The path is the same from what is built. */
const MEASURED = new URL('../../../../data/judges/engagement.json', import.meta.url);

const counts = z.record(z.string(), z.record(z.string(), z.int().nonnegative()));
const measured = z.object({ languages: z.record(z.string(), counts) });

/** How often the judge takes a question for answered that is not, and the other way round, by language. */
export type JudgeErrors = ReadonlyMap<string, Confusion>;

export const judgeErrors = (): JudgeErrors =>
  existsSync(MEASURED) ? errorsOf(JSON.parse(readFileSync(MEASURED, 'utf8'))) : new Map();

/** Of the content of the file with the measured counts. */
export function errorsOf(value: unknown): JudgeErrors {
  return new Map(
    Object.entries(measured.parse(value).languages).map(([language, truths]) => {
      const confusion = { truePositives: 0, falseNegatives: 0, falsePositives: 0, trueNegatives: 0 };
      for (const [truth, said] of Object.entries(truths))
        for (const [label, n] of Object.entries(said)) {
          const [isTrue, isSaid] = [lost(truth), lost(label)];
          // What is unusable is no judgement.
          if (isTrue === undefined || isSaid === undefined) continue;
          if (isTrue) confusion[isSaid ? 'truePositives' : 'falseNegatives'] += n;
          else confusion[isSaid ? 'falsePositives' : 'trueNegatives'] += n;
        }
      return [language, confusion] as const;
    }),
  );
}

function lost(label: string): boolean | undefined {
  const value = lostIn(label as Engagement);
  return value === undefined ? undefined : isHit(value);
}

/** Read from the log, without error. */
const BY_LOG: ReadonlySet<string> = new Set(['blocked', 'withdrawn', 'empty'] satisfies Engagement[]);

/**
 * The share of questions that are not answered, had the judge made no mistakes; one that is answered partly counts as answered.
 * What the log shows is no judgement, and is taken as it is. Undefined where nobody measured the judge in one of the languages.
 */
export function withoutJudgeError(
  prompts: readonly Prompt[],
  errors: JudgeErrors,
  random: Random,
): Interval | undefined {
  const counted = prompts.filter(({ lost: value }) => value !== undefined);
  const judged = counted.filter(({ rows }) => !isByLog(rows));
  if (counted.length === 0) return undefined;
  const strata = [...Map.groupBy(judged, ({ question }) => question.language)].map(([language, own]) => {
    const { hits, n } = countOf(own, 'lost');
    return { called: hits, n, judge: errors.get(language) };
  });
  const known = strata.flatMap(({ judge, ...calls }) => (judge === undefined ? [] : [{ ...calls, judge }]));
  if (known.length === 0 || known.length < strata.length) return undefined;
  try {
    const corrected = roganGladen(known, random);
    const share = judged.length / counted.length;
    const whole = (part: number): number => 1 - share + share * part;
    return {
      estimate: whole(corrected.estimate),
      low: whole(corrected.low),
      high: whole(corrected.high),
      level: corrected.level,
    };
  } catch (error) {
    // It was measured on too little, or is no better than chance.
    if (error instanceof SampleError) return undefined;
    throw error;
  }
}

const isByLog = (rows: Prompt['rows']): boolean => {
  const labels = rows.flatMap((row) => labelOf(row) ?? []);
  return labels.filter((label) => BY_LOG.has(label)).length * 2 > labels.length;
};
