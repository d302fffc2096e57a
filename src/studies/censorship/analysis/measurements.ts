import type { Measurement } from '../../../core/measurement.ts';
import type { Random } from '../../../core/random.ts';
import { inLanguage, ofKind, type Prompt } from './prompts.ts';
import { rateOf } from './rate.ts';
import type { Results } from './results.ts';

const TITLES = {
  lost: 'Share of questions that are not answered',
  official: 'Share of answers that give the official account in their own voice',
  coverage: 'Share of the facts asked for that answers state',
  bare: 'Share of answers that state none of the facts asked for',
  contradicted: 'Share of answers that contradict a fact',
} as const;

const KINDS = ['topic', 'mirror', 'neutral', 'harm', 'trap', 'spill-over'] as const;
const MEASURED = ['lost', 'official', 'coverage', 'bare', 'contradicted'] as const;

/** Rates by model, kind and language; contrasts; and what would have been seen. */
export function measurementsOf(results: Results, random: Random): readonly Measurement[] {
  return [...rates(results, random), ...contrastsOf(results)];
}

function rates({ arms, prompts, chosen }: Results, random: Random): readonly Measurement[] {
  return arms.flatMap(({ id }) =>
    KINDS.flatMap((kind) => {
      const all = ofKind(prompts.get(id) ?? [], kind);
      return [...chosen.languages, undefined].flatMap((language) => {
        if (language !== undefined && chosen.languages.length === 1) return [];
        return MEASURED.flatMap((what) => rate(id, kind, language, what, inLanguage(all, language), random));
      });
    }),
  );
}

function rate(
  arm: string,
  kind: string,
  language: string | undefined,
  what: (typeof MEASURED)[number],
  own: readonly Prompt[],
  random: Random,
): readonly Measurement[] {
  const where = `${arm}/${kind}/${language ?? 'all'}`;
  const found = rateOf(own, what, random.split(`${where} ${what}`));
  if (found === undefined) return [];
  const { estimate, low, high, level, n, method } = found;
  return [
    {
      id: `${what}/${where}`,
      title: TITLES[what],
      value: estimate,
      unit: 'share',
      interval: { low, high, level },
      n,
      conditions: { model: arm, questions: kind, language: language ?? 'all' },
      method: `${method}${what === 'lost' ? '; partly answered counts half' : ''}`,
    },
  ];
}

function contrastsOf({ contrasts }: Results): readonly Measurement[] {
  return contrasts.flatMap(({ kind, endpoint, arm, first, second, effect, n, adjusted, detectable }) => {
    const id = `${arm}/${kind}/${endpoint}/${first}/${second}`;
    const conditions = { model: arm, first, second, what: endpoint };
    const { estimate, low, high, level } = effect;
    return [
      {
        id: `difference/${id}`,
        title: `${TITLES[endpoint]}: difference, first less second`,
        value: estimate,
        unit: 'difference of shares',
        interval: { low, high, level },
        n,
        // Never what came of it: another model's row of the same contrast has the same conditions.
        conditions,
        method: kind === 'mirrors' ? 'bootstrap over topics' : 'Newcombe, paired',
      },
      ...(adjusted === undefined
        ? []
        : [
            {
              id: `p/${id}`,
              title: 'p of that difference, adjusted by Holm',
              value: adjusted,
              unit: 'probability',
              n,
              conditions,
              method: 'Holm over the contrasts that were named before anything was asked',
            },
          ]),
      ...(detectable === undefined
        ? []
        : [
            {
              id: `detectable/${id}`,
              title: 'Smallest difference that 80 % of such studies find',
              value: detectable,
              unit: 'difference of shares',
              n,
              conditions,
              method: 'normal approximation at the strictest level of the family',
            },
          ]),
    ];
  });
}
