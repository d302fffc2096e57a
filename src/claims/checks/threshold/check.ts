import type { Claim } from '../../claim.ts';
import { ClaimError } from '../../claim-error.ts';
import { THRESHOLDS } from '../../export-controls/thresholds.ts';
import { numberText, percentText } from '../../held/number-text.ts';
import { holdSets, modelNamed, setsWith } from '../../held/sets.ts';
import { stand } from '../../held/stand.ts';
import type { Held } from '../../verdict.ts';
import type { CheckKind } from '../check-kind.ts';
import { notYetSaid } from '../known-by.ts';

type ThresholdCheck = Extract<Claim['check'], { kind: 'threshold' }>;

function thresholdNamed(id: string): (typeof THRESHOLDS)[number] {
  const found = THRESHOLDS.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new ClaimError(
    'unknown-quantity',
    `there is no threshold ${id}: ${THRESHOLDS.map((one) => one.id).join(', ')}`,
  );
}

export const thresholdCheck: CheckKind<ThresholdCheck> = {
  kind: 'threshold',
  thing: 'threshold',
  about: 'training compute over or under a threshold of law',
  hold({ threshold, claimed, model, sets }, context) {
    const { edge, title, dates } = thresholdNamed(threshold);
    const later = notYetSaid([{ name: title, date: dates.published }], context.asOf);
    if (later !== undefined) return { sets: [unknownThreshold(title, later)], limits: [] };
    const range = claimed === 'over' ? { low: edge, unit: 'FLOP' } : { high: edge, unit: 'FLOP' };
    const held = holdSets(modelNamed(model), sets, range, context).map((one) => withMargin(one, edge, title));
    return { sets: held, limits: [], claimed: range };
  },
  inputs: ({ model }) => Object.keys(modelNamed(model).inputs),
  with(check, name, value, context) {
    const { unit } = modelNamed(check.model).inputs[name] ?? { unit: '1' };
    return { ...check, sets: setsWith(check.sets, name, stand(value, unit, context.on)) };
  },
};

const unknownThreshold = (title: string, says: string): Held => ({
  id: 'threshold',
  title,
  own: false,
  inputs: [],
  unverified: [],
  outcome: 'unknown',
  says,
});

function withMargin(one: Held, edge: number, title: string): Held {
  if (one.number === undefined) return one;
  const { point, pointIs, quantiles } = one.number;
  const margins = pointIs === 'stated' ? [point] : [quantiles[5] ?? point, quantiles[95] ?? point];
  const margin = margins.map((at) => marginText(at / edge - 1)).join(' to ');
  return { ...one, says: `${one.says}; ${margin} ${numberText(edge)} FLOP (${title})` };
}

const marginText = (relative: number): string =>
  `${percentText(Math.abs(relative))} ${relative < 0 ? 'under' : 'over'}`;
