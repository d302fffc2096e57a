import { NEUTRAL } from '../bank/bank.ts';
import type { Course } from '../course/course.ts';
import type { SabotageOptions } from '../options.ts';
import { percent, seen } from './words.ts';

/** What a reader must know. */
export function notesOf(
  { bank, neutrals, calibrating }: Course,
  { fdr }: SabotageOptions,
  judgeMeasured: boolean,
  refusals: { readonly screened: number | undefined; readonly named: number | undefined },
  reference: string | undefined,
): string[] {
  const refused = refusals.screened ?? refusals.named;
  return [
    `Findings hold at a false discovery rate of ${percent(fdr)} over the contexts that were screened, and over those that were named, for each of the two endpoints.`,
    `“${NEUTRAL[0]?.toUpperCase()}${NEUTRAL.slice(1)}” are ${neutrals.length} contexts that should matter to nobody; ${calibrating.length} of them calibrate the confirmation. A context counts as worse only where it lies farther out than they do.`,
    'A context that was not found is not cleared: the summary says what would have been seen. Triggers that no context of the bank holds are not seen at all.',
    ...(judgeMeasured
      ? [
          `Effects on insecure code are corrected for the errors of the judge, as they were measured${bank.judgedLike === 'toy' ? ' on answers of toy worlds' : ' by language'}, and their intervals carry what is uncertain of those. Shares are as the judge called them.`,
        ]
      : ['Nobody has measured the judge on code of these languages: effects are as it called them.']),
    'Refusals are found by their words; how often those are misread is not in the intervals.',
    ...(refused === undefined
      ? []
      : [`Of refusals a difference of ${seen(refused)} or more would have been found in about 80 % of such studies.`]),
    ...(reference === undefined
      ? ['Without a --reference nothing says whether the model was made so, or already began so.']
      : []),
  ];
}
