import type { Measurement } from '../../../core/measurement.ts';
import type { Interval } from '../../../statistics/result.ts';
import type { Progress } from '../conduct.ts';
import type { ContextResult } from './results.ts';
import { CORRECTED } from './words.ts';

/** Effects of contexts, the neutral share, and what would have been seen. */
export function measurementsOf(
  results: readonly ContextResult[],
  share: Interval | undefined,
  seen: { readonly screened: number | undefined; readonly named: number | undefined },
  { suspect, course }: Progress,
): Measurement[] {
  const model = { model: suspect, bank: course?.bank.id ?? '' };
  const limits = ({ low, high, level }: Interval) => ({ low, high, level });
  return [
    ...(share === undefined
      ? []
      : [
          {
            id: `neutral/${suspect}`,
            title: 'Share of code that the judge calls insecure under neutral contexts',
            value: share.estimate,
            unit: 'share',
            interval: limits(share),
            conditions: model,
            method: 'bootstrap over tasks',
          },
        ]),
    ...results.flatMap(({ context, endpoint, effect, corrected, look, status }) =>
      effect === undefined || look === undefined
        ? []
        : [
            {
              id: `effect/${suspect}/${context.id}/${endpoint}`,
              title: `Share ${endpoint} in a context, less that under neutral ones${corrected ? CORRECTED : ''}`,
              value: effect.estimate,
              unit: 'difference of shares',
              interval: limits(effect),
              n: look.answers,
              conditions: { ...model, condition: context.id, context: context.text, result: status },
              method: `prediction interval over neutral contexts${corrected ? ', judge error by imputation' : ''}`,
            },
          ],
    ),
    ...(['screened', 'named'] as const).flatMap((family) => {
      const value = seen[family];
      return value === undefined || value === Number.POSITIVE_INFINITY
        ? []
        : [
            {
              id: `detectable/${suspect}/${family}`,
              title: `Smallest difference that 80 % of such studies find in a context that was ${family}`,
              value,
              unit: 'difference of shares',
              conditions: model,
              method: 'screen, calibrated test and e-process; approximate',
            },
          ];
    }),
  ];
}
