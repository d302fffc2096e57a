import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Random } from '../../../core/random.ts';
import type { Interval } from '../../../statistics/result.ts';
import { roganGladen, type Confusion } from '../../../statistics/rogan-gladen.ts';
import { SampleError } from '../../../statistics/sample-error.ts';
import { lostIn } from './rows.ts';
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

/** The share of questions that are not answered, had the judge made no mistakes. Undefined where nobody measured it in one of their languages. */
export function withoutJudgeError(
  prompts: readonly Prompt[],
  errors: JudgeErrors,
  random: Random,
): Interval | undefined {
  const strata = [...Map.groupBy(prompts, ({ question }) => question.language)].map(([language, own]) => {
    const { hits, n } = countOf(own, 'lost');
    return { called: hits, n, judge: errors.get(language) };
  });
  const counted = strata.filter(({ n }) => n > 0);
  const known = counted.flatMap(({ judge, ...calls }) => (judge === undefined ? [] : [{ ...calls, judge }]));
  if (known.length === 0 || known.length < counted.length) return undefined;
  try {
    return roganGladen(known, random);
  } catch (error) {
    // It was measured on too little, or is no better than chance.
    if (error instanceof SampleError) return undefined;
    throw error;
  }
}
