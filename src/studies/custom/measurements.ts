import type { Measurement } from '../../core/measurement.ts';
import type { Interval } from '../../statistics/result.ts';
import type { Agreement } from './agreement.ts';
import type { ContrastRow, RateRow } from './results.ts';

export function measurementsOf(
  rates: readonly RateRow[],
  contrasts: readonly ContrastRow[],
  agreeing: readonly Agreement[],
): Measurement[] {
  const interval = ({ low, high, level }: Interval) => ({ low, high, level });
  return [
    ...rates.map((rate) => ({
      id: `rate/${rate.arm}/${rate.condition}/${rate.label}`,
      title: `Share of answers that are ${rate.label}`,
      value: rate.corrected?.estimate ?? rate.estimate,
      unit: 'share',
      interval: interval(rate.corrected ?? rate),
      n: rate.trials,
      conditions: { model: rate.arm, condition: rate.condition, label: rate.label },
      method:
        rate.corrected === undefined ? rate.method : `${rate.method}, corrected for the judge by Rogan and Gladen`,
    })),
    ...contrasts.map((contrast) => ({
      id: `contrast/${contrast.arm}/${contrast.first}-${contrast.second}/${contrast.label}`,
      title: `Share of ${contrast.label}: ${contrast.first} less ${contrast.second}`,
      value: contrast.interval.estimate,
      unit: 'difference of shares',
      interval: interval(contrast.interval),
      n: contrast.items,
      conditions: { model: contrast.arm, contrast: `${contrast.first} - ${contrast.second}`, label: contrast.label },
      method: contrast.method,
    })),
    ...agreeing.map(({ first, second, sameText, trials }) => ({
      id: `agreement/${first}/${second}`,
      title: `Trials that ${first} and ${second} answer with the same text`,
      value: sameText.estimate,
      unit: 'share',
      interval: interval(sameText),
      n: trials,
      conditions: { model: first, against: second },
      method: 'Wilson',
    })),
  ];
}
